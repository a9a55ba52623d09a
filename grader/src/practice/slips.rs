//! What goes wrong before anything is right, and the words for it: a file that was not saved, a function under another name, a
//! dependency that nobody will grade. None of it is a verdict; it stands beside one.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Serialize;

use super::{CompileError, Place};
use crate::{
    course::{self, Exercise},
    judge::Verdict,
    report::ExerciseReport,
};

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slip {
    /// The files are those that were given.
    Untouched,
    /// A file that was given is gone.
    Gone,
    /// A dependency was added, or the manifest changed otherwise.
    Manifest,
    /// A file that is given was changed.
    Given,
    /// Lines that end as on Windows.
    LineEnds,
    /// A function or type that is asked for has another name, or other arguments.
    Contract,
    /// Unsafe code.
    Unsafe,
    /// There is no cargo.
    NoCargo,
    /// There is no Rust of the version that the course asks for.
    Toolchain,
    /// What the exercise is built from was not fetched yet.
    NotFetched,
    /// cargo fails for another reason.
    Cargo,
}

/// A slip, and what to do about it.
pub type Told = (Slip, String);

/// What can be seen of the files alone.
pub(super) fn of_files(place: &Place, exercise: &Exercise) -> Vec<Told> {
    let given = course::stubs_made_of(&place.course.root, &exercise.stem).unwrap_or_default();
    let own = Path::new(course::EXERCISES).join(&exercise.stem);
    let mut told = Vec::new();
    let (mut written, mut changed) = (false, Vec::new());
    for (file, contents) in &given {
        let name = file.strip_prefix(&own).unwrap_or(file).to_string_lossy().into_owned();
        match fs::read(place.course.root.join(file)) {
            Ok(there) if there == *contents || without_cr(&there) == *contents => {}
            Ok(_) if name == "Cargo.toml" => told.push((Slip::Manifest, manifest())),
            Ok(_) if name.starts_with("src/") && !exercise.given.contains(&name) => written = true,
            Ok(_) if name.ends_with(".md") => {}
            Ok(_) => changed.push(file.display().to_string()),
            Err(_) => told.push((Slip::Gone, gone(&file.display().to_string(), &exercise.package))),
        }
    }
    if !changed.is_empty() {
        let files = changed.join(", ");
        told.push((Slip::Given, format!("{files} was changed; it is given, and grading takes the given one")));
    }
    let sources = sources(&place.folder(exercise));
    written |= sources.keys().any(|name| !given.contains_key(&own.join(name)));
    if !given.is_empty() && !written && told.is_empty() {
        told.push((Slip::Untouched, untouched(&own)));
    }
    if let Some((name, _)) = sources.iter().find(|(_, text)| text.contains("\r\n")) {
        told.push((Slip::LineEnds, line_ends(&own.join(name))));
    }
    told
}

fn without_cr(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace("\r\n", "\n").into_bytes()
}

fn untouched(own: &Path) -> String {
    let file = own.join("src/lib.rs");
    format!("{} is still as it was given: write in place of its todo!(), and save the file", file.display())
}

fn gone(file: &str, package: &str) -> String {
    format!("{file} is gone: `cargo grader reset {package}` puts back what was given, and keeps what is yours")
}

fn manifest() -> String {
    "Cargo.toml was changed; grading takes the given one, so a dependency that you add is not there: do with std, and with the \
     crates that were given"
        .to_owned()
}

fn line_ends(file: &Path) -> String {
    format!("the lines of {} end as on Windows; that is no mistake, but let your editor write LF", file.display())
}

/// The files below `src/`, by their names in the exercise.
fn sources(folder: &Path) -> BTreeMap<String, String> {
    let files = super::crate_files(&folder.join("src")).into_iter();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    files
        .filter_map(|(path, bytes)| Some((path.strip_prefix(folder).ok()?.to_str()?.to_owned(), text(bytes))))
        .collect()
}

/// What the errors of the compiler come from.
pub(super) fn of_errors(place: &Place, exercise: &Exercise, errors: &[CompileError]) -> Vec<Told> {
    let mut told = Vec::new();
    if errors.iter().any(|error| error.message.contains("`unsafe`") || error.message.contains("unsafe_code")) {
        told.push((Slip::Unsafe, unsafe_code()));
    }
    // The student's own files are fine by themselves: it is the given ones that ask for something else.
    let own = |error: &&CompileError| {
        let name = error.file.as_deref().and_then(|file| file.split_once(&format!("{}/", exercise.stem)));
        name.is_some_and(|(_, name)| name.starts_with("src/") && !exercise.given.iter().any(|given| given == name))
    };
    if !errors.iter().any(|error| own(&error)) {
        let said: Vec<&str> =
            errors.iter().flat_map(|error| [error.message.as_str(), error.rendered.as_str()]).collect();
        told.extend(contract(place, exercise, &said));
    }
    told
}

/// What the grader's refusal comes from.
pub(super) fn of_report(place: &Place, exercise: &Exercise, report: &ExerciseReport) -> Vec<Told> {
    let Some(refusal) = &report.refusal else { return Vec::new() };
    match refusal.verdict {
        Verdict::Forbidden if refusal.message.contains("unsafe") => vec![(Slip::Unsafe, unsafe_code())],
        Verdict::DoesNotCompile if refusal.message.contains("as the contract says") => {
            contract(place, exercise, &[&refusal.message]).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn unsafe_code() -> String {
    "no exercise needs `unsafe`, and none may use it: what you want to do has a safe way, which the text of the exercise names"
        .to_owned()
}

/// The signatures that are asked for, of all that is named in `said`.
fn contract(place: &Place, exercise: &Exercise, said: &[&str]) -> Option<Told> {
    let given = course::stubs_made_of(&place.course.root, &exercise.stem).unwrap_or_default();
    let is_source = |file: &Path| file.components().any(|part| part.as_os_str() == "src");
    let texts = given.into_iter().filter(|(file, _)| is_source(file)).map(|(_, bytes)| bytes);
    let signatures: Vec<(String, String)> =
        texts.flat_map(|bytes| signatures(&String::from_utf8_lossy(&bytes))).collect();
    let words: Vec<&str> =
        said.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
    let asked: Vec<String> = signatures
        .into_iter()
        .filter(|(name, _)| words.contains(&name.as_str()))
        .map(|(_, signature)| format!("`{signature}`"))
        .collect();
    let asked = match asked.is_empty() {
        true => return None,
        false => asked.join(" and "),
    };
    Some((Slip::Contract, format!("keep the names, arguments and results that were given; asked for is {asked}")))
}

/// The public functions in a source, each with its name.
fn signatures(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("pub fn ") {
        let rest = &text[at..];
        let end = rest.find(['{', ';']).unwrap_or(rest.len());
        let signature = rest[..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let name = signature["pub fn ".len()..].split(['(', '<']).next().unwrap_or_default().to_owned();
        // What only a comment shows is indented by its slashes.
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        if line.trim().is_empty() {
            found.push((name, signature));
        }
    }
    found
}

/// What cargo says where it cannot even begin, and the words for it.
pub(super) fn of_cargo(said: &str) -> Told {
    let has = |parts: &[&str]| parts.iter().any(|part| said.contains(part));
    let last: Vec<&str> = said.lines().map(str::trim).filter(|line| !["", "Caused by:"].contains(line)).collect();
    let last = last[last.len().saturating_sub(6)..].join("; ");
    if has(&["No such file or directory (os error 2)"]) && !has(&["manifest", "Cargo.toml", "error:"]) {
        return (
            Slip::NoCargo,
            "there is no cargo here: install Rust from https://rustup.rs, and open a new terminal".to_owned(),
        );
    }
    if has(&[
        "is not installed",
        "requires rustc",
        "edition2024",
        "cannot be built because it requires",
        "newer than the Cargo",
    ]) {
        let remedy = "`rustup toolchain install` in the course's folder fetches the one that rust-toolchain.toml names; a Rust \
                      that your system brought along does not look there";
        return (Slip::Toolchain, format!("this is not the Rust that the course asks for: {remedy} ({last})"));
    }
    if has(&["no matching package", "failed to get", "failed to download", "--offline", "failed to fetch"]) {
        return (
            Slip::NotFetched,
            format!("what the exercise is built from is not here yet: run `cargo fetch` once, online ({last})"),
        );
    }
    if has(&["failed to parse manifest", "failed to load manifest", "failed to read"]) {
        return (
            Slip::Manifest,
            format!("cargo cannot read a Cargo.toml: `cargo grader reset` puts the given one back ({last})"),
        );
    }
    (Slip::Cargo, format!("cargo fails before it compiles anything: {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_says_has_words_for_beginners() {
        for (said, slip, word) in [
            ("cargo: No such file or directory (os error 2)", Slip::NoCargo, "https://rustup.rs"),
            ("error: toolchain '1.95.0-x86_64' is not installed", Slip::Toolchain, "rustup toolchain install"),
            (
                "error: rustc 1.75.0 is not supported by the following package:\n  ex01@0.1.0 requires rustc 1.95",
                Slip::Toolchain,
                "rust-toolchain.toml",
            ),
            ("feature `edition2024` is required", Slip::Toolchain, "rustup"),
            ("error: no matching package named `ipc-channel` found", Slip::NotFetched, "cargo fetch"),
            ("error: failed to parse manifest at `/x/Cargo.toml`", Slip::Manifest, "reset"),
            ("error: linker `cc` not found", Slip::Cargo, "linker `cc` not found"),
        ] {
            let told = of_cargo(said);
            assert!(told.0 == slip && told.1.contains(word), "{said}: {told:?}");
        }
    }

    #[test]
    fn the_signatures_of_a_source_are_those_outside_of_comments() {
        let text = "/// pub fn no() {}\npub fn num(pause: Duration) {\n    pub fn inner<T>(\n        a: T,\n    ) -> T {}\n}\n";
        let expected = [("num", "pub fn num(pause: Duration)"), ("inner", "pub fn inner<T>( a: T, ) -> T")];
        assert_eq!(signatures(text), expected.map(|(name, signature)| (name.to_owned(), signature.to_owned())));
    }
}
