//! Sleeping, parking, and letting others go first.

use crate::engine::point::yield_point;
use crate::engine::reduction::Key;
use crate::engine::{Action, Op, Place, Wake, execution, me, point};
use std::panic::Location;
use std::time::Duration;

/// As [`std::thread::yield_now`].
#[track_caller]
pub fn yield_now() {
    if me().is_none() {
        return std::thread::yield_now();
    }
    yield_point(Location::caller());
}

/// As [`std::thread::sleep`], in virtual time.
#[track_caller]
pub fn sleep(duration: Duration) {
    if me().is_none() {
        return std::thread::sleep(duration);
    }
    let at = Location::caller();
    if duration.is_zero() {
        return yield_point(at);
    }
    let until = execution().deadline(duration);
    let (mut execution, _) = point(Op::Sleep { until }, at);
    execution.touch(Key::Clock, true);
    execution.event(Action::Does("has slept"), None, at);
}

/// As [`std::thread::sleep_ms`].
#[deprecated(note = "replaced by `thread::sleep`")]
#[track_caller]
pub fn sleep_ms(millis: u32) {
    sleep(Duration::from_millis(u64::from(millis)));
}

/// As [`std::thread::park`].
#[track_caller]
pub fn park() {
    if me().is_none() {
        return std::thread::park();
    }
    park_at(None, Location::caller());
}

/// As [`std::thread::park_timeout`], in virtual time.
#[track_caller]
pub fn park_timeout(duration: Duration) {
    if me().is_none() {
        return std::thread::park_timeout(duration);
    }
    let deadline = execution().deadline(duration);
    park_at(deadline, Location::caller());
}

/// As [`std::thread::park_timeout_ms`].
#[deprecated(note = "replaced by `thread::park_timeout`")]
#[track_caller]
pub fn park_timeout_ms(millis: u32) {
    park_timeout(Duration::from_millis(u64::from(millis)));
}

fn park_at(deadline: Option<u64>, at: Place) {
    let (mut execution, wake) = point(Op::Park { deadline }, at);
    execution.progress();
    let task = execution.current;
    execution.touch(Key::Task(task), true);
    if let Some(token) = execution.mine().park_token.take() {
        execution.mine().seen.join(&token);
    }
    let action = match wake {
        Wake::Normal => Action::Does("goes on after park"),
        Wake::TimedOut => Action::TimesOut,
        Wake::Spurious => Action::WakesSpuriously,
    };
    execution.event(action, None, at);
}
