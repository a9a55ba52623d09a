//! The rule on documents: a path of the repository that a Markdown file names is there. Only what looks like such a path is
//! looked at: in backticks or as the target of a link, beginning with a name of the top level, without a placeholder.

use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use super::Problem;
use crate::Fault;

/// Names of the top level that a document may mean though they are gone.
const TOP_LEVEL: [&str; 13] = [
    ".cargo",
    ".ci",
    ".github",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "Cargo.toml",
    "README.md",
    "book",
    "docs",
    "exercises",
    "grader",
    "rust-toolchain.toml",
    "solutions",
];

/// Where the built book goes: not there in a fresh clone, and named all the same.
const BUILT: &str = "book/book";

/// What the documents name that is gone.
pub fn problems(root: &Path) -> Result<Vec<Problem>, Fault> {
    let mut problems = Vec::new();
    for document in documents(root)? {
        let path = root.join(&document);
        let text = fs::read_to_string(&path).map_err(Fault::file("read", &path))?;
        for (line, named) in names(&text) {
            if let Some(gone) = repository_path(&document, &named).filter(|named| !root.join(named).exists()) {
                let problem = format!("names {}, which is gone: name what is there instead", gone.display());
                problems.push(Problem::new(&document, problem).at(line));
            }
        }
    }
    Ok(problems)
}

/// The Markdown files at the root, in `docs/` and in `book/`. The changelog is left out: it tells of what is gone.
fn documents(root: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut documents = Vec::new();
    let is_built = |path: &Path| path.ends_with("target") || path.ends_with("node_modules") || path.ends_with(BUILT);
    for (folder, depth) in [(root.to_owned(), 1), (root.join("docs"), usize::MAX), (root.join("book"), usize::MAX)] {
        if !folder.is_dir() {
            continue;
        }
        for entry in WalkDir::new(&folder).max_depth(depth).into_iter().filter_entry(|entry| !is_built(entry.path())) {
            let entry = entry.map_err(|error| Fault::course(&folder, format!("cannot be walked: {error}")))?;
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
            let is_document =
                entry.file_type().is_file() && path.extension().is_some_and(|extension| extension == "md");
            if is_document && path != Path::new("CHANGELOG.md") {
                documents.push(path.to_owned());
            }
        }
    }
    Ok(documents)
}

/// Something that a document names.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    /// In backticks, and meant from the root.
    Code(String),
    /// The target of a link, and meant from the document's folder.
    Link(String),
}

/// What is in backticks or the target of a link, with its line; blocks of code are left out.
fn names(text: &str) -> Vec<(usize, Named)> {
    let mut names = Vec::new();
    let mut in_block = false;
    for (number, line) in (1..).zip(text.lines()) {
        let fence = line.trim_start().starts_with("```");
        in_block ^= fence;
        if in_block || fence {
            continue;
        }
        names.extend(line.split('`').skip(1).step_by(2).map(|code| (number, Named::Code(code.to_owned()))));
        let targets = line.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        names.extend(targets.map(|(target, _)| (number, Named::Link(target.to_owned()))));
    }
    names
}

/// The path from the root that is meant; `None` where it does not look like one of the repository.
fn repository_path(document: &Path, named: &Named) -> Option<PathBuf> {
    let (base, text) = match named {
        Named::Code(text) => (Path::new(""), text),
        Named::Link(text) => (document.parent()?, text),
    };
    let text = without_line(text.split('#').next()?);
    if text.is_empty()
        || text.contains("://")
        || text.contains(is_placeholder)
        || text.contains("...")
        || has_capitals(text)
    {
        return None;
    }
    let path = normal(&base.join(text))?;
    let first = path.components().next()?.as_os_str().to_str()?;
    (TOP_LEVEL.contains(&first) && !path.starts_with(BUILT)).then_some(path)
}

/// The path without a `:12` at its end.
fn without_line(text: &str) -> &str {
    text.rsplit_once(':')
        .filter(|(_, line)| line.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(text, |(path, _)| path)
}

fn is_placeholder(character: char) -> bool {
    character.is_whitespace() || "*?{}<>$…|".contains(character)
}

/// Whether a part is a placeholder in capitals: `exNN_stem`, `STEM`, `NAME/mod.rs`. Names in capitals with a suffix, such
/// as `README.md`, are files.
fn has_capitals(text: &str) -> bool {
    let part = |part: &str| !part.contains('.') && part.contains(|c: char| c.is_ascii_uppercase());
    text.contains("NN") || text.split('/').any(part)
}

/// The path without `.` and `..`; `None` where it leaves the repository.
fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => normal.push(part),
            Component::CurDir => {}
            Component::ParentDir if normal.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(normal)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::problem::tests::{assert_problems, good};

    #[rstest]
    #[case::in_backticks("README.md", "See `grader/gone.rs` there.", "grader/gone.rs")]
    #[case::second_of_a_line("README.md", "`cargo` and `exercises/ex09_x/`", "exercises/ex09_x")]
    #[case::with_a_line("README.md", "`grader/gone.rs:12`", "grader/gone.rs")]
    #[case::link("README.md", "[x](solutions/gone.rs#top)", "solutions/gone.rs")]
    #[case::code_in_a_link("README.md", "[`x`](ARCHITECTURE.md)", "ARCHITECTURE.md")]
    #[case::link_from_the_book("book/src/a.md", "[x](../../exercises/gone)", "exercises/gone")]
    #[case::link_within_the_book("book/src/a.md", "[x](gone.md)", "book/src/gone.md")]
    fn a_path_that_is_gone_is_refused(#[case] document: &str, #[case] line: &str, #[case] gone: &str) {
        let tree = good().file(document, &format!("# Title\n\n{line}\n"));
        assert_problems(&tree, &[&format!("{document}:3: names {gone}, which is gone: name what is there instead")]);
    }

    #[rstest]
    #[case::there("`grader/hidden/main.rs`, `grader/hidden/main.rs:1` and [x](./exercises/ex01_a/)")]
    #[case::command("`grader course tidy`")]
    #[case::of_an_exercise("`src/lib.rs`")]
    #[case::placeholders(
        "`exercises/exNN_stem/`, `grader/hidden/STEM/mod.rs`, `grader/**/*.rs`, `solutions/…`, `book/<x>`"
    )]
    #[case::elsewhere("[x](https://example.org/grader/gone) and [y](#grader)")]
    #[case::built("`target/debug/grader` and `book/book/index.html`")]
    #[case::block("```text\n`grader/gone.rs`\n```")]
    fn what_is_there_or_no_path_is_accepted(#[case] text: &str) {
        assert_problems(&good().file("README.md", text), &[]);
    }

    #[test]
    fn the_changelog_may_name_what_is_gone() {
        assert_problems(&good().file("CHANGELOG.md", "Removed `grader/gone.rs`.\n"), &[]);
    }
}
