//! Fences.

use crate::engine::{Op, me, point};
use std::panic::Location;
use std::sync::atomic as real;
use std::sync::atomic::Ordering;

/// As [`std::sync::atomic::fence`].
///
/// # Panics
/// If the ordering is `Relaxed`.
#[track_caller]
pub fn fence(order: Ordering) {
    real::fence(order);
    if me().is_none() {
        return;
    }
    let (mut execution, _) = point(Op::Step, Location::caller());
    execution.fence(order);
}

/// As [`std::sync::atomic::spin_loop_hint`].
#[deprecated(note = "use hint::spin_loop instead")]
#[track_caller]
pub fn spin_loop_hint() {
    crate::hint::spin_loop();
}
