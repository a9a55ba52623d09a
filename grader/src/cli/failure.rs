//! Why a call did not come to its end, and how that is told. A submission that does not pass is no failure.

use super::{ExitCode, output};
use crate::{
    Fault,
    pipeline::{BatchError, NothingToGrade},
    report::TELL_US,
};

/// Why a call did not come to its end.
#[derive(Debug)]
pub(super) enum Failure {
    /// The user's mistake, with what to do.
    Usage(String),
    /// Ours.
    Fault(String),
    /// This machine's, with what to do.
    Machine(String),
}

impl Failure {
    /// Tells it, and gives the exit code.
    pub(super) fn told(&self) -> ExitCode {
        match self {
            Failure::Usage(problem) => {
                output::complain(&format!("error: {problem}\n\nFor more information, try '--help'."));
                ExitCode::Usage
            }
            Failure::Fault(problem) => {
                output::complain(&format!("fault: {problem}\n\nThis is not the submission's doing: {TELL_US}."));
                ExitCode::Fault
            }
            Failure::Machine(problem) => {
                output::complain(&format!("fault: {problem}"));
                ExitCode::Fault
            }
        }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        match fault {
            // It says what to do.
            Fault::Seal { .. } => Failure::Machine(fault.to_string()),
            Fault::Setting { .. } => Failure::Usage(fault.to_string()),
            _ => Failure::Fault(fault.to_string()),
        }
    }
}

impl From<BatchError> for Failure {
    fn from(error: BatchError) -> Failure {
        match error {
            BatchError::Fault(fault) => fault.into(),
            // What to do is said with what is wrong: name an exercise, make room on the disk.
            BatchError::Exercise(_) | BatchError::Store(_) => Failure::Usage(error.to_string()),
        }
    }
}

impl From<NothingToGrade> for Failure {
    fn from(nothing: NothingToGrade) -> Failure {
        Failure::Usage(nothing.to_string())
    }
}
