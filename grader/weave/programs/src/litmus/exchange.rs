//! Read-modify-write operations are one step, and a weak exchange may fail for no reason.

use std::sync::atomic::Ordering::{AcqRel, Relaxed};
use std::sync::atomic::{AtomicBool, AtomicU32};

use super::two;
use crate::Program;

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::litmus("two_adds", two_adds, &["012", "102"], &["001", "011", "002"]),
    Program::litmus("add_against_store", add_against_store, &["05", "56"], &["06", "55", "01", "51"]),
    Program::litmus(
        "add_against_load_and_store",
        add_against_load_and_store,
        &["0,0,9", "0,9,10", "1,0,9"],
        &["0,0,10", "0,0,1", "0,9,9", "1,0,10"],
    ),
    Program::litmus("one_of_two_exchanges", one_of_two_exchanges, &["S0 F1 1", "F2 S0 2"], &["S0 S0 1", "S0 S0 2"]),
    Program::litmus("weak_exchange_alone", weak_exchange_alone, &["S0 1", "F0 0"], &["F1 1", "F1 0"]),
    Program::litmus("strong_exchange_alone", strong_exchange_alone, &["S0 1"], &["F0 0"]),
    Program::litmus("weak_exchange_against_store", weak_exchange_against_store, &["S0 1", "F0 1", "F1 1"], &["S0 0"]),
    Program::litmus("weak_exchange_of_a_flag", weak_exchange_of_a_flag, &["set by weak", "left"], &[]),
    Program::litmus("one_of_two_swaps_finds_it_unset", one_of_two_swaps, &["01", "10"], &["00", "11"]),
];

fn show(result: Result<u32, u32>) -> String {
    match result {
        Ok(found) => format!("S{found}"),
        Err(found) => format!("F{found}"),
    }
}

/// Two threads add 1, relaxed: what each found, then the sum.
/// No ordering is needed for the adds to be one after the other.
fn two_adds() -> String {
    let x = AtomicU32::new(0);
    let (first, second) = two(|| x.fetch_add(1, Relaxed), || x.fetch_add(1, Relaxed));
    format!("{first}{second}{}", x.into_inner())
}

/// One thread adds 1, the other stores 5: what the add found, then the last value.
/// The store comes before the add or after it, never in the middle.
fn add_against_store() -> String {
    let x = AtomicU32::new(0);
    let (found, ()) = two(|| x.fetch_add(1, Relaxed), || x.store(5, Relaxed));
    format!("{found}{}", x.into_inner())
}

/// One thread loads and then stores 9, the other adds 1: what each saw, then the last value.
/// The add may come between load and store, and then it is lost.
fn add_against_load_and_store() -> String {
    let x = AtomicU32::new(0);
    let (seen, found) = two(
        || {
            let seen = x.load(Relaxed);
            x.store(9, Relaxed);
            seen
        },
        || x.fetch_add(1, Relaxed),
    );
    format!("{seen},{found},{}", x.into_inner())
}

/// Two threads exchange 0 for 1 and for 2.
/// Exactly one of them succeeds, and the other finds its value.
fn one_of_two_exchanges() -> String {
    let x = AtomicU32::new(0);
    let (first, second) =
        two(|| x.compare_exchange(0, 1, AcqRel, Relaxed), || x.compare_exchange(0, 2, AcqRel, Relaxed));
    format!("{} {} {}", show(first), show(second), x.into_inner())
}

/// One thread exchanges 0 for 1, weakly, with nobody else there.
/// It may fail although it found what it expected.
fn weak_exchange_alone() -> String {
    let x = AtomicU32::new(0);
    let result = x.compare_exchange_weak(0, 1, Relaxed, Relaxed);
    format!("{} {}", show(result), x.into_inner())
}

/// One thread exchanges 0 for 1, with nobody else there.
/// A strong exchange never fails for no reason.
fn strong_exchange_alone() -> String {
    let x = AtomicU32::new(0);
    let result = x.compare_exchange(0, 1, Relaxed, Relaxed);
    format!("{} {}", show(result), x.into_inner())
}

/// One thread exchanges 0 for 1, weakly; the other stores 1.
/// It fails because of the store, or for no reason.
fn weak_exchange_against_store() -> String {
    let x = AtomicU32::new(0);
    let (result, ()) = two(|| x.compare_exchange_weak(0, 1, Relaxed, Relaxed), || x.store(1, Relaxed));
    format!("{} {}", show(result), x.into_inner())
}

/// The same on an `AtomicBool`.
/// Every atomic type has a weak exchange.
fn weak_exchange_of_a_flag() -> String {
    let flag = AtomicBool::new(false);
    let result = flag.compare_exchange_weak(false, true, AcqRel, Relaxed);
    assert_eq!(result.is_ok(), flag.into_inner());
    if result.is_ok() { "set by weak" } else { "left" }.to_owned()
}

/// Two threads swap a flag, relaxed.
/// Exactly one of them finds it unset.
fn one_of_two_swaps() -> String {
    let flag = AtomicBool::new(false);
    let (first, second) = two(|| flag.swap(true, Relaxed), || flag.swap(true, Relaxed));
    format!("{}{}", u8::from(first), u8::from(second))
}
