//! What the exit code of `grader` means. Nothing else ends the process with a code of its own.

/// How a call of `grader` ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum ExitCode {
    /// Done; where something was graded or checked, all of it is as it should be.
    Passed = 0,
    /// Done, and not everything passed: a check failed or could not be judged, an exercise was not handed in, a stub is out
    /// of date, this machine is below level B.
    NotPassed = 1,
    /// The user's mistake: unknown words, or a path that holds no submission. Nothing was graded.
    Usage = 2,
    /// Somebody pressed Ctrl-C; what was done until then is kept. As shells tell it: 128 and the signal's number.
    Interrupted = 130,
    /// Our mistake, or that of the course's own files, or a machine that does not offer what was asked for; nothing is said
    /// about the exercises that it touches. As in `sysexits.h`: internal software error.
    Fault = 70,
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> std::process::ExitCode {
        std::process::ExitCode::from(code as u8)
    }
}
