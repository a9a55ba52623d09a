//! Where things are: the book's room, the repository around it, and where built pages go.

use std::path::{Path, PathBuf};

/// The book's room.
#[derive(Debug, Clone)]
pub struct Room {
    /// The repository.
    pub repository: PathBuf,
}

impl Room {
    /// The room that this program was compiled in.
    #[must_use]
    pub fn ours() -> Room {
        Room::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
    }

    /// The room whose folder is `book`.
    #[must_use]
    pub fn of(book: &Path) -> Room {
        let book = book.canonicalize().unwrap_or_else(|_| book.to_owned());
        Room { repository: book.parent().map_or_else(|| book.clone(), Path::to_owned) }
    }

    /// The folder of `book.toml`.
    #[must_use]
    pub fn book(&self) -> PathBuf {
        self.repository.join("book")
    }

    /// The chapters.
    #[must_use]
    pub fn source(&self) -> PathBuf {
        self.book().join("src")
    }

    /// What was recorded.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.book().join("data")
    }

    /// Where the built pages go.
    #[must_use]
    pub fn built(&self) -> PathBuf {
        self.repository.join("target/book")
    }

    /// Where pages go that are served on the reader's own machine.
    #[must_use]
    pub fn served(&self) -> PathBuf {
        self.repository.join("target/book-served")
    }

    /// What need not be computed twice; not committed.
    #[must_use]
    pub fn cache(&self) -> PathBuf {
        self.book().join("target/explorations")
    }

    /// What the reader's own grader wrote.
    #[must_use]
    pub fn progress(&self) -> PathBuf {
        self.repository.join("target/grader/progress.json")
    }
}
