//! The names of what can be wrong, and which of them counts most. What a verdict means in prose is `report::explain`'s.

use serde::{Deserialize, Serialize};

/// The judgement on a check, an exercise or a submission.
///
/// Several may hold at once; [`Verdict::SEVERITY`] says which one is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Everything that was asked holds.
    Passed,
    /// The compiler refuses the submission.
    DoesNotCompile,
    /// Unsafe code, a closed API, or a file from outside the exercise.
    Forbidden,
    /// A `todo!()` was reached.
    Unfinished,
    /// A value that came back is not the one asked for.
    WrongAnswer,
    /// What was printed, by whom or when is not what was asked for.
    WrongOutput,
    /// The work ran on the thread that called.
    NoThread,
    /// The work ran in the process that called.
    NoProcess,
    /// What should overlap ran one after another.
    NotParallel,
    /// More threads, processes or queued items than the contract allows.
    NotBounded,
    /// A thread that was started was never joined.
    NotJoined,
    /// A child process outlives its parent.
    Orphan,
    /// A child process ended and nobody collected its status.
    Zombie,
    /// A cycle of waits.
    Deadlock,
    /// All wait, and nobody is left who could wake them.
    Stuck,
    /// Waiting by asking again and again.
    BusyWait,
    /// The result depends on which thread comes first.
    Race,
    /// A memory ordering too weak for what it has to publish.
    WrongOrdering,
    /// A panic where none belongs.
    Panicked,
    /// The process ended before it gave its answer.
    EndedEarly,
    /// More CPU time, memory, processes, output or open files than allowed.
    OverLimit,
}

impl Verdict {
    /// All verdicts, the one that is named first when several hold at the front.
    ///
    /// What keeps the others from being seen comes before them: code that does not compile was never run, and a tree of
    /// processes that is stuck says little about its output.
    pub const SEVERITY: [Verdict; 21] = [
        Verdict::Forbidden,
        Verdict::DoesNotCompile,
        Verdict::OverLimit,
        Verdict::Unfinished,
        Verdict::Deadlock,
        Verdict::Stuck,
        Verdict::Panicked,
        Verdict::EndedEarly,
        Verdict::Race,
        Verdict::WrongOrdering,
        Verdict::NoThread,
        Verdict::NoProcess,
        Verdict::BusyWait,
        Verdict::NotJoined,
        Verdict::Orphan,
        Verdict::Zombie,
        Verdict::NotBounded,
        Verdict::NotParallel,
        Verdict::WrongAnswer,
        Verdict::WrongOutput,
        Verdict::Passed,
    ];

    /// The name as it is printed, stored and used in folder names: `not-joined`.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Passed => "passed",
            Verdict::DoesNotCompile => "does-not-compile",
            Verdict::Forbidden => "forbidden",
            Verdict::Unfinished => "unfinished",
            Verdict::WrongAnswer => "wrong-answer",
            Verdict::WrongOutput => "wrong-output",
            Verdict::NoThread => "no-thread",
            Verdict::NoProcess => "no-process",
            Verdict::NotParallel => "not-parallel",
            Verdict::NotBounded => "not-bounded",
            Verdict::NotJoined => "not-joined",
            Verdict::Orphan => "orphan",
            Verdict::Zombie => "zombie",
            Verdict::Deadlock => "deadlock",
            Verdict::Stuck => "stuck",
            Verdict::BusyWait => "busy-wait",
            Verdict::Race => "race",
            Verdict::WrongOrdering => "wrong-ordering",
            Verdict::Panicked => "panicked",
            Verdict::EndedEarly => "ended-early",
            Verdict::OverLimit => "over-limit",
        }
    }

    /// The verdict of that name.
    pub fn from_name(name: &str) -> Option<Verdict> {
        Verdict::SEVERITY.into_iter().find(|verdict| verdict.name() == name)
    }

    /// The verdict whose name is the longest prefix of `folder` up to a `-`: `not-joined-never_joins` is [`Verdict::NotJoined`].
    pub fn of_folder(folder: &str) -> Option<Verdict> {
        Verdict::SEVERITY
            .into_iter()
            .filter(|verdict| folder.strip_prefix(verdict.name()).is_some_and(|rest| rest.starts_with('-')))
            .max_by_key(|verdict| verdict.name().len())
    }

    /// The one of `verdicts` that is named: the first in [`Verdict::SEVERITY`]; `Passed` where there is none.
    pub fn most_severe(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
        verdicts.into_iter().min_by_key(|verdict| verdict.rank()).unwrap_or(Verdict::Passed)
    }

    /// Its place in [`Verdict::SEVERITY`].
    pub(super) fn rank(self) -> usize {
        Verdict::SEVERITY.iter().position(|verdict| *verdict == self).unwrap_or(Verdict::SEVERITY.len())
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_has_one_place_in_the_order_and_one_name() {
        let names: std::collections::HashSet<_> = Verdict::SEVERITY.iter().map(|verdict| verdict.name()).collect();
        assert_eq!(names.len(), Verdict::SEVERITY.len());
        for verdict in Verdict::SEVERITY {
            assert_eq!(Verdict::from_name(verdict.name()), Some(verdict));
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.name());
        }
    }

    #[test]
    fn a_folder_is_named_after_its_verdict() {
        assert_eq!(Verdict::of_folder("not-joined-sleeps"), Some(Verdict::NotJoined));
        assert_eq!(Verdict::of_folder("passed-scoped"), Some(Verdict::Passed));
        assert_eq!(Verdict::of_folder("not-so-good"), None);
        assert_eq!(Verdict::of_folder("stuck"), None);
    }

    #[test]
    fn the_most_severe_verdict_is_named() {
        assert_eq!(Verdict::most_severe([]), Verdict::Passed);
        assert_eq!(Verdict::most_severe([Verdict::WrongOutput, Verdict::Stuck]), Verdict::Stuck);
    }
}
