//! `grader doctor`: what this machine offers, for whoever wants to know how far its verdicts can be trusted.

use super::{
    ExitCode, Failure,
    arguments::{Doctor, DoctorFormat},
    grade::own_program,
    output::Screen,
};
use crate::{
    report::doctor::{self, Checkup},
    sandbox::{Machine, Surroundings},
};

/// Looks, and says what there is. Below level B it is not all that it should be.
///
/// # Errors
/// Nothing can be run here at all.
pub(super) fn doctor(asked: &Doctor, screen: &Screen) -> Result<ExitCode, Failure> {
    let machine = Machine::probe(&own_program()?)?;
    let checkup = Checkup::new(&machine, &Surroundings::here());
    screen.write(&match asked.format {
        DoctorFormat::Terminal => doctor::terminal(&checkup, screen.width()),
        DoctorFormat::Json => doctor::json(&checkup),
    })?;
    Ok(if checkup.level.bears_marks() { ExitCode::Passed } else { ExitCode::NotPassed })
}
