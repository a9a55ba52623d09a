//! Moments as they are written in files about lateness: RFC 3339, and never without an offset.

use jiff::{Timestamp, civil::DateTime};

/// The moment that `text` says.
///
/// # Errors
/// What is wrong with it, and how to write it.
pub(super) fn instant(text: &str) -> Result<Timestamp, String> {
    const EXAMPLE: &str = "as in 2026-10-05T23:59:00+02:00";
    let text = text.trim();
    text.parse().map_err(|_| match text.parse::<DateTime>() {
        Ok(_) => format!("`{text}` has no offset from UTC, so nobody knows when that is: add it, {EXAMPLE}"),
        Err(_) => format!("`{text}` is no date and time: write one by RFC 3339, {EXAMPLE}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_part_of_a_moment() {
        let moment = instant("2026-10-05T23:59:00+02:00").unwrap();
        for same in
            ["2026-10-05T21:59:00Z", "2026-10-05t21:59:00z", "2026-10-05 23:59:00+02:00", " 2026-10-05T21:59:00Z "]
        {
            assert_eq!(instant(same), Ok(moment), "{same}");
        }
        for bare in ["2026-10-05T23:59:00", "2026-10-05 23:59", "2026-10-05"] {
            assert!(instant(bare).unwrap_err().contains("has no offset"), "{bare}");
        }
        for other in ["", "yesterday", "2026-13-05T23:59:00Z", "05.10.2026 23:59 +02:00", "1759701540"] {
            assert!(instant(other).unwrap_err().contains("is no date and time"), "{other}");
        }
    }
}
