//! As [`std::hint`].

use crate::engine::me;
use crate::engine::point::yield_point;
use std::panic::Location;

pub use std::hint::*;

/// As [`std::hint::spin_loop`]: others go first, if any can.
#[track_caller]
pub fn spin_loop() {
    if me().is_none() {
        return std::hint::spin_loop();
    }
    yield_point(Location::caller());
}
