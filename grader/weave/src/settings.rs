//! What an execution may do that std allows but a machine seldom does, and what counts as a fault.

/// How virtual time passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Time {
    /// A sleep or a time-out may be over while others are still busy, as on a machine that is slow at the wrong moment. So
    /// nothing can rely on a sleep being long enough. A time-out of more than a day never comes.
    #[default]
    Adversarial,
    /// Time passes only while all threads wait, so work takes none: what was slept in parallel can be asserted exactly. A
    /// time-out of more than a year never comes.
    Ideal,
}

/// What becomes of threads that still run when the closure has returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum LeftThreads {
    /// It is a fault: [`ThreadLeft`](crate::Fault::ThreadLeft).
    #[default]
    Fail,
    /// They run on to their end, and must come to it.
    RunOn,
    /// They are ended where they are, as when `main` returns: when exactly that is depends on the schedule, so that they may
    /// have printed or panicked before. Each such schedule leaves its threads behind in the process, so that only a few
    /// hundred of them are run.
    End,
}

/// Whether a thread may wait by looking again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Polling {
    /// It may: a spinning thread lets others go first, and that is all.
    #[default]
    Allow,
    /// It is a fault: [`Polling`](crate::Fault::Polling). A loop that looks at one place 200 times in a row, and always sees
    /// the same, is taken for one that waits; and so is a thread that goes on alone until there are more steps than
    /// [`max_steps`](crate::Explorer::max_steps).
    Fail,
}

/// All of these for one execution.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) time: Time,
    pub(crate) weak_memory: bool,
    pub(crate) sequentially_consistent: bool,
    pub(crate) spurious_wakeups: u32,
    pub(crate) left_threads: LeftThreads,
    pub(crate) unjoined_panics_fail: bool,
    pub(crate) polling: Polling,
    /// Visible operations of one execution.
    pub(crate) max_steps: u32,
    /// Whether releasing a lock is a point too: needed as soon as somebody asks for a lock without waiting.
    pub(crate) release_points: bool,
    /// Spinning threads go on for long before they let others go first, to see whether they really wait.
    pub(crate) stubborn: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            time: Time::default(),
            weak_memory: true,
            sequentially_consistent: true,
            spurious_wakeups: 1,
            left_threads: LeftThreads::default(),
            unjoined_panics_fail: true,
            polling: Polling::default(),
            max_steps: 5_000,
            release_points: false,
            stubborn: false,
        }
    }
}

const DAY: u64 = 24 * 60 * 60 * 1_000_000_000;

impl Settings {
    /// The farthest time-out that can come, in nanoseconds.
    pub(crate) fn farthest(&self) -> u64 {
        match self.time {
            Time::Adversarial => DAY,
            Time::Ideal => 365 * DAY,
        }
    }
}
