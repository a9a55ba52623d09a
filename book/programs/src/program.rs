//! What a program is: something to run, and under which rules it is explored. Says nothing about how.

/// A program of the book.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// The name of its file.
    pub name: &'static str,
    /// Runs it once; the string is what it returned, in its Debug form.
    pub run: fn() -> String,
    /// The clock moves only when no thread can run, so that what was slept can be said exactly.
    pub ideal_time: bool,
    /// Threads may be there still when `run` has returned, and end then, as they do when `main` returns.
    pub threads_left: bool,
}

impl Program {
    /// A program of which every thread must have ended when it has.
    #[must_use]
    pub const fn new(name: &'static str, run: fn() -> String) -> Program {
        Program { name, run, ideal_time: false, threads_left: false }
    }

    /// The same under a clock that moves only when no thread can run.
    #[must_use]
    pub const fn ideal(self) -> Program {
        Program { ideal_time: true, ..self }
    }

    /// The same, allowed to return before its threads have ended.
    #[must_use]
    pub const fn may_leave_threads(self) -> Program {
        Program { threads_left: true, ..self }
    }
}
