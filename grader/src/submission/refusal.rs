//! Why a folder is not taken, and the finding that says so to the student. Nothing is looked up here.

use crate::judge::{Finding, Place, Verdict};

/// The largest file that is taken, in bytes.
pub(super) const FILE_BYTES: u64 = 1 << 20;
/// The most files that are taken.
pub(super) const FILES: usize = 200;
/// The most names that are looked at to find them.
pub(super) const NAMES: usize = 10_000;

/// What is wrong with what was handed in; the first field is a path relative to the exercise's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A required file is not there; the second field names what the folder holds.
    Missing(String, String),
    /// A required file has no bytes.
    Empty(String),
    /// A symbolic link.
    Link(String),
    /// A device, a named pipe or a socket; the second field says which.
    NotAFile(String, &'static str),
    /// A folder where a required file should be.
    Folder(String),
    /// A file of more than [`FILE_BYTES`].
    TooLarge(String),
    /// Bytes that are no text: the first bad byte, counted from 0, and its line.
    NotText(String, usize, u32),
    /// Text, but UTF-16.
    Utf16(String),
    /// A name that is not UTF-8, shown as far as it can be.
    Name(String),
    /// A file or folder that cannot be opened, and what the system said.
    Unreadable(String, String),
    /// More than [`FILES`] files.
    TooMany,
    /// More than [`NAMES`] names to look through.
    TooManyNames,
}

impl Refusal {
    /// The same, for the student: what is wrong, with which file, and what to do.
    pub(super) fn finding(&self) -> Finding {
        let (verdict, message, expected, seen) = self.told();
        let finding = Finding::new(verdict, message).contrast(expected, seen);
        match self {
            Refusal::NotText(file, _, line) => finding.at(Some(Place { file: shown(file), line: *line })),
            _ => finding,
        }
    }

    fn told(&self) -> (Verdict, String, String, String) {
        use Verdict::{DoesNotCompile, Forbidden, OverLimit};
        let of = |file: &str, what: &str| format!("{} {what}", shown(file));
        match self {
            Refusal::Missing(file, _) | Refusal::Empty(file) | Refusal::Folder(file) => {
                (DoesNotCompile, of(file, self.nothing()), format!("your solution in {}", shown(file)), self.held())
            }
            Refusal::Link(file) => (
                Forbidden,
                of(file, "is a symbolic link"),
                "real files and folders: replace the link by a copy of what it stands for".into(),
                "a link, which was not followed".into(),
            ),
            Refusal::NotAFile(file, kind) => (
                Forbidden,
                of(file, &format!("is a {kind}")),
                "regular files: remove it, or put a file in its place".into(),
                format!("a {kind}, which was not opened"),
            ),
            Refusal::TooLarge(file) => (
                OverLimit,
                of(file, "is too large"),
                format!("at most {FILE_BYTES} bytes a file: compute large tables, or leave them out"),
                format!("more than {FILE_BYTES} bytes"),
            ),
            Refusal::NotText(file, byte, line) => (
                DoesNotCompile,
                of(file, "is not UTF-8 text"),
                "UTF-8, as the compiler demands: save the file with that encoding".into(),
                format!("a byte that does not belong, at offset {byte}, in line {line}"),
            ),
            Refusal::Utf16(file) => (
                DoesNotCompile,
                of(file, "is UTF-16 text"),
                "UTF-8, as the compiler demands: save the file with that encoding".into(),
                "the mark of UTF-16 in the first two bytes".into(),
            ),
            Refusal::Name(name) => (
                DoesNotCompile,
                of(name, "has a name that is not UTF-8"),
                "a name of letters, digits and `_`: rename the file".into(),
                format!("the name {}", shown(name)),
            ),
            Refusal::Unreadable(file, reason) => (
                DoesNotCompile,
                of(file, "cannot be read"),
                "files that anyone may read: run `chmod -R u+rX .` in the folder and hand it in again".into(),
                reason.clone(),
            ),
            Refusal::TooMany => (
                OverLimit,
                "too many files were handed in".into(),
                format!("at most {FILES} source files: remove what does not belong to the solution"),
                format!("more than {FILES}"),
            ),
            Refusal::TooManyNames => (
                OverLimit,
                "too many files lie beside the solution".into(),
                format!("at most {NAMES} files in the source folders: move generated files elsewhere"),
                format!("more than {NAMES}"),
            ),
        }
    }

    fn nothing(&self) -> &'static str {
        match self {
            Refusal::Empty(_) => "is empty: there is nothing to compile",
            Refusal::Folder(_) => "is a folder, not a file: there is nothing to compile",
            _ => "is missing: there is nothing to compile",
        }
    }

    fn held(&self) -> String {
        match self {
            Refusal::Missing(_, held) if held.is_empty() => "an empty folder".into(),
            Refusal::Missing(_, held) => format!("a folder with {held}"),
            Refusal::Folder(_) => "a folder of that name".into(),
            _ => "a file of 0 bytes".into(),
        }
    }
}

/// A name as it may be printed: characters that would move the cursor are written out.
pub(super) fn shown(name: &str) -> String {
    name.chars()
        .flat_map(|c| match c.is_control() {
            true => c.escape_unicode().collect(),
            false => vec![c],
        })
        .collect()
}
