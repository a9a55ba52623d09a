//! The examples of std's own documentation, compiled against the facade and explored: those of `std::sync` and `std::thread`
//! that the toolchain has installed (`rustup component add rust-docs`; elsewhere the folder that `WEAVE_STD_DOCS` names).

mod examples;

use examples::{Example, Outcome};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// The folder with the pages of std, or why there is none.
fn pages() -> Result<PathBuf, String> {
    if let Some(folder) = std::env::var_os("WEAVE_STD_DOCS") {
        return Ok(folder.into());
    }
    let output = Command::new("rustc").args(["--print", "sysroot"]).output().map_err(|error| error.to_string())?;
    let folder = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()).join("share/doc/rust/html/std");
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(format!("{} is not there: rustup component add rust-docs, or set WEAVE_STD_DOCS", folder.display()))
    }
}

#[test]
fn the_examples_of_std_do_under_exploration_what_they_do_without() {
    let pages = match pages() {
        Ok(pages) => pages,
        Err(reason) => return println!("skipped: {reason}"),
    };
    let examples = examples::collect(&pages);
    let outcomes = examples::explore(&examples);
    let mut differences: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (example, outcome) in examples.iter().zip(&outcomes) {
        match outcome {
            Outcome::Refused(error) => differences.entry("does not compile").or_default().push(line(example, error)),
            Outcome::Failed(said) => differences.entry("fails").or_default().push(line(example, said)),
            Outcome::Passed => {}
        }
    }
    for (kind, examples) in &differences {
        println!("{kind}: {}\n  {}", examples.len(), examples.join("\n  "));
    }
    let count = |kind| differences.get(kind).map_or(0, Vec::len);
    let compiled = examples.len() - count("does not compile");
    let passed = compiled - count("fails");
    println!("{} examples, {compiled} compile, {passed} pass", examples.len());
    assert!(compiled * 461 >= examples.len() * 449, "449 of 461 compiled before");
    assert!(passed * 461 >= examples.len() * 439, "439 of 461 passed before");
}

fn line(example: &Example, said: &str) -> String {
    format!("{} {}: {said}", example.name, example.page)
}
