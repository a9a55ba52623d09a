//! All rules in one call, and what they report. The rules themselves are in the files beside this one.

use std::path::{Path, PathBuf};

use super::{answers, checks, documents, hints, submissions};
use crate::Fault;

/// One thing that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file or folder, relative to the root of the course.
    pub file: PathBuf,
    /// The line, from 1, where there is one.
    pub line: Option<usize>,
    /// What is wrong, and what to do.
    pub text: String,
}

impl Problem {
    /// A problem with a file or folder as a whole.
    pub fn new(file: impl Into<PathBuf>, text: impl Into<String>) -> Problem {
        Problem { file: file.into(), line: None, text: text.into() }
    }

    /// Names the line.
    #[must_use]
    pub fn at(mut self, line: usize) -> Problem {
        self.line = Some(line);
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.file.display())?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))?;
        write!(f, ": {}", self.text)
    }
}

/// Everything in the course under `root` that does not fit together, by file and line; empty where all is well.
///
/// # Errors
/// A file or folder that cannot be read.
pub fn tidy(root: &Path) -> Result<Vec<Problem>, Fault> {
    let mut problems = answers::problems(root)?;
    problems.extend(checks::problems(root)?);
    problems.extend(submissions::problems(root)?);
    problems.extend(documents::problems(root)?);
    problems.extend(hints::problems(root)?);
    problems.sort();
    Ok(problems)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::course::stubs;
    use crate::course::tree::Tree;

    /// A course of one exercise in which everything fits.
    pub fn good() -> Tree {
        let tree = Tree::new()
            .file("README.md", "See `grader/hidden/main.rs` and [the exercises](exercises/).\n")
            .file("solutions/ex01_a/src/lib.rs", "// ANCHOR: solution\n// STUB: todo\nb\n// ANCHOR_END: solution\n")
            .file("solutions/ex01_a/hints.md", "# Hints\n\n## A\n\na\n\n## B\n\nb\n\n## C\n\nc\n")
            .file("grader/hidden/main.rs", "mod ex01_a;\n")
            .file("grader/hidden/ex01_a/mod.rs", "#[rstest]\n#[case(1)]\nfn counts(#[case] n: u32) {}\n")
            .file("grader/hidden/ex01_a/driver.rs", "")
            .file("grader/hidden/ex01_a/exercise.toml", EXERCISE)
            .file("grader/hidden/ex01_a/submissions/passed-loop/src/lib.rs", "")
            .file("grader/hidden/ex01_a/submissions/passed-iterator/src/lib.rs", "")
            .file("grader/hidden/ex01_a/submissions/not-joined-sleeps/src/lib.rs", "");
        stubs(tree.root(), false).unwrap();
        tree
    }

    /// Its `exercise.toml`; the check begins on line 8.
    pub const EXERCISE: &str = r#"format_version = 1
title = "A"
chapter = "a.md"
minutes = 5
files = ["src/**/*.rs"]
required = ["src/lib.rs"]

[[checks]]
id = "counts"
sentence = "it counts"
weight = 1
next = "count"
"#;

    /// Holds that these problems, as text, are all that `tidy` finds.
    #[track_caller]
    pub fn assert_problems(tree: &Tree, expected: &[&str]) {
        let problems: Vec<String> = tidy(tree.root()).unwrap().iter().map(Problem::to_string).collect();
        assert_eq!(problems, expected);
    }

    #[test]
    fn a_course_that_fits_together_has_no_problem() {
        assert_problems(&good(), &[]);
    }
}
