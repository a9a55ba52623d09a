//! Message passing: one thread writes data, then a flag; the other reads the flag, then the data.

use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicU32, Ordering, fence};

use super::{BITS_2, two};
use crate::Program;

const NO_OLD_DATA: &[&str] = &["00", "01", "11"];

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::litmus("message_passing_relaxed", || message_passing(Relaxed, Relaxed), BITS_2, &[]),
    Program::litmus("message_passing_release_store_only", || message_passing(Release, Relaxed), BITS_2, &[]),
    Program::litmus("message_passing_acquire_load_only", || message_passing(Relaxed, Acquire), BITS_2, &[]),
    Program::litmus("message_passing_release_acquire", || message_passing(Release, Acquire), NO_OLD_DATA, &["10"]),
    Program::litmus("message_passing_seq_cst", || message_passing(SeqCst, SeqCst), NO_OLD_DATA, &["10"]),
    Program::litmus("message_passing_seq_cst_store_relaxed_load", || message_passing(SeqCst, Relaxed), BITS_2, &[]),
    Program::litmus("message_passing_fences", || fenced(Some(Release), Some(Acquire)), NO_OLD_DATA, &["10"]),
    Program::litmus("message_passing_acq_rel_fences", || fenced(Some(AcqRel), Some(AcqRel)), NO_OLD_DATA, &["10"]),
    Program::litmus("message_passing_release_fence_only", || fenced(Some(Release), None), BITS_2, &[]),
    Program::litmus("message_passing_acquire_fence_only", || fenced(None, Some(Acquire)), BITS_2, &[]),
    Program::litmus("message_passing_fences_swapped", || fenced(Some(Acquire), Some(Release)), BITS_2, &[]),
    Program::litmus("message_passing_fence_after_the_flag", fence_after_the_flag, BITS_2, &[]),
    Program::litmus("message_passing_fence_to_load", fence_to_load, NO_OLD_DATA, &["10"]),
    Program::litmus("message_passing_store_to_fence", store_to_fence, NO_OLD_DATA, &["10"]),
    Program::litmus("message_passing_swaps", swaps, &["011", "200", "201"], &["210"]),
    Program::litmus("message_passing_swaps_relaxed", swaps_relaxed, &["010", "011", "200", "201"], &[]),
    Program::litmus(
        "message_passing_exchange_fails_acquire",
        || failed_exchange(Acquire),
        &["F1", "S0", "S1"],
        &["F0"],
    ),
    Program::litmus(
        "message_passing_exchange_fails_relaxed",
        || failed_exchange(Relaxed),
        &["F0", "F1", "S0", "S1"],
        &[],
    ),
    Program::litmus("message_passing_exchange_fails_on_old_data", fails_on_old_data, &["0F", "0S", "1S"], &[])
        .not_modelled(&["1F"]),
];

/// Data is relaxed; the flag carries the given orderings.
/// Only `Release` with `Acquire`, or stronger, rules out that the flag is seen and the data is not.
fn message_passing(store: Ordering, load: Ordering) -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (seen, found)) = two(
        || {
            data.store(1, Relaxed);
            flag.store(1, store);
        },
        || (flag.load(load), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}

/// All accesses are relaxed, with a fence between the two of each thread.
/// A release fence before the store and an acquire fence after the load will do; either alone will not.
fn fenced(writer: Option<Ordering>, reader: Option<Ordering>) -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (seen, found)) = two(
        || {
            data.store(1, Relaxed);
            if let Some(ordering) = writer {
                fence(ordering);
            }
            flag.store(1, Relaxed);
        },
        || {
            let seen = flag.load(Relaxed);
            if let Some(ordering) = reader {
                fence(ordering);
            }
            (seen, data.load(Relaxed))
        },
    );
    format!("{seen}{found}")
}

/// The release fence comes after the flag has been stored.
/// There it publishes nothing through the flag.
fn fence_after_the_flag() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (seen, found)) = two(
        || {
            data.store(1, Relaxed);
            flag.store(1, Relaxed);
            fence(Release);
        },
        || {
            let seen = flag.load(Relaxed);
            fence(Acquire);
            (seen, data.load(Relaxed))
        },
    );
    format!("{seen}{found}")
}

/// A release fence in the writer, an acquire load in the reader.
/// A fence on one side and an access on the other fit together.
fn fence_to_load() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (seen, found)) = two(
        || {
            data.store(1, Relaxed);
            fence(Release);
            flag.store(1, Relaxed);
        },
        || (flag.load(Acquire), data.load(Relaxed)),
    );
    format!("{seen}{found}")
}

/// A release store in the writer, an acquire fence in the reader.
/// A fence on one side and an access on the other fit together.
fn store_to_fence() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (seen, found)) = two(
        || {
            data.store(1, Relaxed);
            flag.store(1, Release);
        },
        || {
            let seen = flag.load(Relaxed);
            fence(Acquire);
            (seen, data.load(Relaxed))
        },
    );
    format!("{seen}{found}")
}

/// Both threads swap the flag with `AcqRel`: what each found there, then the data.
/// Who finds the writer's 1 finds the data.
fn swaps() -> String {
    swap_both(AcqRel)
}

/// Both threads swap the flag with `Relaxed`: what each found there, then the data.
/// Swaps are in one order, but carry no data with them.
fn swaps_relaxed() -> String {
    swap_both(Relaxed)
}

fn swap_both(ordering: Ordering) -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let (before, (seen, found)) = two(
        || {
            data.store(1, Relaxed);
            flag.swap(1, ordering)
        },
        || (flag.swap(2, ordering), data.load(Relaxed)),
    );
    format!("{before}{seen}{found}")
}

/// The reader looks at the flag by an exchange that expects 0 (S: done, F: failed), then at the data.
/// A failed exchange is a load with the ordering given for failure.
fn failed_exchange(failure: Ordering) -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (done, found)) = two(
        || {
            data.store(1, Relaxed);
            flag.store(1, Release);
        },
        || (flag.compare_exchange(0, 2, AcqRel, failure).is_ok(), data.load(Relaxed)),
    );
    format!("{}{found}", if done { 'S' } else { 'F' })
}

/// The reader loads the flag, then tries to exchange the data for 2, expecting 1.
/// Although the flag is there, a relaxed exchange may still see the old data and fail.
fn fails_on_old_data() -> String {
    let (data, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (seen, done)) = two(
        || {
            data.store(1, Relaxed);
            flag.store(1, Relaxed);
        },
        || (flag.load(Relaxed), data.compare_exchange(1, 2, Relaxed, Relaxed).is_ok()),
    );
    format!("{seen}{}", if done { 'S' } else { 'F' })
}
