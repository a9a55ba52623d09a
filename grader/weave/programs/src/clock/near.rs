//! Deadlines that do come: in an exact order under an ideal clock, in any order under an adversarial one.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Expect, Program};

const fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::exactly("two_sleepers_ideal", two_sleepers, &["short, long"]).ideal(),
    Program::exactly("two_sleepers_adversarial", two_sleepers, &["short, long", "long, short"]),
    Program::exactly("slow_answer_ideal", slow_answer, &["gave up"]).ideal(),
    Program::exactly("slow_answer_adversarial", slow_answer, &["gave up", "got 7"]),
    Program::exactly("sleep_lasts_as_long_as_it_says", sleep_lasts, &["long enough"]),
    Program::exactly("waits_last_as_long_as_they_say", waits_last, &["long enough"]),
    Program::exactly("parks_alone_for_a_while", parks_alone, &["in time", "woken early"]),
    Program::exactly("clock_never_runs_backwards", clock_never_runs_backwards, &["forwards"]),
    Program::exactly("elapsed_is_exact_when_ideal", elapsed_is_exact, &["30 ms"]).ideal(),
    Program::exactly("flag_polled_with_sleep", flag_polled_with_sleep, &["done"]),
    Program::exactly("flag_polled_with_wait_timeout", flag_polled_with_wait_timeout, &["done"]),
    Program::exactly("flag_polled_with_park_timeout", flag_polled_with_park_timeout, &["done"]),
    Program::exactly("channel_polled_with_recv_timeout", channel_polled, &["[1, 2]"]),
    Program::exactly("two_pollers_and_one_worker", two_pollers, &["done"]),
    Program::wrong("lock_held_while_polling", lock_held_while_polling, Expect::Livelock),
    Program::exactly("zero_time_outs_return", zero_time_outs, &["returned"]),
];

/// One thread sleeps 10 ms and one 20 ms before they write their names.
/// Only an ideal clock promises that the shorter sleep ends first: a thread may be late by any time.
fn two_sleepers() -> String {
    let names = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for (name, time) in [("long", 20), ("short", 10)] {
            let names = &names;
            scope.spawn(move || {
                thread::sleep(millis(time));
                names.lock().unwrap().push(name);
            });
        }
    });
    names.into_inner().unwrap().join(", ")
}

/// A thread sleeps one second before it answers; the parent waits 10 ms for the answer.
/// Only an ideal clock promises that the parent gives up.
fn slow_answer() -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            thread::sleep(millis(1000));
            // The parent may have given up.
            let _ = sender.send(7);
        });
        match receiver.recv_timeout(millis(10)) {
            Ok(value) => format!("got {value}"),
            Err(_) => "gave up".to_owned(),
        }
    })
}

/// Two threads sleep and look at the clock.
/// Right under every clock: a sleep may last longer than it says, never shorter.
fn sleep_lasts() -> String {
    thread::scope(|scope| {
        for time in [5, 10] {
            scope.spawn(move || {
                let start = Instant::now();
                thread::sleep(millis(time));
                assert!(start.elapsed() >= millis(time), "woke too early");
            });
        }
    });
    "long enough".to_owned()
}

/// The only thread parks for 5 ms, and nobody unparks it.
/// It may be woken for no reason, before any time has passed.
fn parks_alone() -> String {
    let start = Instant::now();
    thread::park_timeout(millis(5));
    let early = start.elapsed() < millis(5);
    (if early { "woken early" } else { "in time" }).to_owned()
}

/// A wait and a receive time out, with a second thread that is busy at the same lock.
/// Right under every clock: what says that it timed out has lasted its time.
fn waits_last() -> String {
    let (lock, bell) = (Mutex::new(0), Condvar::new());
    let (_sender, receiver) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(|| *lock.lock().unwrap() += 1);
        let start = Instant::now();
        let (guard, result) = bell.wait_timeout(lock.lock().unwrap(), millis(5)).unwrap();
        drop(guard);
        assert!(!result.timed_out() || start.elapsed() >= millis(5), "timed out too early");
        let start = Instant::now();
        assert!(receiver.recv_timeout(millis(5)).is_err());
        assert!(start.elapsed() >= millis(5), "gave up too early");
    });
    "long enough".to_owned()
}

/// Two threads look at the clock, one after the other.
/// Right: what happens later is not earlier.
fn clock_never_runs_backwards() -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            thread::sleep(millis(1));
            sender.send(Instant::now()).unwrap();
        });
        let sent = receiver.recv().unwrap();
        assert!(Instant::now() >= sent, "the clock ran backwards");
    });
    "forwards".to_owned()
}

/// Sleeps 10 ms, and 20 ms in a child.
/// An ideal clock moves by exactly that.
fn elapsed_is_exact() -> String {
    let start = Instant::now();
    thread::sleep(millis(10));
    thread::spawn(|| thread::sleep(millis(20))).join().unwrap();
    format!("{} ms", start.elapsed().as_millis())
}

/// The parent polls a flag, with a sleep in between, until its child has set it.
/// Right: early wake-ups must not keep the child from running for ever.
fn flag_polled_with_sleep() -> String {
    let flag = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| flag.store(true, Ordering::Release));
        while !flag.load(Ordering::Acquire) {
            thread::sleep(millis(1));
        }
    });
    "done".to_owned()
}

/// The parent polls a flag under a lock, with a timed wait that nobody ends.
/// Right: it does not need the notice that never comes.
fn flag_polled_with_wait_timeout() -> String {
    let (flag, bell) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| *flag.lock().unwrap() = true);
        let mut guard = flag.lock().unwrap();
        while !*guard {
            (guard, _) = bell.wait_timeout(guard, millis(1)).unwrap();
        }
    });
    "done".to_owned()
}

/// The parent polls a flag and parks for a while in between; nobody unparks it.
/// Right: it does not need to be unparked.
fn flag_polled_with_park_timeout() -> String {
    let flag = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| flag.store(true, Ordering::Release));
        while !flag.load(Ordering::Acquire) {
            thread::park_timeout(millis(1));
        }
    });
    "done".to_owned()
}

/// The parent polls a channel with a time-out until it has two values.
/// Right: however often it gives up, the sender comes to send.
fn channel_polled() -> String {
    let (sender, receiver) = sync_channel(1);
    thread::scope(|scope| {
        scope.spawn(move || (1..=2).for_each(|value| sender.send(value).unwrap()));
        let mut values = Vec::new();
        while values.len() < 2 {
            values.extend(receiver.recv_timeout(millis(1)));
        }
        format!("{values:?}")
    })
}

/// Two threads poll a flag with sleeps of different lengths; a third sleeps longer than both and sets it.
/// Right: neither poller may keep the worker from waking.
fn two_pollers() -> String {
    let flag = AtomicBool::new(false);
    thread::scope(|scope| {
        for time in [1, 2] {
            let flag = &flag;
            scope.spawn(move || {
                while !flag.load(Ordering::Acquire) {
                    thread::sleep(millis(time));
                }
            });
        }
        thread::sleep(millis(10));
        flag.store(true, Ordering::Release);
    });
    "done".to_owned()
}

/// The parent polls a flag while it holds the lock that its child needs to set it.
/// When the parent is first, it polls for ever, and the child waits for ever.
fn lock_held_while_polling() -> String {
    let (lock, flag) = (Mutex::new(()), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            let _guard = lock.lock().unwrap();
            flag.store(true, Ordering::Release);
        });
        let _guard = lock.lock().unwrap();
        while !flag.load(Ordering::Acquire) {
            thread::sleep(millis(1));
        }
    });
    "done".to_owned()
}

/// Every timed call with no time at all.
/// Right: each returns at once, or as soon as others have let go of what it needs.
fn zero_time_outs() -> String {
    let (lock, bell) = (Mutex::new(0), Condvar::new());
    let (_sender, receiver) = channel::<()>();
    thread::scope(|scope| {
        scope.spawn(|| *lock.lock().unwrap() += 1);
        thread::sleep(Duration::ZERO);
        thread::park_timeout(Duration::ZERO);
        assert!(receiver.recv_timeout(Duration::ZERO).is_err());
        drop(bell.wait_timeout(lock.lock().unwrap(), Duration::ZERO).unwrap());
    });
    "returned".to_owned()
}
