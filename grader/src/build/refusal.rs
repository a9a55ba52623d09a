//! Why a submission was not compiled, as a finding for the student. Facts only from the compiler's messages; nothing is
//! looked up or run here.

use super::{
    contract,
    diagnostic::{Diagnostic, Diagnostics},
    rustc::{Ended, How},
    sources::Sources,
    text::plain,
};
use crate::{
    Fault,
    judge::{Finding, Place, Verdict},
    observe::Exit,
};

/// What has to be known about a build to speak about its failure.
pub(super) struct Ground<'a> {
    /// What was laid out: the files that the student knows.
    pub(super) sources: &'a Sources,
    /// Paths of this machine and what stands for them in texts.
    pub(super) private: Vec<(String, &'static str)>,
    /// The library's name in code: `ex01`.
    pub(super) library: String,
    /// "rustc 1.95.0, edition 2024, with std and `ipc-channel`".
    pub(super) terms: String,
}

impl Ground<'_> {
    fn is_theirs(&self, file: &str) -> bool {
        self.sources.is_laid(file)
    }

    fn place(&self, error: &Diagnostic) -> Option<Place> {
        error.place(|file| self.is_theirs(file))
    }
}

/// Where source of other crates comes from in messages: std's by its commit, the kit's by the name that it was given.
const FOREIGN: [&str; 3] = ["/rustc/", "crates/", "<rust>"];

/// Why the library was refused.
///
/// # Errors
/// The compiler was ended by someone else, or said nothing that can be understood.
pub(super) fn of_library(ended: &Ended, ground: &Ground) -> Result<Finding, Fault> {
    let said = Diagnostics::read(&ended.messages);
    if let Some(error) = said.errors.iter().find(|error| is_unsafe(error)) {
        return Ok(unsafe_code(error, &said, ground));
    }
    if let Some(error) = said.errors.iter().find(|error| points_outside(error, ground)) {
        return Ok(outside().at(ground.place(error)));
    }
    match said.errors.first() {
        Some(error) => Ok(finding(error.message.clone(), error, &said, ground)
            .contrast(format!("a library that compiles with {}", ground.terms), text(&said, ground))),
        None => without_errors(ended, &said, ground),
    }
}

/// Why the library, which compiles with the real std, does not with the one under which its schedules are explored: it uses
/// what is closed there.
///
/// # Errors
/// As for [`of_library`].
pub(super) fn of_controlled(ended: &Ended, ground: &Ground) -> Result<Finding, Fault> {
    let said = Diagnostics::read(&ended.messages);
    let Some(error) = said.errors.first() else { return without_errors(ended, &said, ground) };
    let closed = said.errors.iter().find(|error| is_closed(error));
    let error = closed.unwrap_or(error);
    let message = match closed.and_then(closed_name) {
        Some(name) => format!("`{name}` is closed in this exercise"),
        None => error.message.clone(),
    };
    let verdict = if closed.is_some() { Verdict::Forbidden } else { Verdict::DoesNotCompile };
    let expected = "code that compiles with the part of std whose schedules can be explored: threads, locks, atomics, \
                    channels and time, and all that reaches nothing outside";
    let finding = finding(message, error, &said, ground).contrast(expected, text(&said, ground));
    Ok(Finding { verdict, ..finding })
}

/// Errors about a name that is not there or is closed, and those that a macro of ours makes.
fn is_closed(error: &Diagnostic) -> bool {
    let codes = ["E0405", "E0412", "E0423", "E0425", "E0432", "E0433", "E0531", "E0574", "E0599", "E0603", ""];
    codes.contains(&error.code())
}

/// What is underlined, where that is a path or a name; else what the message names first.
fn closed_name(error: &Diagnostic) -> Option<String> {
    let is_path = |text: &String| {
        let is_part = |c: char| c.is_alphanumeric() || "_:!".contains(c);
        !text.is_empty() && text.chars().all(is_part)
    };
    let underlined = error.spans.iter().filter(|span| span.is_primary).map(|span| span.underlined());
    let quoted = error.message.split('`').nth(1).map(str::to_owned);
    underlined.filter(is_path).chain(quoted).next()
}

/// Why our driver could not be linked with the library, once it is known that it can be with ours.
///
/// # Errors
/// As for [`of_library`].
pub(super) fn of_driver(ended: &Ended, ground: &Ground) -> Result<Finding, Fault> {
    let said = Diagnostics::read(&ended.messages);
    let Some(error) = said.errors.first() else { return without_errors(ended, &said, ground) };
    if error.spans.is_empty() {
        return Ok(not_linked(error, &said, ground));
    }
    let in_theirs = error.spans.iter().any(|span| span.is_primary && ground.is_theirs(&span.file_name));
    let (message, expected) = match contract::name(error, &ground.library) {
        _ if in_theirs => (error.message.clone(), format!("code that compiles with {}", ground.terms)),
        Some(name) => (format!("`{name}` is not as the contract says"), CONTRACT.to_owned()),
        None => ("the library is not as the contract says".to_owned(), CONTRACT.to_owned()),
    };
    Ok(finding(message, error, &said, ground).contrast(expected, text(&said, ground)))
}

const CONTRACT: &str = "the names, arguments and results that the stub's documentation shows, all of them `pub`";

/// A file from outside the exercise's folder was read while compiling.
pub(super) fn outside() -> Finding {
    Finding::new(Verdict::Forbidden, "the code takes in a file from outside the exercise").contrast(
        "source files of the exercise's own `src` folder, and nothing else (`include!`, `include_str!`, `#[path]`)",
        "a file that was not handed in",
    )
}

fn finding(message: String, error: &Diagnostic, said: &Diagnostics, ground: &Ground) -> Finding {
    let finding = Finding::new(Verdict::DoesNotCompile, plain(&message, &ground.private));
    let mut finding = finding.at(ground.place(error));
    for other in said.errors.iter().filter(|other| !std::ptr::eq(*other, error)).take(9) {
        finding.also.extend(ground.place(other).map(|place| (plain(&other.message, &ground.private), place)));
    }
    finding
}

/// Forbidding the lint also closes the doors beside `unsafe { }`: `no_mangle`, `link_section`, `global_asm!`, `extern`.
fn is_unsafe(error: &Diagnostic) -> bool {
    error.code() == "unsafe_code" || (error.code() == "E0453" && error.message.contains("(unsafe_code)"))
}

fn unsafe_code(error: &Diagnostic, said: &Diagnostics, ground: &Ground) -> Finding {
    let message = match error.code() {
        "E0453" => "the ban on unsafe code cannot be lifted".to_owned(),
        _ => format!("unsafe code is forbidden: {}", error.message),
    };
    let why =
        "safe Rust alone: the exercise is about what it guarantees, and unsafe code could reach past every guarantee";
    Finding { verdict: Verdict::Forbidden, ..finding(message, error, said, ground).contrast(why, text(said, ground)) }
}

/// An error in a file that was not handed in, or about one that the seal does not let the compiler read: its text is not
/// shown. Code that a macro of another crate wrote leads back to the student's line, and is the student's.
fn points_outside(error: &Diagnostic, ground: &Ground) -> bool {
    if error.message.starts_with("couldn't read") && error.message.contains("Permission denied") {
        return true;
    }
    let outside = |name: &str| !ground.is_theirs(name) && !FOREIGN.iter().any(|start| name.starts_with(start));
    let mut primary = error.spans.iter().filter(|span| span.is_primary);
    primary.any(|span| {
        outside(&plain(&span.file_name, &ground.private)) && span.place(&|name| ground.is_theirs(name)).is_none()
    })
}

fn not_linked(error: &Diagnostic, said: &Diagnostics, ground: &Ground) -> Finding {
    let notes = error.children.iter().flat_map(|note| note.message.lines());
    let linker = notes.map(str::trim).find(|line| line.contains("error:")).unwrap_or_default();
    let message = "no program can be linked from this library".to_owned();
    let expected = "a library that links: mind statics of many gigabytes and second copies of what std defines";
    finding(message, error, said, ground)
        .contrast(expected, plain(&format!("{}\n{linker}", error.message), &ground.private))
}

/// All errors as the compiler prints them.
fn text(said: &Diagnostics, ground: &Ground) -> String {
    let rendered: Vec<&str> =
        said.errors.iter().filter_map(|error| error.rendered.as_deref()).map(str::trim_end).collect();
    plain(&rendered.join("\n\n"), &ground.private)
}

fn without_errors(ended: &Ended, said: &Diagnostics, ground: &Ground) -> Result<Finding, Fault> {
    match &ended.how {
        How::Over(over) => Ok(Finding::new(Verdict::OverLimit, "compiling it takes too much")
            .contrast("code that compiles in seconds: mind macros and constants that grow", over.clone())),
        How::Exited(exit) if crashed(*exit) => {
            Ok(Finding::new(Verdict::DoesNotCompile, "the compiler crashes on this code")
                .contrast(format!("code that compiles with {}", ground.terms), exit.to_string()))
        }
        How::Exited(exit) => {
            let first = said.rest.first().map_or("", String::as_str);
            Err(Fault::tool("rustc", format!("it ended with {exit} without an error of its own: {first}")))
        }
    }
}

/// Broken by the code that it compiled (its stack ran out, it panicked), not ended by someone else.
fn crashed(exit: Exit) -> bool {
    // abort, bus, arithmetic, segment
    matches!(exit, Exit::Signal(6 | 7 | 8 | 11) | Exit::Code(101))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, path::PathBuf};

    use super::*;

    fn silent(how: How) -> Result<Finding, Fault> {
        let (hidden, driver) = (PathBuf::new(), PathBuf::new());
        let sources = Sources { laid: BTreeMap::new(), ours: BTreeMap::new(), hidden, driver, scenarios: None };
        let ground = Ground { sources: &sources, private: Vec::new(), library: "ex90".into(), terms: "rustc".into() };
        of_library(&Ended { how, messages: "not json\n".into() }, &ground)
    }

    #[test]
    fn a_crash_of_the_compiler_is_the_codes_doing_and_its_death_by_others_is_not() {
        let signalled = |signal| silent(How::Exited(Exit::Signal(signal)));
        let finding = signalled(11).unwrap();
        assert_eq!(finding.verdict, Verdict::DoesNotCompile);
        assert!(finding.seen.contains("signal 11"), "{}", finding.seen);
        assert!(silent(How::Exited(Exit::Code(101))).is_ok());
        for fault in [signalled(9), signalled(15), silent(How::Exited(Exit::Code(1)))] {
            assert!(fault.unwrap_err().to_string().contains("without an error of its own: not json"));
        }
    }

    #[test]
    fn a_bound_that_was_passed_is_named() {
        let finding = silent(How::Over("more than 20 s of CPU time".into())).unwrap();
        assert_eq!((finding.verdict, &*finding.seen), (Verdict::OverLimit, "more than 20 s of CPU time"));
    }
}
