//! What is wrong with a page: where, what, and what to do. The mistakes of whoever writes the book, not ours.

use std::fmt;

/// A mistake in a fence, or in a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Its line, counted from 0 where the body of the fence begins; `None` where it is of the fence as a whole.
    pub line: Option<usize>,
    /// What is wrong and what to do, as a lower-case fragment.
    pub text: String,
}

/// What can be a mistake.
pub type Told<T> = Result<T, Mistake>;

impl Mistake {
    /// A mistake in that line.
    pub fn at(line: usize, text: impl Into<String>) -> Mistake {
        Mistake { line: Some(line), text: text.into() }
    }

    /// How far below the first line of its fence it is.
    #[must_use]
    pub fn below(&self) -> usize {
        self.line.map_or(0, |line| line + 1)
    }

    /// A mistake of the fence as a whole.
    pub fn whole(text: impl Into<String>) -> Mistake {
        Mistake { line: None, text: text.into() }
    }
}

impl From<anyhow::Error> for Mistake {
    fn from(error: anyhow::Error) -> Mistake {
        Mistake::whole(format!("{error:#}"))
    }
}

/// A mistake, and the file that it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InFile {
    /// Relative to the repository.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub text: String,
}

impl fmt::Display for InFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// All of them as one error.
#[must_use]
pub fn error(mistakes: &[InFile]) -> anyhow::Error {
    let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    anyhow::anyhow!("{}", lines.join("\n       "))
}
