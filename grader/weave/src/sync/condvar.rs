//! As [`std::sync::Condvar`].

use super::{Mutex, MutexGuard, map_lock};
use crate::engine::object::Waiter;
use crate::engine::reduction::Key;
use crate::engine::{Action, Execution, Identity, Kind, ObjectId, Op, Place, Span, Wake, execution, me, point};
use std::fmt;
use std::panic::Location;
use std::sync::{self as real, LockResult};
use std::time::Duration;

/// As [`std::sync::Condvar`].
pub struct Condvar {
    identity: Identity,
    /// For threads that are not explored.
    inner: real::Condvar,
}

/// As [`std::sync::WaitTimeoutResult`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// As in std.
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

type Timed<'a, T> = (MutexGuard<'a, T>, WaitTimeoutResult);

impl Condvar {
    /// As in std.
    #[must_use]
    #[track_caller]
    pub const fn new() -> Self {
        Self { identity: Identity::new(), inner: real::Condvar::new() }
    }

    fn object(&self, execution: &mut Execution) -> ObjectId {
        self.identity.resolve(execution, Kind::Condvar, Span::of(&self.inner)).0
    }

    fn used_outside(&self) {
        self.identity.used_outside(Span::of(&self.inner));
    }

    /// As in std, where it may also return for no reason.
    ///
    /// # Errors
    /// If the Mutex is poisoned when it is locked again.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        if me().is_none() {
            self.used_outside();
            let (lock, inner) = guard.take_apart();
            return map_lock(self.inner.wait(inner), |inner| lock.guard(inner));
        }
        map_lock(self.wait_at(guard, None, Location::caller()), |woken| woken.0)
    }

    /// As in std.
    ///
    /// # Errors
    /// If the Mutex is poisoned when it is locked again.
    #[track_caller]
    pub fn wait_while<'a, T, F>(&self, guard: MutexGuard<'a, T>, mut condition: F) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        let mut guard = guard;
        while condition(&mut *guard) {
            guard = self.wait(guard)?;
        }
        Ok(guard)
    }

    /// As in std, in virtual time.
    ///
    /// # Errors
    /// If the Mutex is poisoned when it is locked again.
    #[track_caller]
    pub fn wait_timeout<'a, T>(&self, guard: MutexGuard<'a, T>, duration: Duration) -> LockResult<Timed<'a, T>> {
        if me().is_none() {
            self.used_outside();
            let (lock, inner) = guard.take_apart();
            return map_lock(self.inner.wait_timeout(inner, duration), |(inner, result)| {
                (lock.guard(inner), WaitTimeoutResult(result.timed_out()))
            });
        }
        map_lock(self.wait_at(guard, Some(duration), Location::caller()), |(guard, wake)| {
            (guard, WaitTimeoutResult(wake == Wake::TimedOut))
        })
    }

    /// As in std: the second of the result is false if the time ran out.
    ///
    /// # Errors
    /// If the Mutex is poisoned when it is locked again.
    #[deprecated(since = "1.6.0", note = "replaced by `std::sync::Condvar::wait_timeout`")]
    #[track_caller]
    pub fn wait_timeout_ms<'a, T>(&self, guard: MutexGuard<'a, T>, ms: u32) -> LockResult<(MutexGuard<'a, T>, bool)> {
        let result = self.wait_timeout(guard, Duration::from_millis(u64::from(ms)));
        map_lock(result, |(guard, result)| (guard, !result.timed_out()))
    }

    /// As in std, in virtual time.
    ///
    /// # Errors
    /// If the Mutex is poisoned when it is locked again.
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        guard: MutexGuard<'a, T>,
        duration: Duration,
        mut condition: F,
    ) -> LockResult<Timed<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        let mut guard = guard;
        let begin = Clock::now();
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            let left = duration.checked_sub(begin.elapsed()).filter(|left| !left.is_zero());
            let Some(left) = left else { return Ok((guard, WaitTimeoutResult(true))) };
            guard = self.wait_timeout(guard, left)?.0;
        }
    }

    /// Releases the lock and waits, then takes the lock again.
    fn wait_at<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        duration: Option<Duration>,
        at: Place,
    ) -> LockResult<(MutexGuard<'a, T>, Wake)> {
        let condvar = self.object(&mut execution());
        // Others may go first, and a notification before the wait begins is lost.
        drop(point(Op::Step, at));
        let (lock, inner) = guard.take_apart();
        drop(inner);
        let deadline = execution().begin_to_wait(condvar, lock, duration, at);
        let (mut execution, wake) = point(Op::Wait { condvar, deadline }, at);
        execution.end_to_wait(condvar, wake, at);
        drop(execution);
        map_lock(lock.lock_at(at), |guard| (guard, wake))
    }

    /// As in std. Which one, of several that wait, depends on the schedule.
    #[track_caller]
    pub fn notify_one(&self) {
        if me().is_none() {
            self.used_outside();
            return self.inner.notify_one();
        }
        let at = Location::caller();
        let object = self.object(&mut execution());
        let (mut execution, _) = point(Op::Step, at);
        let waiting = execution.object(object).waiters().iter().filter(|waiter| !waiter.notified).count();
        let chosen = execution.choose_value(waiting);
        execution.notify(object, Some(chosen), at);
    }

    /// As in std.
    #[track_caller]
    pub fn notify_all(&self) {
        if me().is_none() {
            self.used_outside();
            return self.inner.notify_all();
        }
        let at = Location::caller();
        let object = self.object(&mut execution());
        let (mut execution, _) = point(Op::Step, at);
        execution.notify(object, None, at);
    }
}

impl Execution {
    /// Releases the lock and becomes a waiter, both at once.
    fn begin_to_wait<T>(
        &mut self,
        condvar: ObjectId,
        lock: &Mutex<T>,
        duration: Option<Duration>,
        at: Place,
    ) -> Option<u64> {
        self.progress();
        let deadline = duration.and_then(|duration| self.deadline(duration));
        let lock = lock.object(self);
        self.event(Action::Waits, Some(condvar), at);
        self.release_lock(lock, "unlocks");
        let task = self.current;
        self.object(condvar).waiters_mut().push(Waiter { task, notified: false });
        deadline
    }

    fn end_to_wait(&mut self, condvar: ObjectId, wake: Wake, at: Place) {
        self.progress();
        let task = self.current;
        self.object(condvar).waiters_mut().retain(|waiter| waiter.task != task);
        let action = match wake {
            Wake::Normal => Action::Wakes,
            Wake::TimedOut => Action::TimesOut,
            Wake::Spurious => Action::WakesSpuriously,
        };
        self.event(action, Some(condvar), at);
    }

    /// Wakes the `chosen`th of those that wait, or all. What the notifier has seen is not passed on: only the lock does that.
    fn notify(&mut self, condvar: ObjectId, chosen: Option<usize>, at: Place) {
        let waiters = self.object(condvar).waiters_mut();
        let waiting = waiters.iter_mut().filter(|waiter| !waiter.notified).enumerate();
        let mut woken = 0;
        for (_, waiter) in waiting.filter(|(index, _)| chosen.is_none_or(|chosen| chosen == *index)) {
            waiter.notified = true;
            woken += 1;
        }
        if woken > 0 {
            self.progress();
        }
        self.event(Action::Notifies { all: chosen.is_none() }, Some(condvar), at);
    }
}

/// When a wait began, in the time of the calling thread.
enum Clock {
    Virtual(u64),
    Real(std::time::Instant),
}

impl Clock {
    fn now() -> Self {
        if me().is_none() {
            return Self::Real(std::time::Instant::now());
        }
        let mut execution = execution();
        execution.touch(Key::Clock, false);
        Self::Virtual(execution.clock)
    }

    fn elapsed(&self) -> Duration {
        match (self, Self::now()) {
            (Self::Virtual(begin), Self::Virtual(now)) => Duration::from_nanos(now - begin),
            (Self::Real(begin), _) => begin.elapsed(),
            (Self::Virtual(_), Self::Real(_)) => unreachable!("a thread is explored for all its life"),
        }
    }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Condvar").finish_non_exhaustive()
    }
}

impl Default for Condvar {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}
