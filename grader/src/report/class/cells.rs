//! Cells of a table that somebody opens in a spreadsheet. Names and addresses may have been chosen by those who hand
//! in, so no text is left that a spreadsheet would evaluate. What stands in which cell is the formats' concern.

use jiff::Timestamp;

use crate::{class::Hundredths, report::escape};

/// What a spreadsheet takes for the beginning of a formula, also in its wide form.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
/// What the next cell could begin after, where a spreadsheet parts cells otherwise than we do.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];
/// What a spreadsheet passes over at the beginning of a cell.
const PASSED_OVER: [char; 4] = [' ', '"', '\u{a0}', '\u{feff}'];

/// Text on one line that no spreadsheet evaluates. Digits stay as they are: the id `007` is written `007`.
pub(super) fn text(text: &str) -> String {
    guarded(&escape::one_line(text))
}

/// A cell of somebody else's table: numbers stay numbers, text is guarded.
pub(super) fn theirs(cell: &str) -> String {
    match is_number(cell) {
        true => cell.to_owned(),
        false => guarded(cell),
    }
}

/// Points, or nothing where they are not known.
pub(super) fn points(points: Option<Hundredths>) -> String {
    points.map(|points| points.to_string()).unwrap_or_default()
}

/// Seconds since 1970-01-01 (UTC) as RFC 3339: `2026-11-26T08:00:00Z`.
pub(super) fn time(seconds: u64) -> Option<String> {
    let timestamp = Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?;
    Some(timestamp.to_string())
}

/// Rows as comma-separated values.
pub(super) fn table(rows: &[Vec<String>], delimiter: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    // Neither can fail: what is written to is memory, and what is written is text.
    rows.iter().for_each(|row| drop(writer.write_record(row)));
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn guarded(cell: &str) -> String {
    let evaluated = |piece: &str| piece.trim_start_matches(PASSED_OVER).starts_with(FORMULA);
    let quote = |piece| if evaluated(piece) { ["'", piece].concat() } else { piece.to_owned() };
    cell.split_inclusive(SEPARATORS).map(quote).collect()
}

/// A number, a share in per cent, or the dash that stands for none.
fn is_number(cell: &str) -> bool {
    let cell = cell.trim();
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    cell == "-" || (!digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || ".,%".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spreadsheet_evaluates_a_text() {
        for (given, written) in [
            ("=1+1", "'=1+1"),
            ("+49", "'+49"),
            ("-x", "'-x"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("\"=1", "'\"=1"),
            ("＝1", "'＝1"),
            ("a;=cmd|x", "a;'=cmd|x"),
            ("\t=1", r"\t=1"),
            ("a\n=1", r"a\n=1"),
            ("o'neil-smith", "o'neil-smith"),
            ("007", "007"),
        ] {
            assert_eq!(text(given), written);
        }
    }

    #[test]
    fn numbers_of_others_stay_numbers() {
        for kept in ["-5", "+5.25", "8,5", "90%", "-", "", "EX", "007"] {
            assert_eq!(theirs(kept), kept);
        }
        for (given, written) in
            [("=\"x\"", "'=\"x\""), ("-1+1", "'-1+1"), ("\r=1", "'\r'=1"), ("\t1", "\t1"), ("\tx", "'\tx")]
        {
            assert_eq!(theirs(given), written);
        }
    }

    #[test]
    fn a_time_is_written_in_utc() {
        assert_eq!(time(1_764_144_000).unwrap(), "2025-11-26T08:00:00Z");
        assert_eq!(time(u64::MAX), None);
    }
}
