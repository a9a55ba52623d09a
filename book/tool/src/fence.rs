//! Finding the course's fences in a chapter, and what else a chapter must not hold.

use crate::fences::KINDS;
use crate::mistake::Mistake;
use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What stands behind the three backticks.
    pub info: String,
    /// What is between the fences.
    pub body: String,
    /// The bytes of all of it.
    pub range: Range<usize>,
    /// The line of its first fence, from 1.
    pub line: usize,
}

/// Languages of blocks that are only shown.
const SHOWN: [&str; 12] = ["", "text", "console", "sh", "python", "toml", "json", "c", "go", "java", "asm", "diff"];

impl Block {
    /// The fence of ours that it is.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        KINDS.contains(&self.info.as_str()).then_some(self.info.as_str())
    }

    /// The words of the info string.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        self.info.split([',', ' ']).filter(|word| !word.is_empty())
    }

    /// Whether it is Rust.
    #[must_use]
    pub fn is_rust(&self) -> bool {
        self.attributes().next() == Some("rust")
    }
}

/// All fenced blocks of a chapter, in order.
#[must_use]
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for (event, range) in Parser::new_ext(markdown, Options::all()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                open = Some((info.trim().to_owned(), String::new()))
            }
            Event::Text(text) => {
                if let Some((_, body)) = &mut open {
                    body.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((info, body)) = open.take() {
                    let line = markdown[..range.start].matches('\n').count() + 1;
                    blocks.push(Block { info, body, range, line });
                }
            }
            _ => {}
        }
    }
    blocks
}

/// What is wrong with a block, whatever is in it.
pub fn check(markdown: &str, block: &Block) -> Result<(), Mistake> {
    let language = block.attributes().next().unwrap_or_default();
    let is_known = block.kind().is_some() || block.is_rust() || SHOWN.contains(&language);
    if !is_known {
        let text = format!("`{}` is neither a fence of the book nor a language: see book/README.md", block.info);
        return Err(Mistake::whole(text));
    }
    let is_indented = !(block.range.start == 0 || markdown[..block.range.start].ends_with('\n'));
    match block.kind() {
        Some(kind) if is_indented => {
            Err(Mistake::whole(format!("a `{kind}` fence begins in the first column, and in no list or quote")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_with_their_lines() {
        let found = blocks("# a\n\n```predict\nquestion: b\n```\n\n```rust,ignore\nfn a() {}\n```\n");
        let seen: Vec<_> =
            found.iter().map(|block| (block.info.as_str(), block.line, block.kind(), block.is_rust())).collect();
        assert_eq!(seen, [("predict", 3, Some("predict"), false), ("rust,ignore", 7, None, true)]);
        assert_eq!(found[0].body, "question: b\n");
    }

    #[test]
    fn a_slip_of_the_pen_is_no_language() {
        let markdown = "```predct\n```\n";
        let told = check(markdown, &blocks(markdown)[0]).expect_err("it is no language").text;
        assert_eq!(told, "`predct` is neither a fence of the book nor a language: see book/README.md");
    }

    #[test]
    fn a_fence_in_a_list_is_refused() {
        let markdown = "- a\n\n  ```predict\n  question: b\n  ```\n";
        assert!(check(markdown, &blocks(markdown)[0]).is_err());
    }
}
