//! `grader grade`: grades, writes the report, and turns its standing into an exit code.

use std::{env, path::PathBuf};

use super::{
    ExitCode, Failure,
    arguments::Grade,
    output::{self, OutputFile, Screen},
    progress::progress,
    written::Written,
};
use crate::{
    Fault,
    course::Course,
    pipeline::{self, Checks},
    practice,
    report::{
        Report, Standing,
        doctor::{self, Checkup},
    },
    sandbox::{Launcher, Level, Machine, OURSELVES, Surroundings},
};

/// Grades what is asked for.
///
/// # Errors
/// A format that cannot be had as asked for, a machine below the level that is required, a path without a submission, a file
/// that cannot be written, or a course that cannot be read. A fault in one exercise is in the report, and in the exit code.
pub(super) fn grade(asked: &Grade, screen: &Screen) -> Result<ExitCode, Failure> {
    let written = Written::prepare(asked)?;
    let course = Course::load(&Course::locate()?)?;
    let output = asked.output.as_deref().map(OutputFile::prepare).transpose()?;
    let launcher = launcher(asked.require_level)?;
    let graded = pipeline::grade(&course, &asked.path, &asked.exercise, &launcher, Checks::default(), &mut progress())?;
    let report = Report::new(&asked.path, Some(launcher.seal().level()), &graded);
    practice::Progress::keep(&course.root, &report)?;
    let text = written.text(&report, if output.is_some() { 80 } else { screen.width() })?;
    match (output, &asked.output) {
        (Some(file), Some(path)) => {
            screen.write_to(file, &text)?;
            output::complain(&format!("{} of {} points: see {}", report.score, report.max_score, path.display()));
        }
        _ => screen.write(&text)?,
    }
    pipeline::tidy(&course);
    Ok(match report.standing() {
        Standing::Passed => ExitCode::Passed,
        Standing::NotPassed => ExitCode::NotPassed,
        Standing::Fault => ExitCode::Fault,
    })
}

/// Shuts runs in as well as this machine can.
///
/// # Errors
/// That is less than what is `required`.
pub(super) fn launcher(required: Option<Level>) -> Result<Launcher, Failure> {
    let program = own_program()?;
    let machine = Machine::probe(&program)?;
    match required {
        Some(required) if machine.seal.level() > required => {
            Err(Failure::Machine(doctor::below(required, &Checkup::new(&machine, &Surroundings::here()))))
        }
        _ => Ok(Launcher::sealed(OURSELVES, machine.seal)),
    }
}

/// The file of this program.
pub(super) fn own_program() -> Result<PathBuf, Fault> {
    env::current_exe().map_err(|error| Fault::tool("grader", format!("finding ourselves: {error}")))
}
