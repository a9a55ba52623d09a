//! Whether the end of a search is what the program's author expects.

use crate::end::{End, Fault};
use under_weave::Expect;

/// How an explorer did on a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The program's fault.
    Found,
    /// Another one than the program has, or the explorer's own.
    OtherFault,
    /// A wrong program, and nothing was found.
    Missed,
    /// A right program, and no schedule is left that might fail.
    Exhausted,
    /// A right program, and no schedule that was run failed.
    Passed,
    /// A right program, and something was found.
    FalseAlarm,
    NotFinished,
    DoesNotCompile,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::OtherFault => "other fault",
            Self::Missed => "missed",
            Self::Exhausted => "passed, all",
            Self::Passed => "passed",
            Self::FalseAlarm => "FALSE ALARM",
            Self::NotFinished => "not finished",
            Self::DoesNotCompile => "does not compile",
        }
    }
}

/// Judges the end of a search.
pub fn judge(expect: Expect, end: &End) -> Verdict {
    match (expect, end) {
        (_, End::Uncompiled) => Verdict::DoesNotCompile,
        (_, End::Unfinished) => Verdict::NotFinished,
        (Expect::Passes, End::Exhausted) => Verdict::Exhausted,
        (Expect::Passes, End::Passed) => Verdict::Passed,
        (Expect::Passes, End::Failed(..)) => Verdict::FalseAlarm,
        (_, End::Exhausted | End::Passed) => Verdict::Missed,
        (_, End::Failed(fault, _)) if expected(expect) == Some(*fault) => Verdict::Found,
        (_, End::Failed(..)) => Verdict::OtherFault,
    }
}

fn expected(expect: Expect) -> Option<Fault> {
    match expect {
        Expect::Deadlock => Some(Fault::Deadlock),
        Expect::Panics => Some(Fault::Panic),
        Expect::Race => Some(Fault::Race),
        Expect::Leaks => Some(Fault::ThreadLeft),
        Expect::Livelock | Expect::Passes | Expect::Unfinished => None,
    }
}
