//! Exploring as a test does: a failing schedule panics, and the panic explains it.

use crate::exploration::{Exploration, Verdict};
use crate::search::Explorer;
use std::fmt::{self, Debug};

/// Explores the schedules of `body` with the default settings, and panics with an explanation if one of them fails.
///
/// ```
/// use weave::sync::Mutex;
/// use weave::thread;
///
/// let exploration = weave::explore(|| {
///     let hits = Mutex::new(0);
///     thread::scope(|scope| {
///         for _ in 0..2 {
///             scope.spawn(|| *hits.lock().unwrap() += 1);
///         }
///     });
///     assert_eq!(hits.into_inner().unwrap(), 2);
/// });
/// assert!(exploration.complete);
/// ```
///
/// # Panics
/// If a schedule fails: with what is wrong, how it came to that, and how to run that schedule again. If the ordinary schedule
/// is too long to be run to its end, too, since then nothing is known.
#[track_caller]
pub fn explore<T: Debug>(body: impl Fn() -> T + Send + Sync + 'static) -> Exploration {
    let exploration = Explorer::new().explore(body);
    match exploration.verdict {
        Verdict::Passed => exploration,
        Verdict::Failed(_) => panic!("{}", failure(&exploration)),
        Verdict::Inconclusive => panic!("{exploration}\n\n{}", advice(&exploration)),
    }
}

/// Runs the one schedule of `body` that a replay string stands for, with the default settings. It prints nothing, and does not
/// panic if the schedule fails: what happened is in [`failing`](Exploration::failing), however it ended.
///
/// ```
/// let exploration = weave::replay("0:0", || 2 + 2);
/// assert!(exploration.passed());
/// ```
///
/// # Panics
/// If `schedule` is no replay string.
#[track_caller]
pub fn replay<T: Debug>(schedule: &str, body: impl Fn() -> T + Send + Sync + 'static) -> Exploration {
    match Explorer::new().replay(schedule, body) {
        Ok(exploration) => exploration,
        Err(message) => panic!("{message}"),
    }
}

fn failure(exploration: &Exploration) -> String {
    let Some(schedule) = &exploration.failing else { return exploration.to_string() };
    format!("{}\n{exploration}\nreplay: weave::replay({:?}, …)", schedule.explanation, schedule.replay)
}

fn advice(exploration: &Exploration) -> String {
    let more = exploration.max_steps.saturating_mul(10);
    format!(
        "That is no verdict: nothing is known of what comes later. Let the closure do less (fewer threads, fewer rounds), or \
         allow more: weave::Explorer::new().max_steps({more})"
    )
}

/// One line: `passed: all schedules (226)`.
impl fmt::Display for Exploration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.verdict {
            Verdict::Passed => write!(formatter, "passed: {}", self.covered()),
            Verdict::Failed(fault) => {
                let after = self.failing.as_ref().map_or(1, |schedule| schedule.found_after);
                let schedules = if after == 1 { "schedule" } else { "schedules" };
                write!(formatter, "failed: {fault}, found after {after} {schedules}")
            }
            Verdict::Inconclusive => {
                write!(formatter, "inconclusive: the ordinary schedule needs more than {} steps", self.max_steps)
            }
        }
    }
}
