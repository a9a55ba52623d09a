//! One line on standard error for each exercise while it is graded, where somebody is looking.

use std::io::{self, IsTerminal, Write};

use crate::{
    judge::Verdict,
    pipeline::Progress,
    report::{Fate, Graded},
};

/// What to do on each step: nothing where standard error is no terminal.
pub(super) fn progress() -> impl FnMut(Progress) {
    let shown = io::stderr().is_terminal();
    move |step| {
        if shown {
            // Nobody is worse off for a line that could not be written.
            let _ = match step {
                Progress::Builds(exercises) => writeln!(io::stderr(), "building {exercises} exercises"),
                Progress::Began(exercise) => write!(io::stderr(), "grading {} ... ", exercise.stem),
                Progress::Judged(_) => Ok(()),
                Progress::Ended(graded) => writeln!(io::stderr(), "{}", outcome(graded)),
            };
        }
    }
}

fn outcome(graded: &Graded) -> String {
    match &graded.fate {
        Fate::Judged(result) => {
            let verdict = result.verdict.map_or("not fully judged", Verdict::name);
            format!("{verdict}, {:.1} s", result.seconds)
        }
        Fate::NotHandedIn => "not handed in".to_owned(),
        Fate::Fault(_) => "a fault of the grader".to_owned(),
    }
}
