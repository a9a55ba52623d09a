//! What to explore with, and the two things that can be done: explore, and replay one schedule.

use super::Replay;
use super::walk::Walk;
use crate::engine::choice::Guide;
use crate::engine::{Body, run};
use crate::exploration::{Coverage, Exploration, Schedule, Verdict};
use crate::settings::{LeftThreads, Polling, Settings, Time};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

/// How much to try. All of it is counted, so that a result does not depend on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    /// Schedules with at most one deviation, at the beginning.
    pub(crate) near: usize,
    /// Schedules of the search of all.
    pub(crate) all: usize,
    /// Schedules with more deviations.
    pub(crate) far: usize,
    /// How many deviations these have at most.
    pub(crate) deviations: u32,
    /// Schedules by priorities, and as many at random.
    pub(crate) random: usize,
    /// Visible operations of all schedules together.
    pub(crate) operations: u64,
}

/// Explores the schedules of a closure.
///
/// ```
/// use weave::sync::atomic::{AtomicU32, Ordering};
/// use weave::{Explorer, thread};
///
/// let exploration = Explorer::new().explore(|| {
///     let hits = AtomicU32::new(0);
///     thread::scope(|scope| {
///         for _ in 0..2 {
///             scope.spawn(|| hits.store(hits.load(Ordering::Relaxed) + 1, Ordering::Relaxed));
///         }
///     });
///     hits.into_inner()
/// });
/// assert!(exploration.complete, "{:?}", exploration.unexplored);
/// assert_eq!(exploration.outcomes.keys().collect::<Vec<_>>(), ["1", "2"]);
/// ```
#[derive(Clone, Debug)]
pub struct Explorer {
    pub(super) settings: Settings,
    pub(super) budget: Budget,
    pub(super) seed: u64,
    pub(super) explains: bool,
}

impl Default for Explorer {
    fn default() -> Self {
        let budget =
            Budget { near: 1_000, all: 20_000, far: 10_000, deviations: 3, random: 500, operations: 1_000_000 };
        Self { settings: Settings::default(), budget, seed: 1, explains: true }
    }
}

/// One at a time: explored code shares statics.
static EXPLORING: Mutex<()> = Mutex::new(());

impl Explorer {
    /// With the defaults that each method below names.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How virtual time passes. [`Time::Adversarial`] unless told.
    #[must_use]
    pub fn time(mut self, time: Time) -> Self {
        self.settings.time = time;
        self
    }

    /// How many waits of one execution may return for no reason, as std allows. 1 unless told.
    #[must_use]
    pub fn spurious_wakeups(mut self, most: u32) -> Self {
        self.settings.spurious_wakeups = most;
        self
    }

    /// Whether loads may read old values where their orderings allow it. True unless told; false is an interleaving of
    /// operations that all threads see in the same order.
    #[must_use]
    pub fn weak_memory(mut self, weak: bool) -> Self {
        self.settings.weak_memory = weak;
        self
    }

    /// Whether `SeqCst` is more than `Acquire` and `Release`. True unless told; false finds out whether a program needs it:
    /// see [`Exploration::seq_cst`].
    #[must_use]
    pub fn sequentially_consistent(mut self, consistent: bool) -> Self {
        self.settings.sequentially_consistent = consistent;
        self
    }

    /// What becomes of threads that are left when the closure has returned. [`LeftThreads::Fail`] unless told.
    #[must_use]
    pub fn left_threads(mut self, left: LeftThreads) -> Self {
        self.settings.left_threads = left;
        self
    }

    /// Whether a panic is a fault if nobody joins its thread. True unless told.
    #[must_use]
    pub fn unjoined_panics_fail(mut self, fail: bool) -> Self {
        self.settings.unjoined_panics_fail = fail;
        self
    }

    /// Whether waiting by looking again and again is a fault. [`Polling::Allow`] unless told.
    #[must_use]
    pub fn polling(mut self, polling: Polling) -> Self {
        self.settings.polling = polling;
        self
    }

    /// Visible operations of one execution, 5,000 unless told. What is longer is cut off, and then nothing is said of it.
    #[must_use]
    pub fn max_steps(mut self, steps: u32) -> Self {
        self.settings.max_steps = steps;
        self
    }

    /// Visible operations of all executions together, 1,000,000 unless told: about two seconds.
    #[must_use]
    pub fn max_operations(mut self, operations: u64) -> Self {
        self.budget.operations = operations;
        self
    }

    /// Schedules of the search of all, 20,000 unless told. 0 leaves that search out.
    #[must_use]
    pub fn max_schedules(mut self, schedules: usize) -> Self {
        self.budget.all = schedules;
        self
    }

    /// Up to how many deviations are tried if there are too many schedules to try all: 3 unless told.
    #[must_use]
    pub fn deviations(mut self, most: u32) -> Self {
        self.budget.deviations = most;
        self
    }

    /// How many schedules with deviations are tried before and after the search of all: 1,000 and 10,000 unless told. With 0
    /// and 0 nothing but the search of all is done.
    #[must_use]
    pub fn nearby(mut self, before: usize, after: usize) -> Self {
        (self.budget.near, self.budget.far) = (before, after);
        self
    }

    /// How many schedules are drawn at random, and as many by random priorities: 500 unless told.
    #[must_use]
    pub fn random(mut self, schedules: usize) -> Self {
        self.budget.random = schedules;
        self
    }

    /// Where random schedules begin: 1 unless told. The same seed gives the same schedules on every machine.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Whether a failing schedule is explained, and before that made as short as it gets. True unless told; false is for who asks
    /// only whether there is one: its explanation is empty.
    #[must_use]
    pub fn explains(mut self, explains: bool) -> Self {
        self.explains = explains;
        self
    }

    /// Explores `body`: runs it again and again, each time under another schedule, until one fails or all are through, or as
    /// many as the budget allows. `body` must do the same in each run but for what the schedule decides.
    ///
    /// What it prints by the macros of the facade is kept in the result. Its threads are those of [`thread`](crate::thread)
    /// or, behind the facade, of std.
    ///
    /// # Panics
    /// If called from a thread that is being explored.
    pub fn explore<T: Debug>(&self, body: impl Fn() -> T + Send + Sync + 'static) -> Exploration {
        self.explore_all(&erased(body))
    }

    fn explore_all(&self, body: &Body) -> Exploration {
        exclusively(|| {
            Walk::new(self, self.settings.clone(), body).search().unwrap_or_else(|| {
                let settings = Settings { release_points: true, ..self.settings.clone() };
                Walk::new(self, settings, body).search().expect("points at releases are asked for once")
            })
        })
    }

    /// Runs the one schedule that a replay string stands for, as in [`Schedule::replay`](crate::Schedule).
    ///
    /// # Errors
    /// If `schedule` is not such a string. A string that does not belong to this body fails as
    /// [`Nondeterministic`](crate::Fault::Nondeterministic), or ends in something else than it did.
    ///
    /// # Panics
    /// If called from a thread that is being explored.
    pub fn replay<T: Debug>(
        &self,
        schedule: &str,
        body: impl Fn() -> T + Send + Sync + 'static,
    ) -> Result<Exploration, String> {
        self.replay_one(schedule, &erased(body))
    }

    fn replay_one(&self, schedule: &str, body: &Body) -> Result<Exploration, String> {
        let replay: Replay = schedule.parse()?;
        Ok(exclusively(|| replay_one(&replay.apply(&self.settings), &replay, body)))
    }
}

/// All closures as one type: what is generic is compiled again for each of them, by whoever explores.
fn erased<T: Debug>(body: impl Fn() -> T + Send + Sync + 'static) -> Body {
    Arc::new(move || format!("{:?}", body()))
}

fn exclusively<R>(explore: impl FnOnce() -> R) -> R {
    assert!(crate::engine::me().is_none(), "a thread that is being explored cannot explore");
    let _one_at_a_time = EXPLORING.lock().unwrap_or_else(PoisonError::into_inner);
    crate::pin::on_one_processor(|| {
        let result = explore();
        crate::engine::worker::dismiss_all();
        result
    })
}

fn replay_one(settings: &Settings, replay: &Replay, body: &Body) -> Exploration {
    let execution = run(settings, Guide::Follow(replay.choices.clone()), 0, body);
    let verdict = match &execution.failure {
        Some(failure) => Verdict::Failed(failure.fault),
        None if execution.too_long => Verdict::Inconclusive,
        None => Verdict::Passed,
    };
    let schedule = Schedule {
        replay: Replay::new(&execution.choices, settings).to_string(),
        found_after: 1,
        explanation: crate::explain::explain(&execution),
    };
    Exploration {
        verdict,
        schedules: 1,
        redundant: 0,
        operations: u64::from(execution.steps),
        cut_off: usize::from(execution.too_long),
        max_steps: settings.max_steps,
        coverage: Coverage::Some,
        complete: false,
        unexplored: Vec::new(),
        failing: Some(schedule),
        seq_cst: Vec::new(),
        outcomes: BTreeMap::new(),
        printed: BTreeMap::new(),
    }
}
