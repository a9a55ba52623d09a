//! When students handed in, as a server noted it, read from a CSV. A commit says a time as well, but its author chooses that;
//! what lateness costs is `late`'s concern.

use std::{collections::BTreeMap, path::Path};

use csv::{Position, ReaderBuilder, StringRecord, Trim};
use jiff::Timestamp;

use super::{LateFileError, instant::instant};
use crate::course::Course;

const COLUMNS: &str = "`student`, `submitted_at` and, if you like, `exercise`";

/// When students handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SubmissionTimes {
    /// By student and stem; without a stem, for the exercises that have no time of their own.
    times: BTreeMap<(String, Option<String>), Timestamp>,
}

impl SubmissionTimes {
    /// Reads the CSV `text`: a line with the names of the columns, `student,exercise,submitted_at`, then a line for each time
    /// that somebody handed in. Where the exercise is left out, the time is that of all exercises that have none of their own.
    /// Of several times the last counts. `file` is only named in errors.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line and what to do.
    pub fn parse(file: &Path, text: &str, course: &Course) -> Result<SubmissionTimes, LateFileError> {
        let at = |line: usize, problem: String| LateFileError { file: file.to_owned(), line, problem };
        let text = text.trim_start_matches('\u{feff}');
        let at_position = |position: Option<&Position>, problem: String| at(line_of(text, position), problem);
        let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(text.as_bytes());
        let columns = reader.headers().map_err(|error| at_position(error.position(), problem(&error)))?;
        let columns = Columns::of(columns).map_err(|problem| at(1, problem))?;
        let mut times = SubmissionTimes::default();
        for row in reader.records() {
            let row = row.map_err(|error| at_position(error.position(), problem(&error)))?;
            times.add(&row, &columns, course).map_err(|problem| at_position(row.position(), problem))?;
        }
        Ok(times)
    }

    /// When `student` handed in the exercise `stem`; `None` where nobody noted it.
    pub fn of(&self, student: &str, stem: &str) -> Option<Timestamp> {
        let time = |stem| self.times.get(&(student.to_owned(), stem));
        time(Some(stem.to_owned())).or_else(|| time(None)).copied()
    }

    fn add(&mut self, row: &StringRecord, columns: &Columns, course: &Course) -> Result<(), String> {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let student = cell(columns.student);
        if student.is_empty() {
            return Err("no student is named: write who handed in".to_owned());
        }
        let exercise = columns.exercise.map(cell).filter(|exercise| !exercise.is_empty());
        let exercise = exercise.map(|name| course.exercise(name).map_err(|error| error.to_string())).transpose()?;
        let at = instant(cell(columns.submitted_at))?;
        let key = (student.to_owned(), exercise.map(|exercise| exercise.stem.clone()));
        let latest = self.times.entry(key).or_insert(at);
        *latest = at.max(*latest);
        Ok(())
    }
}

struct Columns {
    student: usize,
    exercise: Option<usize>,
    submitted_at: usize,
}

impl Columns {
    fn of(names: &StringRecord) -> Result<Columns, String> {
        let known = ["student", "exercise", "submitted_at"];
        if let Some(other) = names.iter().find(|name| !known.contains(name)) {
            return Err(format!("there is no column `{other}`: the columns are {COLUMNS}"));
        }
        let column = |name: &str| names.iter().position(|other| other == name);
        let needed = |name: &str| {
            column(name).ok_or_else(|| format!("the column `{name}` is missing: the columns are {COLUMNS}"))
        };
        if names.len() > known.iter().filter(|name| column(name).is_some()).count() {
            return Err(format!("a column is there twice: the columns are {COLUMNS}"));
        }
        Ok(Columns { student: needed("student")?, exercise: column("exercise"), submitted_at: needed("submitted_at")? })
    }
}

/// The line of a row. Its position may be that of the empty lines before it, which are passed over.
fn line_of(text: &str, position: Option<&Position>) -> usize {
    let begin = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let row = text.get(begin..).unwrap_or_default();
    let end = begin + row.len() - row.trim_start_matches(['\n', '\r']).len();
    text.get(..end).unwrap_or(text).matches('\n').count() + 1
}

fn problem(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells where the first line has {expected_len}: write one for each column, or leave it empty")
        }
        _ => error.to_string(),
    }
}
