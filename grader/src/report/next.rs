//! The last line of a report: the one thing to do next. Written for whoever typed the command.

use super::{ExerciseReport, Report, Standing, escape, repeats};

/// Where a fault of ours is to be told.
pub const TELL_US: &str = "please open an issue in the course's repository with the text above";

/// How the grader is called in the course's repository.
pub const COMMAND: &str = "cargo grader";

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// In words; ends with a colon where there is a command.
    pub words: String,
    /// The command to give then.
    pub command: Option<String>,
}

/// What to do after reading `report`.
pub fn step(report: &Report) -> Step {
    let words = |words: String| Step { words, command: None };
    match report.standing() {
        Standing::Fault => words(format!("a fault of the grader, not of the submission: {TELL_US}.")),
        Standing::Passed => words("nothing is left to mend here.".to_owned()),
        Standing::NotPassed => {
            let first = report.exercises.iter().find(|exercise| exercise.handed_in && !exercise.passed());
            match first.or(report.exercises.iter().find(|exercise| !exercise.handed_in)) {
                Some(exercise) => of_exercise(report, exercise),
                None => words("give a path that holds a submission.".to_owned()),
            }
        }
    }
}

fn of_exercise(report: &Report, exercise: &ExerciseReport) -> Step {
    let path = quoted(&report.submission.path);
    let command = Some(format!("{COMMAND} grade {path} --exercise {}", exercise.exercise));
    if !exercise.handed_in {
        return Step { words: format!("solve {} in a folder of that name, then:", exercise.stem), command };
    }
    let verdict = match &exercise.refusal {
        Some(refusal) => refusal.verdict.name(),
        None => repeats::told_once(exercise).first().map_or("skipped", |(check, _)| check.verdict),
    };
    Step { words: format!("mend `{verdict}` in {}, then grade it again:", exercise.exercise), command }
}

/// `path` as a shell takes it for one word.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+@%=:,".contains(c);
    match !path.is_empty() && path.chars().all(plain) {
        true => path.to_owned(),
        false => format!("'{}'", escape::one_line(&path.replace('\'', r"'\''"))),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_path_with_a_blank_is_one_word_for_a_shell() {
        assert_eq!(quoted("work/alice"), "work/alice");
        assert_eq!(quoted("my work/o'neil"), r"'my work/o'\''neil'");
    }
}
