//! Names for contents. What is put into a digest, and what it stands for, is the caller's choice.

use sha2::{Digest, Sha256};

/// The SHA-256 of named contents, as 64 lower-case hex digits.
///
/// Names and contents go in with their lengths before them, so that no two lists of pairs come to the same bytes. The
/// order counts: sort the pairs where it should not.
pub fn digest<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut sha = Sha256::new();
    for (name, content) in parts {
        for bytes in [name.as_bytes(), content] {
            sha.update((bytes.len() as u64).to_le_bytes());
            sha.update(bytes);
        }
    }
    sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_byte_from_a_name_to_its_content_changes_the_digest() {
        let digests = [
            digest([("ab", b"c".as_slice())]),
            digest([("a", b"bc".as_slice())]),
            digest([("a", b"b".as_slice()), ("c", b"".as_slice())]),
            digest([]),
        ];
        for (index, one) in digests.iter().enumerate() {
            assert_eq!(one.len(), 64);
            assert!(!digests[index + 1..].contains(one));
        }
    }
}
