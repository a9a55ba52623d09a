//! Lines of source files. The only place here that reads anything; what cannot be read is left out.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The files that were read so far.
#[derive(Debug, Default)]
pub(super) struct Sources(BTreeMap<String, Source>);

#[derive(Debug)]
struct Source {
    text: String,
    /// Where each line begins, and where it ends.
    lines: Vec<Range<usize>>,
}

impl Sources {
    /// A line as it is, counted from 1; empty if there is none.
    pub(super) fn line(&mut self, file: &str, line: u32) -> &str {
        if !self.0.contains_key(file) {
            self.0.insert(file.to_owned(), Source::read(file));
        }
        let index = (line as usize).checked_sub(1);
        index.and_then(|index| self.0[file].line(index)).unwrap_or_default()
    }
}

impl Source {
    fn read(file: &str) -> Self {
        let text = text(file).unwrap_or_default();
        let from = |line: &str| line.as_ptr().addr() - text.as_ptr().addr();
        let lines = text.lines().map(|line| from(line)..from(line) + line.len()).collect();
        Self { text, lines }
    }

    fn line(&self, index: usize) -> Option<&str> {
        self.lines.get(index).map(|line| &self.text[line.clone()])
    }
}

/// The text of a source file.
pub(crate) fn text(file: &str) -> Option<String> {
    candidates(Path::new(file)).into_iter().find_map(|path| std::fs::read_to_string(path).ok())
}

/// The compiler is told names that begin at the folder of the workspace, while tests run in that of their package.
fn candidates(file: &Path) -> Vec<PathBuf> {
    if file.is_absolute() {
        return vec![file.into()];
    }
    let here = std::env::current_dir().ok();
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let folders = package.iter().chain(&here).flat_map(|folder| folder.ancestors());
    folders.map(|folder| folder.join(file)).collect()
}
