//! Store buffering and load buffering: may a load come before the thread's own earlier store, or after its later one?

use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicU32, Ordering, fence};

use super::{BITS_2, two};
use crate::Program;

const NOT_BOTH_OLD: &[&str] = &["01", "10", "11"];
const NOT_BOTH_NEW: &[&str] = &["00", "01", "10"];

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::litmus("store_buffering_relaxed", || store_buffering(Relaxed, Relaxed), BITS_2, &[]),
    Program::litmus("store_buffering_release_acquire", || store_buffering(Release, Acquire), BITS_2, &[]),
    Program::litmus("store_buffering_seq_cst_stores_only", || store_buffering(SeqCst, Acquire), BITS_2, &[]),
    Program::litmus("store_buffering_seq_cst_loads_only", || store_buffering(Release, SeqCst), BITS_2, &[]),
    Program::litmus("store_buffering_seq_cst", || store_buffering(SeqCst, SeqCst), NOT_BOTH_OLD, &["00"]),
    Program::litmus("store_buffering_acq_rel_fences", || fenced(Some(AcqRel), Some(AcqRel)), BITS_2, &[]),
    Program::litmus("store_buffering_one_seq_cst_fence", || fenced(Some(SeqCst), None), BITS_2, &[]),
    Program::litmus("store_buffering_seq_cst_fences", || fenced(Some(SeqCst), Some(SeqCst)), NOT_BOTH_OLD, &["00"]),
    Program::litmus("store_buffering_fence_against_accesses", fence_against_accesses, NOT_BOTH_OLD, &["00"]),
    Program::litmus("store_buffering_swaps_acq_rel", || swaps(AcqRel, Acquire), BITS_2, &[]),
    Program::litmus("store_buffering_swaps_seq_cst", || swaps(SeqCst, SeqCst), NOT_BOTH_OLD, &["00"]),
    Program::litmus("store_buffering_swaps_of_one_atomic", swaps_of_one_atomic, NOT_BOTH_OLD, &["00"]),
    Program::litmus("load_buffering_relaxed", || load_buffering(Relaxed, Relaxed), NOT_BOTH_NEW, &[])
        .not_modelled(&["11"]),
    Program::litmus("load_buffering_acquire_loads", || load_buffering(Acquire, Relaxed), NOT_BOTH_NEW, &[])
        .not_modelled(&["11"]),
    Program::litmus("load_buffering_release_acquire", || load_buffering(Acquire, Release), NOT_BOTH_NEW, &["11"]),
    Program::litmus("load_buffering_one_pair", one_pair, NOT_BOTH_NEW, &["11"]),
];

/// Each thread stores to its own atomic, then loads the other's.
/// Only `SeqCst` on all four rules out that both loads miss both stores.
fn store_buffering(store: Ordering, load: Ordering) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let (left, right) = two(
        || {
            x.store(1, store);
            y.load(load)
        },
        || {
            y.store(1, store);
            x.load(load)
        },
    );
    format!("{left}{right}")
}

/// The same with relaxed accesses and fences between them.
/// Two `SeqCst` fences rule it out; one alone, or weaker ones, do not.
fn fenced(left_fence: Option<Ordering>, right_fence: Option<Ordering>) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let (left, right) = two(
        || {
            x.store(1, Relaxed);
            if let Some(ordering) = left_fence {
                fence(ordering);
            }
            y.load(Relaxed)
        },
        || {
            y.store(1, Relaxed);
            if let Some(ordering) = right_fence {
                fence(ordering);
            }
            x.load(Relaxed)
        },
    );
    format!("{left}{right}")
}

/// The same with a `SeqCst` fence on one side and `SeqCst` accesses on the other.
/// Fences and accesses share one order, so this rules it out, too.
fn fence_against_accesses() -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let (left, right) = two(
        || {
            x.store(1, Relaxed);
            fence(SeqCst);
            y.load(Relaxed)
        },
        || {
            y.store(1, SeqCst);
            x.load(SeqCst)
        },
    );
    format!("{left}{right}")
}

/// The same with swaps in place of the stores.
/// An `AcqRel` swap is no fence: it takes `SeqCst` here as well.
fn swaps(swap: Ordering, load: Ordering) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let (left, right) = two(
        || {
            x.swap(1, swap);
            y.load(load)
        },
        || {
            y.swap(1, swap);
            x.load(load)
        },
    );
    format!("{left}{right}")
}

/// The same with relaxed accesses, and an `AcqRel` swap of a third atomic between them.
/// Both swap the same atomic, so one of them comes after the other, and its thread sees the other's store.
fn swaps_of_one_atomic() -> String {
    let (x, y, turn) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
    let (left, right) = two(
        || {
            x.store(1, Relaxed);
            turn.swap(1, AcqRel);
            y.load(Relaxed)
        },
        || {
            y.store(1, Relaxed);
            turn.swap(2, AcqRel);
            x.load(Relaxed)
        },
    );
    format!("{left}{right}")
}

/// Each thread loads the other's atomic, then stores to its own.
/// Both may see the store that comes after the other's load, unless a release meets an acquire.
fn load_buffering(load: Ordering, store: Ordering) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let (left, right) = two(
        || {
            let seen = x.load(load);
            y.store(1, store);
            seen
        },
        || {
            let seen = y.load(load);
            x.store(1, store);
            seen
        },
    );
    format!("{left}{right}")
}

/// Load buffering with a release store in one thread, and an acquire load in the other.
/// One pair orders three of the four operations, which rules out the circle.
fn one_pair() -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let (left, right) = two(
        || {
            let seen = x.load(Relaxed);
            y.store(1, Release);
            seen
        },
        || {
            let seen = y.load(Acquire);
            x.store(1, Relaxed);
            seen
        },
    );
    format!("{left}{right}")
}
