//! What a test program is: something to run, and what an explorer must say about it.
//! Says nothing about how it is explored.

/// A program, and the verdict that exploring all its schedules must reach.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// A name that no other program has.
    pub name: &'static str,
    /// Runs it once; the string is what this execution came to.
    pub run: fn() -> String,
    /// The verdict.
    pub expect: Expect,
    /// The clock under which the verdict holds.
    pub time: Time,
    /// Whether threads may go on after `run` has returned.
    pub threads_left: ThreadsLeft,
    /// Which strings `run` may return, over all schedules.
    pub outcomes: Outcomes,
    /// All that one execution may print, over all schedules, if the program is about that.
    pub prints: Option<&'static [&'static str]>,
}

/// The verdict on a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// No schedule goes wrong.
    Passes,
    /// In some schedule, threads wait for what no thread will do.
    Deadlock,
    /// In some schedule, an assertion or another panic fails the program.
    Panics,
    /// In some schedule, two threads use an `UnsafeCell` at once, and one of them writes.
    Race,
    /// In some schedule, `run` returns while a thread that it spawned has not ended.
    Leaks,
    /// Threads run for ever, and none of them changes anything.
    Livelock,
    /// No schedule goes wrong, and each is too long to be followed to its end: nothing is proved.
    Unfinished,
}

/// When a sleeper or a timed wait may wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// At its deadline, even while other threads could still run: sleeping is no way to wait for another thread.
    Adversarial,
    /// At its deadline, and the clock moves only when no thread can run: elapsed times are exact.
    Ideal,
}

/// What it means that a thread is still there after `run` has returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadsLeft {
    /// A fault.
    Refused,
    /// Nothing: the program detaches threads on purpose, and they run on to their end.
    Allowed,
    /// Nothing: they end with it, wherever they are, as when `main` returns.
    Ended,
}

/// The strings that `run` may return.
#[derive(Clone, Copy, Debug)]
pub enum Outcomes {
    /// Not looked at.
    Any,
    /// The same string in every schedule, whichever it is.
    Constant,
    /// Each of these in some schedule, and no others.
    Exactly(&'static [&'static str]),
    /// No others than these; std leaves open whether each of them occurs.
    Among(&'static [&'static str]),
    /// No others than these; but what tells them apart are the counts of an `Arc`, which an explorer need not see. Then it
    /// must not say that it has seen all.
    Unseen(&'static [&'static str]),
    /// A litmus test of the memory model.
    Litmus(Litmus),
}

/// The outcomes of a litmus test, by the rules of C++20, which Rust's atomics follow.
#[derive(Clone, Copy, Debug)]
pub struct Litmus {
    /// Each of these must be found; nothing outside these and `not_modelled` may be.
    pub allowed: &'static [&'static str],
    /// The outcomes that the orderings rule out and that the test is about.
    pub forbidden: &'static [&'static str],
    /// Allowed, but out of reach where operations are run one by one: a load would have to see a store that is still
    /// to be run, or a store would have to take its place before one that has been run. And what no explorer of this kind
    /// does: a failed exchange that reads an old value.
    pub not_modelled: &'static [&'static str],
}

impl Program {
    /// A program that is right in every schedule.
    #[must_use]
    pub const fn passes(name: &'static str, run: fn() -> String) -> Self {
        Self::wrong(name, run, Expect::Passes)
    }

    /// A program that is right in every schedule, with all its outcomes.
    #[must_use]
    pub const fn exactly(name: &'static str, run: fn() -> String, outcomes: &'static [&'static str]) -> Self {
        Self::passes(name, run).outcomes(Outcomes::Exactly(outcomes))
    }

    /// A program with the fault that exploring it must find.
    #[must_use]
    pub const fn wrong(name: &'static str, run: fn() -> String, expect: Expect) -> Self {
        let (time, threads_left, outcomes) = (Time::Adversarial, ThreadsLeft::Refused, Outcomes::Any);
        Self { name, run, expect, time, threads_left, outcomes, prints: None }
    }

    /// A program that is right in every schedule, with all its outcomes, which counts of an `Arc` tell apart.
    #[must_use]
    pub const fn unseen(name: &'static str, run: fn() -> String, outcomes: &'static [&'static str]) -> Self {
        Self::passes(name, run).outcomes(Outcomes::Unseen(outcomes))
    }

    /// A litmus test in which every outcome that is allowed can also be found.
    #[must_use]
    pub const fn litmus(
        name: &'static str,
        run: fn() -> String,
        allowed: &'static [&'static str],
        forbidden: &'static [&'static str],
    ) -> Self {
        Self::passes(name, run).outcomes(Outcomes::Litmus(Litmus { allowed, forbidden, not_modelled: &[] }))
    }

    /// The same litmus test, with outcomes that are allowed and cannot be found.
    #[must_use]
    pub const fn not_modelled(self, not_modelled: &'static [&'static str]) -> Self {
        match self.outcomes {
            Outcomes::Litmus(litmus) => self.outcomes(Outcomes::Litmus(Litmus { not_modelled, ..litmus })),
            _ => panic!("only a litmus test has outcomes that are not modelled"),
        }
    }

    /// The same program under a clock that moves only when no thread can run.
    #[must_use]
    pub const fn ideal(self) -> Self {
        Self { time: Time::Ideal, ..self }
    }

    /// The same program, allowed to end before its threads do.
    #[must_use]
    pub const fn may_leave_threads(self) -> Self {
        Self { threads_left: ThreadsLeft::Allowed, ..self }
    }

    /// The same program, with which its threads end.
    #[must_use]
    pub const fn ends_its_threads(self) -> Self {
        Self { threads_left: ThreadsLeft::Ended, ..self }
    }

    /// The same program, with all that one execution of it may print.
    #[must_use]
    pub const fn prints(self, texts: &'static [&'static str]) -> Self {
        Self { prints: Some(texts), ..self }
    }

    /// The same program with these outcomes.
    #[must_use]
    pub const fn outcomes(self, outcomes: Outcomes) -> Self {
        Self { outcomes, ..self }
    }
}
