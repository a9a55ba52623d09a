//! Barriers.

use crate::{fault, outcomes};
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::sync::{Arc, Barrier};
use weave::{Fault, thread};

#[test]
fn the_last_to_come_is_the_leader() {
    let outcomes = outcomes(|| {
        let barrier = Arc::new(Barrier::new(2));
        let theirs = barrier.clone();
        let other = thread::spawn(move || theirs.wait().is_leader());
        (barrier.wait().is_leader(), other.join().unwrap())
    });
    assert_eq!(outcomes, ["(false, true)", "(true, false)"]);
}

#[test]
fn nobody_leaves_before_all_have_come_in_each_round() {
    let outcomes = outcomes(|| {
        let shared = Arc::new((Barrier::new(2), AtomicU32::new(0)));
        let theirs = shared.clone();
        let other = thread::spawn(move || {
            for _ in 0..2 {
                theirs.1.fetch_add(1, Ordering::Relaxed);
                theirs.0.wait();
            }
        });
        let mut seen = Vec::new();
        for _ in 0..2 {
            shared.0.wait();
            seen.push(shared.1.load(Ordering::Relaxed));
        }
        other.join().unwrap();
        seen
    });
    assert_eq!(outcomes, ["[1, 2]", "[2, 2]"]);
}

#[test]
fn a_barrier_for_more_than_come_is_never_left() {
    let program = || {
        let barrier = Arc::new(Barrier::new(3));
        let theirs = barrier.clone();
        let other = thread::spawn(move || {
            theirs.wait();
        });
        barrier.wait();
        other.join().unwrap();
    };
    assert_eq!(fault(program), Some(Fault::Stuck));
}

#[test]
fn a_barrier_for_nobody_stops_nobody() {
    assert_eq!(outcomes(|| Barrier::new(0).wait().is_leader()), ["true"]);
}
