//! One or two workers and a few jobs: what must hold whatever the order in which they run. A scenario returns what was seen in
//! the end; which of that is right is said by the checks.
//!
//! What jobs count is counted in relaxed atomics: that the counts arrive with whoever waited for the jobs is the pool's doing.

use std::num::NonZeroUsize;
use std::panic;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use controlled::ThreadPool;
use weave::sync::Barrier;
use weave::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use weave::{Explorer, Polling, Time, thread};

use exploring::Scenarios;

fn main() {
    let mut scenarios = exploring::open();
    running(&mut scenarios);
    side_by_side(&mut scenarios);
    joining(&mut scenarios);
    panicking(&mut scenarios);
    dropping(&mut scenarios);
    asleep(&mut scenarios);
    scenarios.close();
}

fn running(scenarios: &mut Scenarios) {
    scenarios.explore("elsewhere", || {
        let (pool, here) = (pool(1), Count::new());
        pool.execute(here.if_on_this_thread());
        drop(pool);
        here.get()
    });
    scenarios.explore("once", || {
        let (pool, run) = (pool(1), Count::new());
        pool.execute(run.one());
        drop(pool);
        run.get()
    });
    scenarios.explore("in_order", || {
        let (pool, begun) = (pool(1), Arc::new(Mutex::new(Vec::new())));
        for job in [1, 2, 3] {
            let begun = Arc::clone(&begun);
            pool.execute(move || begun.lock().unwrap_or_else(PoisonError::into_inner).push(job));
        }
        drop(pool);
        begun.lock().unwrap_or_else(PoisonError::into_inner).clone()
    });
    scenarios.explore("one_at_a_time", || {
        let (pool, running, overlaps, threads) = (pool(1), Count::new(), Count::new(), Threads::default());
        for _ in 0..2 {
            let (running, overlaps, noted) = (running.clone(), overlaps.clone(), threads.with_this());
            pool.execute(move || {
                noted();
                if running.0.fetch_add(1, Relaxed) > 0 {
                    overlaps.add();
                }
                running.0.fetch_sub(1, Relaxed);
            });
        }
        drop(pool);
        (overlaps.get(), threads.number())
    });
}

fn side_by_side(scenarios: &mut Scenarios) {
    scenarios.explore("while_busy", || {
        let (pool, here, gate) = (pool(1), Count::new(), Arc::new(Barrier::new(2)));
        pool.execute(meets(&gate));
        pool.execute(here.if_on_this_thread());
        pool.execute(here.if_on_this_thread());
        gate.wait();
        drop(pool);
        here.get()
    });
    // The thread that hands in comes to the gate too: to close the pool might wake who should have been woken before.
    scenarios.explore_by(&calm(), "two_meet", || {
        let (pool, gate) = (pool(2), Arc::new(Barrier::new(3)));
        pool.execute(meets(&gate));
        pool.execute(meets(&gate));
        gate.wait();
    });
    scenarios.explore_by(&calm(), "first_and_third_meet", || {
        let (pool, gate) = (pool(2), Arc::new(Barrier::new(3)));
        pool.execute(meets(&gate));
        pool.execute(|| {});
        pool.execute(meets(&gate));
        gate.wait();
    });
}

fn joining(scenarios: &mut Scenarios) {
    scenarios.explore("join_one", || {
        let (pool, done) = (pool(1), Count::new());
        pool.execute(done.one());
        pool.join();
        done.get()
    });
    scenarios.explore_by(&calm(), "join_two", || {
        let (pool, done) = (pool(2), Count::new());
        pool.execute(done.one());
        pool.execute(done.one());
        pool.join();
        done.get()
    });
    scenarios.explore_by(&calm(), "join_again", || {
        let (pool, done) = (pool(1), Count::new());
        pool.join();
        let again = || {
            pool.execute(done.one());
            pool.join();
            done.get()
        };
        let seen = [again(), again()];
        pool.join();
        seen
    });
    scenarios.explore_by(&calm(), "two_join", || {
        let (pool, done) = (pool(1), Count::new());
        pool.execute(done.one());
        let join = || {
            pool.join();
            done.get()
        };
        thread::scope(|scope| {
            let other = scope.spawn(join);
            [join(), other.join().expect("join does not panic")]
        })
    });
    scenarios.explore("join_runs_none", || {
        let (pool, here) = (pool(1), Count::new());
        pool.execute(here.if_on_this_thread());
        pool.join();
        here.get()
    });
    scenarios.explore("two_hand_in", || {
        let (pool, done) = (pool(1), Count::new());
        thread::scope(|scope| {
            scope.spawn(|| pool.execute(done.one()));
            pool.execute(done.one());
        });
        pool.join();
        done.get()
    });
    scenarios.explore("jobs_hand_in_jobs", || {
        let (pool, done) = (Arc::new(pool(1)), Count::new());
        let (within, last) = (Arc::clone(&pool), done.one());
        pool.execute(move || within.execute(last));
        pool.join();
        done.get()
    });
}

fn panicking(scenarios: &mut Scenarios) {
    scenarios.explore("a_panic_stays_where_it_is", || {
        let pool = pool(1);
        pool.execute(|| panic!("the job panics"));
        pool.join();
    });
    scenarios.explore("between_two_panics", || {
        let (pool, done) = (pool(1), Count::new());
        pool.execute(|| panic!("the job panics"));
        pool.execute(done.one());
        pool.execute(|| panic::panic_any(7));
        pool.join();
        done.get()
    });
    scenarios.explore("on_one_thread_after_a_panic", || {
        let (pool, threads) = (pool(1), Threads::default());
        let panics = threads.with_this();
        pool.execute(move || {
            panics();
            panic!("the job panics");
        });
        pool.execute(threads.with_this());
        drop(pool);
        threads.number()
    });
    // The one that is too large for all of its schedules.
    scenarios.explore_by(&calm(), "two_meet_after_three_panics", || {
        let (pool, done, gate) = (pool(2), Count::new(), Arc::new(Barrier::new(2)));
        for _ in 0..3 {
            pool.execute(|| panic!("the job panics"));
        }
        for _ in 0..2 {
            let (meets, one) = (meets(&gate), done.one());
            pool.execute(move || {
                meets();
                one();
            });
        }
        pool.join();
        done.get()
    });
}

fn dropping(scenarios: &mut Scenarios) {
    scenarios.explore("drop_with_a_queue", || {
        let (pool, done) = (pool(1), Count::new());
        for _ in 0..3 {
            pool.execute(done.one());
        }
        drop(pool);
        done.get()
    });
    scenarios.explore("drop_two_workers", || drop(pool(2)));
}

/// Time passes only when nobody can go on, so that who is not asleep has an hour to fill.
fn asleep(scenarios: &mut Scenarios) {
    let explorer = exploring::explorer().time(Time::Ideal).polling(Polling::Fail);
    scenarios.explore_by(&explorer, "asleep", || {
        let pool = pool(1);
        pool.execute(|| {});
        thread::sleep(HOUR);
        pool.execute(|| thread::sleep(HOUR));
        pool.join();
        pool.execute(|| thread::sleep(HOUR));
    });
}

/// Without wake-ups for no reason: what they do is told by smaller scenarios.
fn calm() -> Explorer {
    exploring::explorer().spurious_wakeups(0)
}

const HOUR: Duration = Duration::from_secs(3600);

fn pool(size: usize) -> ThreadPool {
    ThreadPool::new(NonZeroUsize::new(size).expect("more than 0"))
}

/// Of one type, so that what hands in a job is compiled once for all of them; what scenarios write out themselves is as it is.
type Job = Box<dyn FnOnce() + Send>;

/// A job that goes on when all others who are to meet are at the gate too.
fn meets(gate: &Arc<Barrier>) -> Job {
    let gate = Arc::clone(gate);
    Box::new(move || {
        gate.wait();
    })
}

/// What jobs add to.
#[derive(Clone)]
struct Count(Arc<AtomicUsize>);

impl Count {
    fn new() -> Count {
        Count(Arc::new(AtomicUsize::new(0)))
    }

    fn add(&self) {
        self.0.fetch_add(1, Relaxed);
    }

    fn get(&self) -> usize {
        self.0.load(Relaxed)
    }

    /// A job that counts itself.
    fn one(&self) -> Job {
        let count = self.clone();
        Box::new(move || count.add())
    }

    /// A job that counts itself if it runs on the thread that makes it.
    fn if_on_this_thread(&self) -> Job {
        let (count, this) = (self.clone(), thread::current().id());
        Box::new(move || {
            if thread::current().id() == this {
                count.add();
            }
        })
    }
}

/// Threads that jobs ran on.
#[derive(Clone, Default)]
struct Threads(Arc<Mutex<Vec<thread::ThreadId>>>);

impl Threads {
    /// A job that notes its thread.
    fn with_this(&self) -> Job {
        let threads = self.clone();
        Box::new(move || {
            let (mut threads, this) = (threads.threads(), thread::current().id());
            if !threads.contains(&this) {
                threads.push(this);
            }
        })
    }

    fn number(&self) -> usize {
        self.threads().len()
    }

    fn threads(&self) -> MutexGuard<'_, Vec<thread::ThreadId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
