//! A small course in a folder of its own, for the tests of this room. What is done to it is theirs.

use std::fs;
use std::path::Path;

/// A folder that is gone with the value.
pub struct Tree(tempfile::TempDir);

impl Tree {
    /// An empty one.
    pub fn new() -> Tree {
        Tree(tempfile::tempdir().unwrap())
    }

    /// Adds or replaces a file, with the folders on its way.
    #[must_use]
    #[track_caller]
    pub fn file(self, path: &str, contents: &str) -> Tree {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
        self
    }

    /// Removes a file or a folder.
    #[must_use]
    #[track_caller]
    pub fn without(self, path: &str) -> Tree {
        let path = self.root().join(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        self
    }

    /// What a file holds.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        self.0.path()
    }
}
