//! What must hold of the chapters as they are written: nothing is shown that nobody tests, and every page there should be is
//! there.

use crate::fence::{Block, blocks};
use crate::fences::TESTED;
use crate::mistake::InFile;
use crate::room::Room;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// What is wrong with the chapters.
pub fn check(room: &Room) -> Result<Vec<InFile>> {
    let mut mistakes = Vec::new();
    for path in chapters(&room.source())? {
        let text = std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        let file = path.strip_prefix(&room.repository).unwrap_or(&path).display().to_string();
        let told = |(line, text): (usize, String)| InFile { file: file.clone(), line, text };
        mistakes.extend(blocks(&text).iter().filter_map(untested).map(told));
    }
    mistakes.extend(verdicts(room)?);
    Ok(mistakes)
}

/// All Markdown files below a folder, in order.
pub fn chapters(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in folder.read_dir().with_context(|| format!("failed to list {}", folder.display()))?.flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => files.extend(chapters(&path)?),
            false if path.extension().is_some_and(|extension| extension == "md") => files.push(path),
            false => {}
        }
    }
    files.sort();
    Ok(files)
}

/// A block of Rust that no doc test compiles may only include files that have tests.
fn untested(block: &Block) -> Option<(usize, String)> {
    if !block.is_rust() {
        let includes = block.body.contains("{{#include") && block.body.contains(".rs");
        return includes.then(|| {
            (block.line, "Rust is included in a block of another language: mark it `rust,ignore`".to_owned())
        });
    }
    let is_ignored = block.attributes().any(|attribute| attribute.starts_with("ignore"));
    let lines: Vec<&str> = block.body.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_tested = |line: &&str| {
        let path = line.strip_prefix("{{#include ").or_else(|| line.strip_prefix("{{#rustdoc_include "));
        let path = path.map(|path| path.trim_start_matches("../").trim_start());
        path.is_some_and(|path| TESTED.iter().any(|room| path.starts_with(room) || path.starts_with("programs/")))
    };
    match (is_ignored, lines.iter().position(|line| !is_tested(line))) {
        (true, Some(at)) => {
            let text = format!(
                "`{}` is in a block that no test compiles: include it from a crate, or take `ignore` away",
                lines[at]
            );
            Some((block.line, text))
        }
        (false, _) if lines.iter().any(|line| line.starts_with("{{#")) => {
            Some((block.line, "doc tests do not see what is included: mark the block `rust,ignore`".to_owned()))
        }
        _ => None,
    }
}

/// Each verdict has its page.
fn verdicts(room: &Room) -> Result<Vec<InFile>> {
    let explained = chapters(&room.repository.join("grader/src/report/explain"))?;
    let summary =
        std::fs::read_to_string(room.source().join("SUMMARY.md")).context("failed to read book/src/SUMMARY.md")?;
    let missing = explained.iter().filter_map(|page| {
        let name = page.file_name()?.to_str()?;
        let is_there = room.source().join("verdicts").join(name).is_file() && summary.contains(&format!("(verdicts/{name})"));
        let text = format!("verdicts/{name} is missing: make it of one line, `{{{{#include ../../../grader/src/report/explain/{name}}}}}`, and list it here");
        (!is_there).then(|| InFile { file: "book/src/SUMMARY.md".to_owned(), line: 1, text })
    });
    Ok(missing.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::doc_test("```rust\nfn main() {}\n```", true)]
    #[case::included("```rust,ignore\n{{#include ../programs/src/greet.rs:all}}\n```", true)]
    #[case::included_from_a_solution(
        "```rust,ignore\n{{#include ../../../solutions/ex01_thread/src/lib.rs:solution}}\n```",
        true
    )]
    #[case::not_compiled("```rust,ignore\nfn main() {}\n```", false)]
    #[case::included_from_nowhere("```rust,ignore\n{{#include ../tool/src/main.rs}}\n```", false)]
    #[case::included_in_a_doc_test("```rust\n{{#include ../programs/src/greet.rs}}\n```", false)]
    #[case::hidden_in_text("```text\n{{#include ../tool/src/main.rs}}\n```", false)]
    fn what_nobody_tests_is_refused(#[case] markdown: &str, #[case] is_right: bool) {
        assert_eq!(blocks(markdown).iter().find_map(untested).is_none(), is_right);
    }
}
