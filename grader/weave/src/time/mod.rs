//! As [`std::time`], in virtual time: it begins with the execution, and passes only while threads sleep or wait with a time-out.

mod instant;
mod system;

pub use instant::Instant;
pub use std::time::{Duration, SystemTimeError, TryFromFloatSecsError};
pub use system::{SystemTime, UNIX_EPOCH};

use crate::engine::reduction::Key;
use crate::engine::{self, Op, Place, me, point};

/// So many looks at the clock in a row without anything else mean that the thread waits for time to pass.
const LOOKS: u32 = 3;

/// The time since the execution began. None: this is no thread of an execution.
///
/// Reading the clock is no point by itself. A thread that does nothing but read it again lets others, and time, go on.
fn now(at: Place) -> Option<Duration> {
    me()?;
    let mut execution = engine::execution();
    execution.mine().idle += 1;
    if execution.mine().idle > LOOKS {
        execution.mine().idle = 0;
        drop(execution);
        execution = point(Op::Yield, at).0;
    }
    execution.clock_was_read = true;
    execution.touch(Key::Clock, false);
    Some(Duration::from_nanos(execution.clock))
}
