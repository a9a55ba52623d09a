//! A panic of ours ends with a short message and the exit code of a fault, never with a backtrace at a user.

use std::panic::{self, PanicHookInfo};

use super::{ExitCode, output};
use crate::report::TELL_US;

/// Runs `body`; a panic in it, on any thread, is told in a few words.
pub(super) fn guard(body: impl FnOnce() -> ExitCode + panic::UnwindSafe) -> ExitCode {
    panic::set_hook(Box::new(|panic| output::complain(&message(panic))));
    panic::catch_unwind(body).unwrap_or(ExitCode::Fault)
}

fn message(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map_or(String::new(), |place| format!(" at {place}"));
    let text = panic.payload_as_str().unwrap_or("no message");
    let version = env!("CARGO_PKG_VERSION");
    format!("fault: grader {version} panicked{place}: {text}\n\nThis is not the submission's doing: {TELL_US}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_ours_is_a_fault() {
        let before = panic::take_hook();
        let codes = (guard(|| panic!("on purpose")), guard(|| ExitCode::NotPassed));
        panic::set_hook(before);
        assert_eq!(codes, (ExitCode::Fault, ExitCode::NotPassed));
    }
}
