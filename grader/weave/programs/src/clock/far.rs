//! Deadlines so far away that they never come, in every call that takes one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel, sync_channel};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Expect, Program};

const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::exactly("wait_timeout_max_ended_by_a_notice", || notified(Duration::MAX), &["notified"]),
    Program::exactly("wait_timeout_year_ended_by_a_notice", || notified(YEAR), &["notified"]),
    Program::exactly("wait_timeout_while_max_ended_by_a_notice", || notified_while(Duration::MAX), &["notified"]),
    Program::exactly("recv_timeout_max_ended_by_a_value", || received(Duration::MAX), &["got 7"]),
    Program::exactly("recv_timeout_year_ended_by_a_value", || received(YEAR), &["got 7"]),
    Program::exactly("recv_timeout_max_ended_by_closing", closed, &["closed"]),
    Program::exactly("recv_timeout_max_on_a_rendezvous", met, &["got 7"]),
    Program::exactly("park_timeout_max_ended_by_unpark", || unparked(Duration::MAX), &["unparked"]),
    Program::exactly("park_timeout_year_ended_by_unpark", || unparked(YEAR), &["unparked"]),
    Program::exactly("instant_plus_max_is_none", instant_plus_max, &["none"]),
    Program::wrong("wait_timeout_max_without_a_notice", || never_notified(Duration::MAX), Expect::Deadlock),
    Program::wrong("wait_timeout_year_without_a_notice", || never_notified(YEAR), Expect::Deadlock),
    Program::wrong("recv_timeout_max_without_a_value", || never_received(Duration::MAX), Expect::Deadlock),
    Program::wrong("park_timeout_max_without_unpark", || never_unparked(Duration::MAX), Expect::Deadlock),
    Program::wrong("sleep_max", || slept(Duration::MAX), Expect::Deadlock),
    Program::wrong("joins_a_thread_that_sleeps_max", joins_a_sleeper, Expect::Deadlock),
];

/// A thread sets a flag and rings; the parent waits for it with a deadline that never comes.
/// Right: the wait is ended by the ring and never by time.
fn notified(timeout: Duration) -> String {
    let (ready, bell) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            *ready.lock().unwrap() = true;
            bell.notify_one();
        });
        let mut guard = ready.lock().unwrap();
        while !*guard {
            let result;
            (guard, result) = bell.wait_timeout(guard, timeout).unwrap();
            assert!(!result.timed_out(), "the end of time came early");
        }
    });
    "notified".to_owned()
}

/// The same by `wait_timeout_while`.
/// Right: the wait is ended by the ring and never by time.
fn notified_while(timeout: Duration) -> String {
    let (ready, bell) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            *ready.lock().unwrap() = true;
            bell.notify_one();
        });
        let (_guard, result) = bell.wait_timeout_while(ready.lock().unwrap(), timeout, |ready| !*ready).unwrap();
        assert!(!result.timed_out(), "the end of time came early");
    });
    "notified".to_owned()
}

/// A thread sends; the parent receives with a deadline that never comes.
/// Right: the value is there before the end of time.
fn received(timeout: Duration) -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        scope.spawn(move || sender.send(7).unwrap());
        format!("got {}", receiver.recv_timeout(timeout).unwrap())
    })
}

/// A thread drops the sender; the parent receives with a deadline that never comes.
/// Right: the channel is closed before the end of time.
fn closed() -> String {
    let (sender, receiver) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || drop(sender));
        match receiver.recv_timeout(Duration::MAX) {
            Err(RecvTimeoutError::Disconnected) => "closed".to_owned(),
            other => format!("{other:?}"),
        }
    })
}

/// A thread sends through a channel without room; the parent receives with a deadline that never comes.
/// Right: the two meet before the end of time.
fn met() -> String {
    let (sender, receiver) = sync_channel(0);
    thread::scope(|scope| {
        scope.spawn(move || sender.send(7).unwrap());
        format!("got {}", receiver.recv_timeout(Duration::MAX).unwrap())
    })
}

/// A thread parks with a deadline that never comes until a flag is set; the parent sets it and unparks.
/// Right: parking may end for no reason, so it is done in a loop.
fn unparked(timeout: Duration) -> String {
    let flag = AtomicBool::new(false);
    thread::scope(|scope| {
        let sleeper = scope.spawn(|| {
            while !flag.load(Ordering::Acquire) {
                thread::park_timeout(timeout);
            }
        });
        flag.store(true, Ordering::Release);
        sleeper.thread().unpark();
    });
    "unparked".to_owned()
}

/// Adds the longest duration to the present.
/// There is no such instant.
fn instant_plus_max() -> String {
    match Instant::now().checked_add(Duration::MAX) {
        Some(_) => "some",
        None => "none",
    }
    .to_owned()
}

/// Waits for a flag that nobody sets, with a deadline that never comes.
/// It blocks for good in every schedule.
fn never_notified(timeout: Duration) -> String {
    let (ready, bell) = (Mutex::new(false), Condvar::new());
    let (_guard, result) = bell.wait_timeout_while(ready.lock().unwrap(), timeout, |ready| !*ready).unwrap();
    format!("timed out: {}", result.timed_out())
}

/// Receives while it holds the only sender, with a deadline that never comes.
/// It blocks for good in every schedule.
fn never_received(timeout: Duration) -> String {
    let (_sender, receiver) = channel::<()>();
    format!("{:?}", receiver.recv_timeout(timeout))
}

/// Parks until a flag is set that nobody sets, with a deadline that never comes.
/// It blocks for good in every schedule.
fn never_unparked(timeout: Duration) -> String {
    let flag = AtomicBool::new(false);
    while !flag.load(Ordering::Acquire) {
        thread::park_timeout(timeout);
    }
    "unparked".to_owned()
}

/// Sleeps until the end of time.
/// It blocks for good in every schedule.
fn slept(timeout: Duration) -> String {
    thread::sleep(timeout);
    "slept".to_owned()
}

/// Joins a thread that sleeps until the end of time.
/// Both block for good in every schedule.
fn joins_a_sleeper() -> String {
    thread::spawn(|| thread::sleep(Duration::MAX)).join().unwrap();
    "slept".to_owned()
}
