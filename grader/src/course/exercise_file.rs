//! Reads the text of an `exercise.toml`. Whether what it says fits the rest of the course is `tidy`'s concern.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use super::{Check, Exercise, Explored};
use crate::sandbox::Limits;

/// The version of the format that this grader reads.
const FORMAT_VERSION: i64 = 1;

/// What is wrong with an `exercise.toml`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ExerciseFileError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: String,
}

/// An `exercise.toml`, field by field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExerciseFile {
    /// Always 1. It comes first, so that a grader that is too old says so before it stumbles over a new field.
    #[serde(rename = "format_version")]
    _format_version: i64,
    /// The exercise's title: "Pass data over IPC".
    title: String,
    /// How long it takes most people, in minutes.
    #[serde(default)]
    minutes: u32,
    /// The chapter of the book that goes with it, relative to `book/src`.
    chapter: String,
    /// Glob patterns of the files that are taken from a submission.
    files: Vec<String>,
    /// Files that match, but are ours whatever the submission says.
    #[serde(default)]
    given: Vec<String>,
    /// Files without which there is nothing to grade.
    required: Vec<String>,
    /// The crates that a submission may use beside std.
    #[serde(default)]
    crates: Vec<String>,
    /// Whether its runs may open Unix sockets, in their own folder.
    #[serde(default)]
    sockets: bool,
    /// What one run may use; where a field is missing, the default holds.
    #[serde(default)]
    limits: Limits,
    /// Present where the exercise is explored.
    explored: Option<Explored>,
    /// The checks, in the order in which they are told.
    checks: Vec<Check>,
}

/// The exercise that the text of `exercise.toml` in the folder `hidden` describes. The folder's name is the stem.
///
/// # Errors
/// The first thing that is wrong with the text, and its line.
pub fn parse(hidden: &Path, text: &str) -> Result<Exercise, ExerciseFileError> {
    check_version(text)?;
    let file: ExerciseFile = toml::from_str(text).map_err(|error| at(text, error.span(), error.message()))?;
    let stem = hidden.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Exercise {
        package: stem.split('_').next().unwrap_or_default().to_owned(),
        stem,
        title: file.title,
        minutes: file.minutes,
        chapter: file.chapter,
        files: file.files,
        given: file.given,
        required: file.required,
        crates: file.crates,
        sockets: file.sockets,
        limits: file.limits,
        explored: file.explored,
        checks: file.checks,
        hidden: hidden.to_owned(),
        fault: None,
    })
}

fn check_version(text: &str) -> Result<(), ExerciseFileError> {
    #[derive(Deserialize)]
    struct Version {
        format_version: Option<toml::Spanned<i64>>,
    }
    let version: Version = toml::from_str(text).map_err(|error| at(text, error.span(), error.message()))?;
    match version.format_version {
        None => Err(at(text, None, "no format version: begin with `format_version = 1`")),
        Some(version) if *version.get_ref() != FORMAT_VERSION => {
            let problem = format!("format version {} is not {FORMAT_VERSION}: use a newer grader", version.get_ref());
            Err(at(text, Some(version.span()), &problem))
        }
        Some(_) => Ok(()),
    }
}

fn at(text: &str, span: Option<Range<usize>>, problem: &str) -> ExerciseFileError {
    let before = span.map_or("", |span| text.get(..span.start).unwrap_or(text));
    ExerciseFileError { line: before.matches('\n').count() + 1, problem: problem.to_owned() }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::course::Visibility;

    const GOOD: &str = r#"format_version = 1
title = "Count"
chapter = "count.md"
files = ["src/**/*.rs"]
required = ["src/lib.rs"]

[limits]
threads = 4

[[checks]]
id = "counts"
sentence = "it counts"
weight = 2
next = "count"
"#;

    #[test]
    fn what_is_left_out_has_its_default() {
        let exercise = parse(Path::new("hidden/ex07_count"), GOOD).unwrap();
        assert_eq!((exercise.stem.as_str(), exercise.package.as_str()), ("ex07_count", "ex07"));
        assert_eq!(exercise.limits, Limits { threads: 4, ..Limits::default() });
        assert_eq!(exercise.given, Vec::<String>::new());
        assert_eq!((exercise.checks[0].weight, exercise.checks[0].visibility), (2, Visibility::Visible));
    }

    #[test]
    fn an_exercise_is_explored_where_it_says_so() {
        let parsed = |explored: &str| {
            let text = GOOD.replace("[limits]", &format!("{explored}\n[limits]"));
            parse(Path::new("hidden/ex07_count"), &text).unwrap().explored
        };
        assert_eq!(parsed(""), None);
        assert_eq!(parsed("[explored]"), Some(Explored::default()));
        let closed = vec!["sync::Mutex".to_owned()];
        assert_eq!(parsed("[explored]\nclosed = [\"sync::Mutex\"]"), Some(Explored { closed }));
    }

    #[rstest]
    #[case::no_version("format_version = 1\n", "", 1, "no format version")]
    #[case::newer("format_version = 1", "format_version = 2", 1, "format version 2 is not 1")]
    #[case::newer_with_new_fields("format_version = 1", "format_version = 2\ncolour = 3", 1, "format version 2")]
    #[case::no_toml("title = \"Count\"", "title = Count", 2, "")]
    #[case::unknown_field("title", "titel", 2, "unknown field `titel`")]
    #[case::unknown_limit("threads", "wall", 8, "unknown field `wall`")]
    #[case::unknown_visibility("weight = 2", "weight = 2\nvisibility = \"secret\"", 14, "unknown variant `secret`")]
    #[case::negative_weight("weight = 2", "weight = -2", 13, "invalid value")]
    #[case::no_sentence("sentence = \"it counts\"\n", "", 10, "missing field `sentence`")]
    fn a_bad_file_is_refused_with_its_line(
        #[case] good: &str,
        #[case] bad: &str,
        #[case] line: usize,
        #[case] problem: &str,
    ) {
        let text = GOOD.replace(good, bad);
        assert_ne!(text, GOOD);
        let error = parse(Path::new("ex07_count"), &text).unwrap_err();
        assert!(error.line == line && error.problem.contains(problem), "{error}");
    }
}
