//! Time-outs that never come, and those that come at once.

use crate::{fault, outcomes, outcomes_of};
use std::time::Duration;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::sync::mpsc::{channel, sync_channel};
use weave::sync::{Arc, Condvar, Mutex};
use weave::{Explorer, Fault, Time, thread};

#[track_caller]
fn is_stuck(program: fn()) {
    for time in [Time::Adversarial, Time::Ideal] {
        let exploration = Explorer::new().time(time).spurious_wakeups(0).explore(program);
        assert_eq!(exploration.fault(), Some(Fault::Stuck), "{time:?}");
    }
    assert_eq!(fault(program), Some(Fault::Stuck));
}

#[test]
fn a_wait_of_the_longest_time_never_times_out() {
    is_stuck(|| {
        let (lock, changed) = (Mutex::new(()), Condvar::new());
        drop(changed.wait_timeout_while(lock.lock().unwrap(), Duration::MAX, |()| true).unwrap());
    });
}

#[test]
fn a_receive_of_the_longest_time_never_times_out() {
    is_stuck(|| {
        let (_sender, receiver) = channel::<()>();
        let _ = receiver.recv_timeout(Duration::MAX);
    });
    is_stuck(|| {
        let (_sender, receiver) = sync_channel::<()>(0);
        let _ = receiver.recv_timeout(Duration::MAX);
    });
}

#[test]
fn a_sleep_of_the_longest_time_never_ends() {
    is_stuck(|| thread::sleep(Duration::MAX));
}

#[test]
fn the_longest_time_is_long_enough_for_what_comes() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = channel();
        let sending = thread::spawn(move || {
            thread::sleep(Duration::from_secs(3600));
            sender.send(1).unwrap();
        });
        let received = receiver.recv_timeout(Duration::MAX);
        sending.join().unwrap();
        received
    });
    assert_eq!(outcomes, ["Ok(1)"]);
}

#[test]
fn two_time_outs_of_one_moment_come_in_either_order() {
    let program = || {
        let turn = Arc::new(AtomicU32::new(1));
        let threads = [channel::<()>(), channel::<()>()].map(|(sender, receiver)| {
            let turn = turn.clone();
            thread::spawn(move || {
                let timed_out = receiver.recv_timeout(Duration::from_secs(1)).is_err();
                (timed_out, turn.fetch_add(1, Ordering::Relaxed), sender, receiver)
            })
        });
        threads.map(|thread| thread.join().unwrap()).map(|ended| (ended.0, ended.1))
    };
    let either = ["[(true, 1), (true, 2)]", "[(true, 2), (true, 1)]"];
    for time in [Time::Adversarial, Time::Ideal] {
        assert_eq!(outcomes_of(&Explorer::new().time(time).explore(program)), either, "{time:?}");
    }
}

#[test]
fn in_ideal_time_the_nearest_time_out_comes_first() {
    let exploration = Explorer::new().time(Time::Ideal).explore(|| {
        let (sender, receiver) = channel();
        let sending = thread::spawn(move || {
            thread::sleep(Duration::from_secs(2));
            sender.send(1).is_ok()
        });
        let received = (receiver.recv_timeout(Duration::from_secs(1)), receiver.recv_timeout(Duration::from_secs(2)));
        (received, sending.join().unwrap())
    });
    assert_eq!(outcomes_of(&exploration), ["((Err(Timeout), Ok(1)), true)"]);
}

#[test]
fn the_time_left_shrinks_with_every_wake_up() {
    let exploration = Explorer::new().time(Time::Ideal).spurious_wakeups(0).explore(|| {
        let shared = Arc::new((Mutex::new(()), Condvar::new()));
        let theirs = shared.clone();
        let other = thread::spawn(move || {
            for _ in 0..3 {
                thread::sleep(Duration::from_secs(2));
                theirs.1.notify_one();
            }
        });
        let mut calls = 0;
        let wait = shared.1.wait_timeout_while(shared.0.lock().unwrap(), Duration::from_secs(5), |()| {
            calls += 1;
            true
        });
        let timed_out = wait.unwrap().1.timed_out();
        other.join().unwrap();
        (timed_out, calls)
    });
    assert_eq!(outcomes_of(&exploration), ["(true, 4)"]);
}

/// It may be woken before its time as often as it likes, and all of that cannot be tried.
#[test]
fn whoever_sleeps_again_and_again_is_not_said_to_be_through() {
    let naps = |count: u32| {
        Explorer::new().explore(move || {
            let other = thread::spawn(move || (0..count).for_each(|_| thread::sleep(Duration::from_secs(1))));
            thread::yield_now();
            other.join().unwrap();
        })
    };
    assert!(naps(3).complete);
    let many = naps(6);
    assert!(!many.complete && many.unexplored.concat().contains("before its time"), "{:?}", many.unexplored);
}
