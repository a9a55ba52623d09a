//! The shortest names of source files that still tell them apart: `bank.rs`, or `a/mod.rs` beside `b/mod.rs`.

use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<String, String>);

impl Files {
    pub(super) fn new<'a>(files: impl IntoIterator<Item = &'a str>) -> Self {
        let files: BTreeSet<&str> = files.into_iter().collect();
        let short = |file: &str| {
            let length = (1..).find(|length| is_unique(file, *length, &files)).unwrap_or(1);
            tail(file, length)
        };
        Self(files.iter().map(|file| ((*file).to_owned(), short(file))).collect())
    }

    /// What the file is called; one that was not told of keeps its last component.
    pub(super) fn short(&self, file: &str) -> String {
        self.0.get(file).cloned().unwrap_or_else(|| tail(file, 1))
    }
}

fn is_unique(file: &str, length: usize, files: &BTreeSet<&str>) -> bool {
    let name = tail(file, length);
    name == file || files.iter().filter(|other| tail(other, length) == name).count() == 1
}

/// The last components of a path.
fn tail(file: &str, components: usize) -> String {
    let parts: Vec<&str> = file.split(['/', '\\']).collect();
    if parts.len() <= components { file.to_owned() } else { parts[parts.len() - components..].join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_short_as_it_can_be() {
        let files = Files::new(["src/bank.rs", "src/a/mod.rs", "src/b/mod.rs", "mod.rs"]);
        let short =
            ["src/bank.rs", "src/a/mod.rs", "src/b/mod.rs", "mod.rs", "far/else.rs"].map(|file| files.short(file));
        assert_eq!(short, ["bank.rs", "a/mod.rs", "b/mod.rs", "mod.rs", "else.rs"]);
    }
}
