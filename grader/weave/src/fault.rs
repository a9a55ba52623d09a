//! What can be wrong with a program.

use std::fmt;

/// What a failing schedule ended in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Fault {
    /// Threads wait for each other in a circle.
    Deadlock,
    /// Threads wait, and none is left that could wake them.
    Stuck,
    /// Threads go round and round, and under a fair schedule none of them ever changes anything.
    Livelock,
    /// A thread kept looking for a change in place of waiting for it. Only where [`Polling::Fail`](crate::Polling) asks.
    Polling,
    /// The closure panicked.
    Panicked,
    /// A thread panicked, and nobody joined it.
    PanickedUnseen,
    /// Two uses of an `UnsafeCell` that no happens-before orders, one of them a write.
    DataRace,
    /// The closure returned while a thread that it started was still running.
    ThreadLeft,
    /// The program called `process::exit` or `process::abort`.
    Exited,
    /// A thread used ten seconds of processor time without a single visible operation.
    Endless,
    /// The program took another path although the schedule was the same.
    Nondeterministic,
    /// An object was made outside of the closure, and cannot be put back to how it was between two executions.
    Outlives,
}

impl Fault {
    /// A name of one word, for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Deadlock => "deadlock",
            Self::Stuck => "stuck",
            Self::Livelock => "livelock",
            Self::Polling => "polling",
            Self::Panicked => "panicked",
            Self::PanickedUnseen => "panicked-unseen",
            Self::DataRace => "data-race",
            Self::ThreadLeft => "thread-left",
            Self::Exited => "exited",
            Self::Endless => "endless",
            Self::Nondeterministic => "nondeterministic",
            Self::Outlives => "outlives",
        }
    }

    /// All of them, in no particular order.
    pub const ALL: [Self; 12] = [
        Self::Deadlock,
        Self::Stuck,
        Self::Livelock,
        Self::Polling,
        Self::Panicked,
        Self::PanickedUnseen,
        Self::DataRace,
        Self::ThreadLeft,
        Self::Exited,
        Self::Endless,
        Self::Nondeterministic,
        Self::Outlives,
    ];
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
