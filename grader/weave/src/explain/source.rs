//! Lines of source files. The only place here that reads anything; what cannot be read is left out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The files that were read so far.
#[derive(Debug, Default)]
pub(super) struct Sources(HashMap<String, Vec<String>>);

impl Sources {
    /// A line as it is, counted from 1; empty if there is none.
    pub(super) fn line(&mut self, file: &str, line: u32) -> &str {
        let lines = self.0.entry(file.to_owned()).or_insert_with(|| read(file));
        (line as usize).checked_sub(1).and_then(|index| lines.get(index)).map_or("", String::as_str)
    }
}

fn read(file: &str) -> Vec<String> {
    text(file).map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default()
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
