//! The outcome of a test program.

use std::fmt;

/// An outcome as it is, not in quotes.
pub struct Plain(pub String);

impl fmt::Debug for Plain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
