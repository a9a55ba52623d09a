//! One search of one program, in this process: what the bench starts. Prints a line: end, message, schedules, microseconds.
//! Where a schedule of shuttle or loom panics, a line is printed at once, for the process may not survive that.

use crate::cpu;
use crate::end::{End, Fault, of_panic};
use crate::explorer::{Explorer, programs};
use crate::measure::cpu_limit;
use shuttle::scheduler;
use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Once};
use std::time::Duration;
use under_weave::{Program, ThreadsLeft, Time};

const RANDOM: usize = 1_000;
const DEPTH: usize = 3;
const DFS: usize = 10_000;
const PERMUTATIONS: usize = 1_000_000;

/// The end of a search, and how many schedules it ran.
type Searched = (End, usize);

/// Searches, and prints the line. None if there is no such program.
pub fn one(explorer: Explorer, name: &str, seed: u64) -> Option<()> {
    cpu::limit(cpu_limit());
    let program = programs().find(|program| program.name == name)?;
    let begun = cpu::own() + cpu::of_children();
    let (end, schedules) =
        explorer.program(name).map_or((End::Uncompiled, 0), |run| search(explorer, program, run, seed));
    tell(&end, schedules, begun);
    Some(())
}

fn tell(end: &End, schedules: usize, begun: Duration) {
    let used = cpu::own() + cpu::of_children() - begun;
    println!("{}\t{schedules}\t{}", end.line(), used.as_micros());
}

fn search(explorer: Explorer, program: &Program, run: fn() -> String, seed: u64) -> Searched {
    match explorer {
        Explorer::Weave => weave(program, weave::Explorer::new()),
        Explorer::Calm => weave(program, weave::Explorer::new().spurious_wakeups(0)),
        Explorer::Bare => weave(program, weave::Explorer::new().spurious_wakeups(0).explains(false)),
        Explorer::Random => shuttle(scheduler::RandomScheduler::new_from_seed(seed, RANDOM), None, run),
        Explorer::Pct => shuttle(scheduler::PctScheduler::new_from_seed(seed, DEPTH, RANDOM), None, run),
        Explorer::Dfs => shuttle(scheduler::DfsScheduler::new(Some(DFS), false), Some(DFS), run),
        Explorer::Loom => loom(run),
    }
}

fn weave(program: &Program, explorer: weave::Explorer) -> Searched {
    let time = match program.time {
        Time::Adversarial => weave::Time::Adversarial,
        Time::Ideal => weave::Time::Ideal,
    };
    let left = match program.threads_left {
        ThreadsLeft::Refused => weave::LeftThreads::Fail,
        ThreadsLeft::Allowed => weave::LeftThreads::RunOn,
        ThreadsLeft::Ended => weave::LeftThreads::End,
    };
    let found = explorer.time(time).left_threads(left).explore(program.run);
    let message = || found.failing.as_ref().map_or_else(String::new, |failing| failing.explanation.message.clone());
    let end = match found.verdict {
        weave::Verdict::Passed if found.complete => End::Exhausted,
        weave::Verdict::Passed => End::Passed,
        weave::Verdict::Failed(fault) => End::Failed(of_weave(fault), message()),
        weave::Verdict::Inconclusive => End::Unfinished,
    };
    (end, found.schedules)
}

fn of_weave(fault: weave::Fault) -> Fault {
    match fault {
        weave::Fault::Deadlock | weave::Fault::Stuck => Fault::Deadlock,
        weave::Fault::Panicked | weave::Fault::PanickedUnseen => Fault::Panic,
        weave::Fault::DataRace => Fault::Race,
        weave::Fault::ThreadLeft => Fault::ThreadLeft,
        _ => Fault::Explorer,
    }
}

/// `all` is the number of schedules below which a search has run out of them.
fn shuttle(scheduler: impl scheduler::Scheduler + 'static, all: Option<usize>, run: fn() -> String) -> Searched {
    let mut config = shuttle::Config::new();
    config.failure_persistence = shuttle::FailurePersistence::None;
    counted(run, all, |body| {
        shuttle::Runner::new(scheduler, config).run(body);
    })
}

fn loom(run: fn() -> String) -> Searched {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = None;
    builder.max_permutations = Some(PERMUTATIONS);
    builder.checkpoint_interval = 1; // permutations are counted only at checkpoints
    let (end, schedules) = counted(run, Some(PERMUTATIONS - 1), |body| builder.check(body));
    (if end == End::Passed { End::Unfinished } else { end }, schedules)
}

/// Searches with what panics if a schedule fails.
fn counted(run: fn() -> String, all: Option<usize>, search: impl FnOnce(Box<dyn Fn() + Send + Sync>)) -> Searched {
    let schedules = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&schedules);
    let body = Box::new(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        run();
    });
    tell_the_first_panic(Arc::clone(&schedules));
    let searched = panic::catch_unwind(AssertUnwindSafe(|| search(body)));
    let schedules = schedules.load(Ordering::Relaxed);
    let end = match searched {
        Err(payload) => of_panic(message(&*payload)),
        Ok(()) if all.is_some_and(|all| schedules < all) => End::Exhausted,
        Ok(()) => End::Passed,
    };
    (end, schedules)
}

/// In place of a message and a backtrace, which take far longer than most searches.
fn tell_the_first_panic(schedules: Arc<AtomicUsize>) {
    let (begun, first) = (cpu::own(), Once::new());
    panic::set_hook(Box::new(move |panic| {
        first.call_once(|| tell(&of_panic(message(panic.payload())), schedules.load(Ordering::Relaxed), begun));
    }));
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let owned = || payload.downcast_ref::<String>().map(String::as_str);
    payload.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("a panic without a text")
}
