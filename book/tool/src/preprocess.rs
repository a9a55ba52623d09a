//! The preprocessor: in process under `cargo book`, and by mdBook's protocol under a plain `mdbook build`.

use crate::book::{Book, Page};
use crate::mistake::{self, InFile};
use crate::room::Room;
use anyhow::{Context, Result};
use mdbook_preprocessor::book::{Book as Chapters, BookItem};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use std::io::{stdin, stdout};

/// Makes the fences of all chapters into what readers see.
#[derive(Debug, Clone, Copy)]
pub struct Course {
    /// The book is served on the reader's own machine.
    pub serving: bool,
}

impl Preprocessor for Course {
    fn name(&self) -> &str {
        "course"
    }

    fn run(&self, context: &PreprocessorContext, mut chapters: Chapters) -> Result<Chapters> {
        let room = Room::of(&context.root);
        let book = Book::of(&room, texts(&chapters).into_iter())?;
        let mut mistakes: Vec<InFile> = Vec::new();
        chapters.for_each_chapter_mut(|chapter| {
            let Some(path) = chapter.source_path.as_ref() else { return };
            let mut page = Page::new(&path.to_string_lossy(), self.serving);
            chapter.content = book.page(&chapter.content, &mut page, &mut mistakes);
        });
        if mistakes.is_empty() { Ok(chapters) } else { Err(mistake::error(&mistakes)) }
    }
}

fn texts(chapters: &Chapters) -> Vec<&str> {
    chapters
        .iter()
        .filter_map(|item| match item {
            BookItem::Chapter(chapter) => Some(chapter.content.as_str()),
            _ => None,
        })
        .collect()
}

/// One call of mdBook's protocol: the book comes as JSON, and goes back so.
pub fn by_protocol() -> Result<()> {
    let (context, chapters) = mdbook_preprocessor::parse_input(stdin()).context("failed to read what mdBook sends")?;
    let made = Course { serving: false }.run(&context, chapters)?;
    serde_json::to_writer(stdout(), &made).context("failed to answer mdBook")
}
