//! Threads nobody waits for, barriers of the wrong size, and sleeps in a row.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::wrong("sleeps_instead_of_joining", sleeps_instead_of_joining, Expect::Panics),
    Program::exactly("joins_both_writers", joins_both_writers, &["2 lines"]),
    Program::wrong("returns_before_its_thread", returns_before_its_thread, Expect::Leaks),
    Program::wrong("barrier_for_one_too_many", barrier_for_one_too_many, Expect::Deadlock),
    Program::wrong("barrier_for_two_of_three", barrier_for_two_of_three, Expect::Panics),
    Program::exactly("barrier_for_all_three", barrier_for_all_three, &["3 there"]),
    Program::wrong("sleepers_joined_one_by_one", sleepers_joined_one_by_one, Expect::Panics).ideal(),
    Program::exactly("sleepers_joined_together", sleepers_joined_together, &["in time"]).ideal(),
];

type Log = Arc<Mutex<Vec<u32>>>;

fn start_writers(log: &Log) -> [thread::JoinHandle<()>; 2] {
    [1, 2].map(|line| {
        let log = Arc::clone(log);
        thread::spawn(move || log.lock().unwrap().push(line))
    })
}

/// Two threads write a line each; the parent counts the lines.
/// It sleeps "long enough" in place of joining, and however long that is, a thread may be slower.
fn sleeps_instead_of_joining() -> String {
    let log = Log::default();
    drop(start_writers(&log));
    thread::sleep(Duration::from_millis(50));
    let lines = log.lock().unwrap().len();
    assert_eq!(lines, 2, "a line is missing");
    format!("{lines} lines")
}

/// Two threads write a line each; the parent counts the lines.
/// Right: it joins both threads first.
fn joins_both_writers() -> String {
    let log = Log::default();
    for writer in start_writers(&log) {
        writer.join().unwrap();
    }
    let lines = log.lock().unwrap().len();
    assert_eq!(lines, 2, "a line is missing");
    format!("{lines} lines")
}

/// Starts a thread and returns.
/// The result does not depend on the thread, but nobody has waited for it.
fn returns_before_its_thread() -> String {
    thread::spawn(|| {
        for _ in 0..3 {
            thread::yield_now();
        }
    });
    "returned".to_owned()
}

/// Three threads meet at a barrier.
/// It was made for four, the parent included, but the parent never comes.
fn barrier_for_one_too_many() -> String {
    let barrier = Arc::new(Barrier::new(4));
    let threads = [(); 3].map(|()| {
        let barrier = Arc::clone(&barrier);
        thread::spawn(move || barrier.wait().is_leader())
    });
    threads.map(|thread| thread.join().unwrap()).len().to_string()
}

/// Three threads arrive, meet at a barrier, and expect all three to be there.
/// It was made for two: the first two go on before the third arrives. (The parent fills up the second pair.)
fn barrier_for_two_of_three() -> String {
    let barrier = Barrier::new(2);
    meet(&barrier, || {
        barrier.wait();
    })
}

/// Three threads arrive, meet at a barrier, and expect all three to be there.
/// Right: the barrier was made for three.
fn barrier_for_all_three() -> String {
    meet(&Barrier::new(3), || ())
}

fn meet(barrier: &Barrier, parent: impl FnOnce()) -> String {
    let arrived = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                arrived.fetch_add(1, Ordering::SeqCst);
                barrier.wait();
                assert_eq!(arrived.load(Ordering::SeqCst), 3, "somebody is missing");
            });
        }
        parent();
    });
    format!("{} there", arrived.into_inner())
}

/// Three threads sleep one second each, and are to be done together.
/// Each is joined before the next is started: three seconds in every schedule.
fn sleepers_joined_one_by_one() -> String {
    let start = Instant::now();
    for _ in 0..3 {
        thread::spawn(|| thread::sleep(Duration::from_secs(1))).join().unwrap();
    }
    in_time(start)
}

/// A wait that nobody ends times out; then three threads sleep one second each, and are to be done together.
/// Right: all are started before the first is joined, and a wait lasts at least as long as it says.
fn sleepers_joined_together() -> String {
    let start = Instant::now();
    let (done, bell) = (Mutex::new(false), Condvar::new());
    let wait = Duration::from_millis(100);
    let (guard, result) = bell.wait_timeout_while(done.lock().unwrap(), wait, |done| !*done).unwrap();
    assert!(result.timed_out());
    drop(guard);
    assert!(start.elapsed() >= wait, "woke too early");
    for sleeper in [(); 3].map(|()| thread::spawn(|| thread::sleep(Duration::from_secs(1)))) {
        sleeper.join().unwrap();
    }
    in_time(start)
}

fn in_time(start: Instant) -> String {
    let elapsed = start.elapsed();
    assert!(elapsed < Duration::from_millis(2500), "one slept after the other: {elapsed:?}");
    "in time".to_owned()
}
