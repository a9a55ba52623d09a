//! What a result is a function of. Whoever grades the same again gets the same.

use crate::submission::digest;

/// All that a result depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The exercise's stem.
    pub stem: String,
    /// The submission's digest.
    pub submission: String,
    /// The digest of the exercise's checks, and of all that grades.
    pub checks: String,
    /// What `rustc -vV` says.
    pub compiler: String,
    /// The level, A to D.
    pub level: String,
    /// What shuts runs in.
    pub seal: String,
    /// The digest of the key that seeds are drawn with.
    pub course_key: String,
}

impl Key {
    /// All of it in one, as 64 hex digits.
    pub fn digest(&self) -> String {
        let Key { stem, submission, checks, compiler, level, seal, course_key } = self;
        let parts = [
            ("stem", stem),
            ("submission", submission),
            ("checks", checks),
            ("compiler", compiler),
            ("level", level),
            ("seal", seal),
            ("course_key", course_key),
        ];
        digest(parts.map(|(name, value)| (name, value.as_bytes())))
    }
}
