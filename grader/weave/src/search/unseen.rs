//! Operations that others can tell, but that are no points of the schedule, because they are of types of std that cannot be
//! stood in for: the counts of `Arc` and `Weak`. A program that uses them is explored, but not all of its schedules are.
//! They are found where they can be: in the text of the program.

use crate::engine::Execution;
use crate::explain::source;
use std::collections::BTreeSet;

const NAMES: [&str; 12] = [
    "Arc::strong_count",
    "Arc::weak_count",
    "Arc::try_unwrap",
    "Arc::into_inner",
    "Arc::get_mut",
    "Arc::make_mut",
    "Arc::unwrap_or_clone",
    "Weak::upgrade",
    "Weak::strong_count",
    "Weak::weak_count",
    ".upgrade()",
    ".strong_count()",
];

/// The lines of a source text, from 1, on which the counts of an `Arc` or a `Weak` are asked for, and by what.
///
/// ```standalone_crate
/// let text = "let shared = Arc::new(0);\nassert_eq!(Arc::strong_count(&shared), 1); // not Arc::get_mut";
/// assert_eq!(weave::unseen_operations(text), [(2, "Arc::strong_count")]);
/// ```
#[must_use]
pub fn unseen_operations(text: &str) -> Vec<(u32, &'static str)> {
    let code = |line: &'_ str| line.split("//").next().unwrap_or_default().to_owned();
    let found = |(number, line): (u32, &str)| {
        let code = code(line);
        NAMES.iter().find(|name| code.contains(**name)).map(|name| (number, *name))
    };
    (1..).zip(text.lines()).filter_map(found).collect()
}

/// Whether it is a file of the standard library, which comes with some toolchains: it formats what the program has in an `Arc`,
/// and asks for the counts only where the program does.
fn is_of_std(file: &str) -> bool {
    file.replace('\\', "/").contains("/rustlib/src/rust/library/")
}

/// The source files of a program, as far as its visible operations tell.
#[derive(Debug, Default)]
pub(super) struct Sources {
    files: BTreeSet<&'static str>,
}

impl Sources {
    pub(super) fn note(&mut self, execution: &Execution) {
        for event in &execution.events {
            if !self.files.contains(event.at.file()) && !is_of_std(event.at.file()) {
                self.files.insert(event.at.file());
            }
        }
    }

    pub(super) fn unseen(&self) -> Vec<String> {
        let lines = |file: &&'static str| {
            let text = source::text(file).unwrap_or_default();
            let told = unseen_operations(&text).into_iter();
            told.map(|(line, name)| format!("{name} at {file}:{line} is no point of the schedule")).collect::<Vec<_>>()
        };
        self.files.iter().flat_map(lines).collect()
    }
}
