//! Coherence: all threads agree on the order of the stores to one atomic, and nobody sees it run backwards.

use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicU32, Ordering, fence};

use super::{four, two};
use crate::Program;

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::litmus(
        "loads_never_go_back",
        loads_never_go_back,
        &["00", "01", "02", "11", "12", "22"],
        &["10", "20", "21"],
    ),
    Program::litmus("readers_agree_on_the_order", readers_agree_on_the_order, &["agree"], &["disagree"]),
    Program::litmus(
        "last_store_of_a_thread_stays",
        last_store_of_a_thread_stays,
        &["02", "12", "22"],
        &["01", "11", "21"],
    ),
    Program::litmus(
        "load_sees_no_older_than_own_store",
        load_after_own_store,
        &["11", "12", "22"],
        &["01", "02", "21"],
    ),
    Program::litmus(
        "own_store_comes_after_what_was_loaded",
        store_after_load,
        &["01", "02", "21"],
        &["11", "12", "22"],
    ),
    Program::litmus("seq_cst_load_after_relaxed_store", seq_cst_load_after_relaxed_store, &["0", "1", "2"], &[]),
    Program::litmus("crossed_stores_relaxed", || crossed_stores(Relaxed), &["12", "21", "22"], &[])
        .not_modelled(&["11"]),
    Program::litmus("crossed_stores_release", || crossed_stores(Release), &["12", "21", "22"], &[])
        .not_modelled(&["11"]),
    Program::litmus("crossed_stores_seq_cst", || crossed_stores(SeqCst), &["12", "21", "22"], &["11"]),
    Program::litmus("load_then_overwrite_relaxed", || load_then_overwrite(Relaxed, Relaxed), &["01", "02", "11"], &[])
        .not_modelled(&["12"]),
    Program::litmus(
        "load_then_overwrite_acquire",
        || load_then_overwrite(Release, Acquire),
        &["01", "02", "11"],
        &["12"],
    ),
    Program::litmus(
        "overwrite_then_load_release_acquire",
        || overwrite_then_load(Release, Acquire),
        &["01", "02", "11", "12"],
        &[],
    ),
    Program::litmus(
        "overwrite_then_load_seq_cst",
        || overwrite_then_load(SeqCst, SeqCst),
        &["01", "11", "12"],
        &["02"],
    ),
    Program::litmus("overwrite_then_load_fences", overwrite_then_load_fenced, &["01", "11", "12"], &["02"]),
];

/// One thread stores 1, then 2; the other loads twice.
/// A later load never sees an older store, however weak the ordering.
fn loads_never_go_back() -> String {
    let x = AtomicU32::new(0);
    let ((), (first, second)) = two(
        || {
            x.store(1, Relaxed);
            x.store(2, Relaxed);
        },
        || (x.load(Relaxed), x.load(Relaxed)),
    );
    format!("{first}{second}")
}

/// Two threads store 1 and 2; two others load twice each.
/// If one reader sees 1 before 2, no reader sees 2 before 1.
fn readers_agree_on_the_order() -> String {
    let x = AtomicU32::new(0);
    let ((), (), here, there) = four(
        || x.store(1, Relaxed),
        || x.store(2, Relaxed),
        || (x.load(Relaxed), x.load(Relaxed)),
        || (x.load(Relaxed), x.load(Relaxed)),
    );
    let disagree = matches!((here, there), ((1, 2), (2, 1)) | ((2, 1), (1, 2)));
    if disagree { "disagree" } else { "agree" }.to_owned()
}

/// One thread stores 1, then 2; the other loads once; then the last value.
/// The thread's second store comes after its first, for everybody and for good.
fn last_store_of_a_thread_stays() -> String {
    let x = AtomicU32::new(0);
    let ((), seen) = two(
        || {
            x.store(1, Relaxed);
            x.store(2, Relaxed);
        },
        || x.load(Relaxed),
    );
    format!("{seen}{}", x.into_inner())
}

/// One thread stores 1 and loads; the other stores 2; then the last value.
/// The load sees the thread's own store or a later one; having seen 2, nobody finds 1 there in the end.
fn load_after_own_store() -> String {
    let x = AtomicU32::new(0);
    let (seen, ()) = two(
        || {
            x.store(1, Relaxed);
            x.load(Relaxed)
        },
        || x.store(2, Relaxed),
    );
    format!("{seen}{}", x.into_inner())
}

/// One thread loads and stores 1; the other stores 2; then the last value.
/// A thread never sees its own later store, and what it has seen is older than what it stores.
fn store_after_load() -> String {
    let x = AtomicU32::new(0);
    let (seen, ()) = two(
        || {
            let seen = x.load(Relaxed);
            x.store(1, Relaxed);
            seen
        },
        || x.store(2, Relaxed),
    );
    format!("{seen}{}", x.into_inner())
}

/// One thread stores 1 with `SeqCst`, then 2 relaxed; the other loads with `SeqCst`.
/// Nothing says when the load comes: it may see any of the three.
fn seq_cst_load_after_relaxed_store() -> String {
    let x = AtomicU32::new(0);
    let ((), seen) = two(
        || {
            x.store(1, SeqCst);
            x.store(2, Relaxed);
        },
        || x.load(SeqCst),
    );
    seen.to_string()
}

/// Two threads store to two atomics in opposite order, 1 first and 2 second; then the last values.
/// Unless all is `SeqCst`, both first stores may end up last.
fn crossed_stores(store: Ordering) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    two(
        || {
            x.store(1, store);
            y.store(2, store);
        },
        || {
            y.store(1, store);
            x.store(2, store);
        },
    );
    format!("{}{}", x.into_inner(), y.into_inner())
}

/// One thread stores 2 to x, then a flag; the other loads the flag, then stores 1 to x; then the last x.
/// Who has seen the flag stores after the 2, if the orderings say so.
fn load_then_overwrite(store: Ordering, load: Ordering) -> String {
    let (x, flag) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), seen) = two(
        || {
            x.store(2, Relaxed);
            flag.store(1, store);
        },
        || {
            let seen = flag.load(load);
            x.store(1, Relaxed);
            seen
        },
    );
    format!("{seen}{}", x.into_inner())
}

/// One thread stores 1 to x, then 1 to y; the other stores 2 to y, then loads x; then the last y.
/// If the 2 came later, the load sees x, but only when all is `SeqCst`.
fn overwrite_then_load(store: Ordering, load: Ordering) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), seen) = two(
        || {
            x.store(1, store);
            y.store(1, store);
        },
        || {
            y.store(2, store);
            x.load(load)
        },
    );
    format!("{seen}{}", y.into_inner())
}

/// The same with relaxed accesses and a `SeqCst` fence between the two of each thread.
/// The fences do what `SeqCst` accesses do.
fn overwrite_then_load_fenced() -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), seen) = two(
        || {
            x.store(1, Relaxed);
            fence(SeqCst);
            y.store(1, Relaxed);
        },
        || {
            y.store(2, Relaxed);
            fence(SeqCst);
            x.load(Relaxed)
        },
    );
    format!("{seen}{}", y.into_inner())
}
