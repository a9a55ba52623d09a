//! Release sequences: who reads a later value of the flag, with which writer is it in order?

use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicU32, fence};

use super::{three, two};
use crate::Program;

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::litmus("sequence_goes_on_through_a_relaxed_add", relaxed_add, &["00", "01", "10", "11", "21"], &["20"]),
    Program::litmus(
        "sequence_goes_on_through_two_relaxed_adds",
        two_relaxed_adds,
        &["00", "01", "11", "20", "21", "31", "41"],
        &["10", "30", "40"],
    ),
    Program::litmus("sequence_goes_on_through_an_exchange", exchange, &["00", "01", "11", "21"], &["10", "20"]),
    Program::litmus("sequence_broken_by_a_plain_store", plain_store, &["00", "01", "11", "20", "21"], &["10"]),
    Program::litmus(
        "sequence_broken_by_a_plain_store_of_the_same_thread",
        plain_store_of_the_same_thread,
        &["00", "01", "11", "20", "21"],
        &["10"],
    ),
    Program::litmus("sequence_needs_a_release_at_its_head", relaxed_head, &["00", "01", "10", "11", "20", "21"], &[]),
    Program::litmus("sequence_headed_by_a_fence", fence_at_the_head, &["00", "01", "10", "11", "21"], &["20"]),
    Program::litmus("sequence_read_by_an_acquire_add", acquire_add, &["00", "01", "11"], &["10"]),
];

/// Data, then a released flag; a second thread adds 1 to the flag, relaxed; a third reads flag and data.
/// The add goes on with the release sequence: who reads 2 has the data. (A flag of 1 may be the add's own.)
fn relaxed_add() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), _, (seen, found)) = three(
        || {
            data.store(1, Relaxed);
            flag.store(1, Release);
        },
        || flag.fetch_add(1, Relaxed),
        || (flag.load(Acquire), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}

/// The writer itself adds 1 to the flag after its release store, and a second thread adds 2.
/// Odd numbers and 4 come after the release store: they bring the data; a flag of 2 may be the second thread's own.
fn two_relaxed_adds() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let (_, _, (seen, found)) = three(
        || {
            data.store(1, Relaxed);
            flag.store(1, Release);
            flag.fetch_add(1, Relaxed)
        },
        || flag.fetch_add(2, Relaxed),
        || (flag.load(Acquire), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}

/// A second thread exchanges a flag of 1 for 2, relaxed.
/// An exchange that succeeds goes on with the release sequence.
fn exchange() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), _, (seen, found)) = three(
        || {
            data.store(1, Relaxed);
            flag.store(1, Release);
        },
        || flag.compare_exchange(1, 2, Relaxed, Relaxed),
        || (flag.load(Acquire), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}

/// A second thread stores 2 to the flag, relaxed.
/// A plain store begins anew: who reads 2 may miss the data.
fn plain_store() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (), (seen, found)) = three(
        || {
            data.store(1, Relaxed);
            flag.store(1, Release);
        },
        || flag.store(2, Relaxed),
        || (flag.load(Acquire), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}

/// The writer itself stores 2 to the flag, relaxed, after its release store.
/// Since C++20 this, too, ends the release sequence: who reads 2 may miss the data.
fn plain_store_of_the_same_thread() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (seen, found)) = two(
        || {
            data.store(1, Relaxed);
            flag.store(1, Release);
            flag.store(2, Relaxed);
        },
        || (flag.load(Acquire), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}

/// Data, then a relaxed flag; a second thread adds 1 to the flag with `Acquire`, which releases nothing.
/// Without a release at its head, a sequence brings no data to anybody.
fn relaxed_head() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), _, (seen, found)) = three(
        || {
            data.store(1, Relaxed);
            flag.store(1, Relaxed);
        },
        || flag.fetch_add(1, Acquire),
        || (flag.load(Acquire), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}

/// Data, a release fence, then a relaxed flag; a second thread adds 1 to the flag, relaxed.
/// The store after the fence heads a release sequence, which the add goes on with.
fn fence_at_the_head() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), _, (seen, found)) = three(
        || {
            data.store(1, Relaxed);
            fence(Release);
            flag.store(1, Relaxed);
        },
        || flag.fetch_add(1, Relaxed),
        || (flag.load(Acquire), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}

/// Data, then a released flag; the reader adds 1 to the flag in place of a load.
/// The load half of an `AcqRel` add acquires.
fn acquire_add() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (seen, found)) = two(
        || {
            data.store(1, Relaxed);
            flag.store(1, Release);
        },
        || (flag.fetch_add(1, AcqRel), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}
