//! Three and four threads: does what one has seen hold for the next, and do two readers see one order?

use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicU32, Ordering, fence};

use super::{BITS_3, four, three};
use crate::Program;

const ALL_ORDERS: &[&str] = &["both new", "one order", "other order", "unordered", "early", "contradiction"];
const ONE_ORDER: &[&str] = &["both new", "one order", "other order", "unordered", "early"];
const NOT_110: &[&str] = &["000", "001", "010", "011", "100", "101", "111"];
const NOT_100: &[&str] = &["000", "001", "010", "011", "101", "110", "111"];

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::litmus("independent_writes_relaxed", || independent_writes(Relaxed, Relaxed, None), ALL_ORDERS, &[]),
    Program::litmus("independent_writes_acquire", || independent_writes(Release, Acquire, None), ALL_ORDERS, &[]),
    Program::litmus("independent_writes_seq_cst_stores", || independent_writes(SeqCst, Acquire, None), ALL_ORDERS, &[]),
    Program::litmus(
        "independent_writes_seq_cst",
        || independent_writes(SeqCst, SeqCst, None),
        ONE_ORDER,
        &["contradiction"],
    ),
    Program::litmus(
        "independent_writes_fences",
        || independent_writes(Relaxed, Relaxed, Some(SeqCst)),
        ONE_ORDER,
        &["contradiction"],
    ),
    Program::litmus("write_read_write_relaxed", || write_read_write(Relaxed, Relaxed), BITS_3, &[]),
    Program::litmus("write_read_write_release_acquire", || write_read_write(Release, Acquire), NOT_110, &["110"]),
    Program::litmus("relay_of_three_release_acquire", || relay(Release, Acquire), NOT_110, &["110"]),
    Program::litmus("relay_of_three_relaxed_in_the_middle", relay_relaxed_in_the_middle, BITS_3, &[]),
    Program::litmus("read_then_store_buffering_acquire", || read_write_read(Release, Acquire), BITS_3, &[]),
    Program::litmus("read_then_store_buffering_seq_cst", || read_write_read(SeqCst, SeqCst), NOT_100, &["100"]),
    Program::litmus("read_then_store_buffering_fences", read_write_read_fenced, NOT_100, &["100"]),
    Program::litmus(
        "seq_cst_mixed_with_release",
        seq_cst_mixed_with_release,
        &["010", "011", "030", "031", "120", "121", "131", "310", "311", "340", "341"],
        &[],
    )
    .not_modelled(&["130"]),
];

/// Two threads store to x and to y; one reader loads x then y, the other y then x.
/// A contradiction: one reader has x before y, the other y before x. Acquire does not rule it out, `SeqCst` does.
fn independent_writes(store: Ordering, load: Ordering, between: Option<Ordering>) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let read = |first: &AtomicU32, second: &AtomicU32| {
        let seen = first.load(load);
        if let Some(ordering) = between {
            fence(ordering);
        }
        (seen, second.load(load))
    };
    let ((), (), x_then_y, y_then_x) =
        four(|| x.store(1, store), || y.store(1, store), || read(&x, &y), || read(&y, &x));
    match (x_then_y, y_then_x) {
        ((1, 0), (1, 0)) => "contradiction",
        ((1, 1), (1, 1)) => "both new",
        ((1, 0), _) => "one order",
        (_, (1, 0)) => "other order",
        ((0, 0), _) | (_, (0, 0)) => "early",
        _ => "unordered",
    }
    .to_owned()
}

/// One thread stores x; the second loads x and stores y; the third loads y, then x.
/// Release and acquire carry over: who sees y, stored by one who saw x, sees x.
fn write_read_write(store: Ordering, load: Ordering) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), first, (second, third)) = three(
        || x.store(1, Relaxed),
        || {
            let seen = x.load(Relaxed);
            y.store(1, store);
            seen
        },
        || (y.load(load), x.load(Relaxed)),
    );
    format!("{first}{second}{third}")
}

/// One thread stores data, then y; the second loads y and stores z; the third loads z, then the data.
/// Each hand-over is a release and an acquire: the data comes through all of them.
fn relay(store: Ordering, load: Ordering) -> String {
    hand_on([store, store], [load, load])
}

/// The same relay, with a relaxed load and store in the middle.
/// The chain is broken there: the third thread may miss the data.
fn relay_relaxed_in_the_middle() -> String {
    hand_on([Release, Relaxed], [Relaxed, Acquire])
}

fn hand_on(stores: [Ordering; 2], loads: [Ordering; 2]) -> String {
    let (data, y, z) = (AtomicU32::new(0), AtomicU32::new(0), AtomicU32::new(0));
    let ((), first, (second, third)) = three(
        || {
            data.store(1, Relaxed);
            y.store(1, stores[0]);
        },
        || {
            let seen = y.load(loads[0]);
            z.store(1, stores[1]);
            seen
        },
        || (z.load(loads[1]), data.load(Relaxed)),
    );
    format!("{first}{second}{third}")
}

/// One thread stores x; the second loads x, then y; the third stores y, then loads x.
/// Having seen x and not y, while the third saw y and not x: only `SeqCst` on all rules it out.
fn read_write_read(store: Ordering, load: Ordering) -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (first, second), third) = three(
        || x.store(1, store),
        || (x.load(load), y.load(load)),
        || {
            y.store(1, store);
            x.load(load)
        },
    );
    format!("{first}{second}{third}")
}

/// The same with relaxed accesses and a `SeqCst` fence between the two of the second and third threads.
/// The fences do what `SeqCst` accesses do.
fn read_write_read_fenced() -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (first, second), third) = three(
        || x.store(1, Relaxed),
        || {
            let seen = x.load(Relaxed);
            fence(SeqCst);
            (seen, y.load(Relaxed))
        },
        || {
            y.store(1, Relaxed);
            fence(SeqCst);
            x.load(Relaxed)
        },
    );
    format!("{first}{second}{third}")
}

/// A `SeqCst` store of x and a release store of y; a `SeqCst` add and a relaxed load of y; `SeqCst` y, then x.
/// C++20 lets the release store break the one order of `SeqCst` operations: the last load may miss x in "130".
fn seq_cst_mixed_with_release() -> String {
    let (x, y) = (AtomicU32::new(0), AtomicU32::new(0));
    let ((), (first, second), third) = three(
        || {
            x.store(1, SeqCst);
            y.store(1, Release);
        },
        || (y.fetch_add(1, SeqCst), y.load(Relaxed)),
        || {
            y.store(3, SeqCst);
            x.load(SeqCst)
        },
    );
    format!("{first}{second}{third}")
}
