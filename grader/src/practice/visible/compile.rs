//! Compiling an exercise with its visible tests, with the student's own cargo.

use std::{
    collections::BTreeSet,
    env, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

use super::again::Commands;
use crate::{
    course::Exercise,
    practice::{CompileError, Place},
};

const MESSAGES: &str = "--message-format=json-diagnostic-rendered-ansi";

/// What cargo came to.
pub(in crate::practice) enum Compiled {
    /// The tests, by their names.
    Tests(Vec<(String, PathBuf)>),
    /// The compiler refuses something.
    Refused(Vec<CompileError>),
    /// cargo itself fails, and says this.
    Cargo(String),
}

/// Compiles the exercise with its visible tests: where nothing but sources has changed, as cargo did the last time.
pub(in crate::practice) fn compile(place: &Place, exercise: &Exercise) -> Compiled {
    Commands::kept(place, exercise).and_then(|commands| commands.again(place, exercise)).unwrap_or_else(|| {
        let compiled = with_cargo(place, exercise);
        compiled.unwrap_or_else(Compiled::Cargo)
    })
}

/// What cargo comes to; what it called is kept.
fn with_cargo(place: &Place, exercise: &Exercise) -> Result<Compiled, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(&cargo);
    // It is asked twice for words: so it says how it calls the compiler.
    command.args(["test", "--package", &exercise.package, "--no-run", "-vv", MESSAGES]);
    let output = output(command.current_dir(&place.course.root));
    let (succeeded, messages, said) = output.map_err(|error| format!("{}: {error}", Path::new(&cargo).display()))?;
    if succeeded {
        Commands::learn(place, exercise, &messages, &said);
        return Ok(Compiled::Tests(in_order(messages.lines().filter_map(test))));
    }
    match errors(messages.lines().filter_map(of_cargo)) {
        errors if errors.is_empty() => Ok(Compiled::Cargo(complaint(&said))),
        errors => Ok(Compiled::Refused(errors)),
    }
}

/// Each of these tests once, in the order in which they are run: what every exercise has comes before all schedules.
pub(super) fn in_order(tests: impl Iterator<Item = (String, PathBuf)>) -> Vec<(String, PathBuf)> {
    let tests: BTreeSet<_> = tests.map(|(name, program)| (name != "visible", name, program)).collect();
    tests.into_iter().map(|(_, name, program)| (name, program)).collect()
}

/// What cargo says beside how it calls the compiler.
fn complaint(said: &str) -> String {
    let is_call = |line: &&str| line.trim_start().starts_with("Running `") || line.trim_start().starts_with("Dirty ");
    said.lines().filter(|line| !is_call(line)).collect::<Vec<_>>().join("\n")
}

/// Each of these errors once: the same file is compiled once more where schedules are explored.
pub(super) fn errors(all: impl Iterator<Item = CompileError>) -> Vec<CompileError> {
    let mut errors: Vec<CompileError> = Vec::new();
    for error in all {
        let is_same = |other: &CompileError| other.message == error.message && other.line == error.line;
        if !errors.iter().any(is_same) {
            errors.push(error);
        }
    }
    errors
}

/// Whether it succeeded, and what it wrote to standard output and to standard error.
fn output(command: &mut Command) -> io::Result<(bool, String, String)> {
    let output = command.stdin(Stdio::null()).output()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok((output.status.success(), text(&output.stdout), text(&output.stderr)))
}

fn test(line: &str) -> Option<(String, PathBuf)> {
    let message: Value = serde_json::from_str(line).ok()?;
    let is_test = message["reason"] == "compiler-artifact" && message["target"]["kind"][0] == "test";
    Some((message["target"]["name"].as_str()?.to_owned(), message["executable"].as_str().filter(|_| is_test)?.into()))
}

/// The error of a line of cargo's messages.
fn of_cargo(line: &str) -> Option<CompileError> {
    let message: Value = serde_json::from_str(line).ok()?;
    error(&message["message"]).filter(|_| message["reason"] == "compiler-message")
}

/// The error that the compiler tells of.
pub(super) fn error(said: &Value) -> Option<CompileError> {
    let is_error = said["level"].as_str()?.starts_with("error");
    let spans = said["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true);
    // "aborting due to" and the like point nowhere.
    let text = said["message"].as_str().filter(|text| is_error && !text.starts_with("aborting due to"))?;
    let number = |name: &str| span?[name].as_u64()?.try_into().ok();
    Some(CompileError {
        message: text.to_owned(),
        file: span.and_then(|span| span["file_name"].as_str()).map(str::to_owned),
        line: number("line_start"),
        column: number("column_start"),
        rendered: said["rendered"].as_str().unwrap_or(text).trim_end().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_tests_come_before_schedules() {
        let tests = ["schedules", "visible", "more", "visible"].map(|name| (name.to_owned(), PathBuf::from(name)));
        let names: Vec<String> = in_order(tests.into_iter()).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["visible", "more", "schedules"]);
    }

    #[test]
    fn an_error_is_told_with_its_place_and_a_summary_is_not() {
        let line = |message: &str, spans: &str| {
            format!(
                r#"{{"reason":"compiler-message","message":{{"level":"error","message":"{message}","spans":[{spans}],"rendered":"all of it\n"}}}}"#
            )
        };
        let span = r#"{"is_primary":true,"file_name":"exercises/ex01_a/src/lib.rs","line_start":3,"column_start":7}"#;
        let told = of_cargo(&line("mismatched types", span)).unwrap();
        assert_eq!((told.line, told.column, &*told.rendered), (Some(3), Some(7), "all of it"));
        assert_eq!(of_cargo(&line("aborting due to 1 previous error", "")), None);
        assert_eq!(of_cargo("not json"), None);
        assert_eq!(of_cargo(&line("linking failed", "")).unwrap().file, None);
    }
}
