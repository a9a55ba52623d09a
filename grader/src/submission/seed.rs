//! Seeds of drawn cases: the same for the same submission, and not to be guessed by whoever writes it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The variable that holds a course's key; teachers set one of their own, so that their cases differ from practice.
pub const KEY: &str = "FORKJOIN_KEY";

/// The seed of one case: HMAC-SHA-256 (RFC 2104) over submission digest, check and case, its first eight bytes, little end
/// first, under the course key in [`KEY`], or the practice key where there is none.
pub fn seed(digest: &str, check: &str, case: &str) -> u64 {
    let key = std::env::var(KEY).unwrap_or_else(|_| "practice".to_owned());
    keyed(key.as_bytes(), digest, check, case)
}

fn keyed(key: &[u8], digest: &str, check: &str, case: &str) -> u64 {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in [digest, check, case] {
        mac.update(part.as_bytes());
        mac.update(&[0]);
    }
    let bytes = mac.finalize().into_bytes();
    bytes.iter().take(8).rev().fold(0, |seed, byte| seed << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_depends_on_all_that_goes_into_it() {
        let seed = keyed(b"k", "d", "c", "n");
        assert_eq!(seed, keyed(b"k", "d", "c", "n"));
        for other in [
            keyed(b"K", "d", "c", "n"),
            keyed(b"k", "D", "c", "n"),
            keyed(b"k", "dc", "", "n"),
            keyed(b"k", "d", "c", ""),
        ] {
            assert_ne!(seed, other);
        }
    }
}
