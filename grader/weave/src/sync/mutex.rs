//! As [`std::sync::Mutex`].

use super::{clear_poison_of, debug_lock, granted, look_for_poison, map_lock, map_try_lock};
use crate::engine::object::Hold;
use crate::engine::{
    Action, Execution, Identity, Kind, ObjectId, Op, Place, Span, execution, looking_point, me, point,
};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::{self as real, LockResult, TryLockError, TryLockResult};

/// As [`std::sync::Mutex`].
pub struct Mutex<T: ?Sized> {
    identity: Identity,
    inner: real::Mutex<T>,
}

/// As [`std::sync::MutexGuard`].
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    lock: &'a Mutex<T>,
    /// None only while the guard is dropped or given to a Condvar.
    inner: Option<real::MutexGuard<'a, T>>,
}

impl<T> Mutex<T> {
    /// As in std.
    #[track_caller]
    pub const fn new(value: T) -> Self {
        Self { identity: Identity::new(), inner: real::Mutex::new(value) }
    }

    /// As in std.
    ///
    /// # Errors
    /// If the Mutex is poisoned.
    pub fn into_inner(self) -> LockResult<T> {
        self.inner.into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    pub(super) fn guard<'a>(&'a self, inner: real::MutexGuard<'a, T>) -> MutexGuard<'a, T> {
        MutexGuard { lock: self, inner: Some(inner) }
    }

    pub(crate) fn object(&self, execution: &mut Execution) -> ObjectId {
        self.identity.resolve(execution, Kind::Mutex, Span::of(&self.inner)).0
    }

    /// As in std.
    ///
    /// # Errors
    /// If the Mutex is poisoned.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        if me().is_none() {
            self.identity.used_outside(Span::of(&self.inner));
            return map_lock(self.inner.lock(), |inner| self.guard(inner));
        }
        self.lock_at(Location::caller())
    }

    pub(crate) fn lock_at(&self, at: Place) -> LockResult<MutexGuard<'_, T>> {
        let object = self.object(&mut execution());
        let (mut execution, _) = point(Op::Lock(object), at);
        execution.take_lock(object, "locks", at);
        drop(execution);
        map_lock(granted(self.inner.try_lock()), |inner| self.guard(inner))
    }

    /// As in std.
    ///
    /// # Errors
    /// If the Mutex is locked or poisoned.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        if me().is_none() {
            self.identity.used_outside(Span::of(&self.inner));
            return map_try_lock(self.inner.try_lock(), |inner| self.guard(inner));
        }
        let at = Location::caller();
        let object = self.object(&mut execution());
        let mut execution = looking_point(Op::Step, at);
        execution.saw_try = true;
        if execution.object(object).lock().writer.is_some() {
            execution.event(Action::FailsTo("try_lock"), Some(object), at);
            execution.looked(at, 0);
            return Err(TryLockError::WouldBlock);
        }
        execution.found(at);
        execution.take_lock(object, "try_lock takes", at);
        drop(execution);
        granted(self.inner.try_lock())
            .map(|inner| self.guard(inner))
            .map_err(|poisoned| TryLockError::Poisoned(real::PoisonError::new(self.guard(poisoned.into_inner()))))
    }

    /// As in std.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        if me().is_some() {
            let object = self.object(&mut execution());
            look_for_poison(object, Location::caller());
        }
        self.inner.is_poisoned()
    }

    /// As in std.
    #[track_caller]
    pub fn clear_poison(&self) {
        if me().is_some() {
            let object = self.object(&mut execution());
            clear_poison_of(object, Location::caller());
        }
        self.inner.clear_poison();
    }

    /// As in std.
    ///
    /// # Errors
    /// If the Mutex is poisoned.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.inner.get_mut()
    }
}

impl Execution {
    /// The current thread has the lock from now on, alone.
    pub(crate) fn take_lock(&mut self, object: ObjectId, verb: &'static str, at: Place) {
        self.progress();
        let task = self.current;
        self.object(object).lock_mut().writer = Some(Hold { task, at });
        self.acquire(object);
        self.event(Action::Takes(verb), Some(object), at);
    }

    /// Nobody has the lock alone any more.
    pub(crate) fn release_lock(&mut self, object: ObjectId, verb: &'static str) {
        let at = self.object(object).lock_mut().writer.take().map_or(self.mine().at, |hold| hold.at);
        self.release(object);
        self.event(Action::Releases(verb), Some(object), at);
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// The lock and the real guard, for a Condvar: the scheduler is not told that the lock is released.
    pub(super) fn take_apart(mut self) -> (&'a Mutex<T>, real::MutexGuard<'a, T>) {
        (self.lock, self.inner.take().expect("a guard in use has its lock"))
    }
}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        let Some(inner) = self.inner.take() else { return };
        if me().is_none() {
            return drop(inner);
        }
        let mut execution = execution();
        let object = self.lock.object(&mut execution);
        if execution.settings.release_points {
            let at = execution.object(object).lock().writer.map_or(execution.mine().at, |hold| hold.at);
            drop(execution);
            execution = point(Op::Step, at).0;
        }
        drop(inner);
        execution.release_lock(object, "unlocks");
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.inner.as_ref().expect("a guard in use has its lock")
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.inner.as_mut().expect("a guard in use has its lock")
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    #[track_caller]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let poisoned = self.inner.is_poisoned();
        debug_lock(formatter, "Mutex", self.try_lock(), poisoned)
    }
}

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}
