//! The guards of an RwLock: what happens when they are dropped, and what is seen through them.

use crate::engine::{Guard, ObjectId, Op, Place, execution, me, point};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync as real;

/// As [`std::sync::RwLockReadGuard`].
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> {
    /// None outside of an exploration. The lock itself is not kept: as in std, a guard to read with is covariant.
    object: Option<ObjectId>,
    /// None only while the guard is dropped.
    inner: Option<real::RwLockReadGuard<'a, T>>,
    at: Place,
}

/// As [`std::sync::RwLockWriteGuard`].
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> {
    /// None outside of an exploration.
    object: Option<ObjectId>,
    /// None only while the guard is dropped or downgraded.
    inner: Option<real::RwLockWriteGuard<'a, T>>,
}

impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
    pub(super) fn new(object: Option<ObjectId>, inner: real::RwLockReadGuard<'a, T>, at: Place) -> Self {
        Self { object, inner: Some(inner), at }
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    pub(super) fn new(object: Option<ObjectId>, inner: real::RwLockWriteGuard<'a, T>) -> Self {
        Self { object, inner: Some(inner) }
    }

    /// As in std.
    #[track_caller]
    pub fn downgrade(mut guard: Self) -> RwLockReadGuard<'a, T> {
        let at = Location::caller();
        let inner = guard.inner.take().expect("a guard in use has its lock");
        let Some(object) = guard.object else {
            return RwLockReadGuard::new(None, real::RwLockWriteGuard::downgrade(inner), at);
        };
        let mut execution = before_release(object, at);
        let inner = real::RwLockWriteGuard::downgrade(inner);
        execution.downgrade(object, at);
        drop(execution);
        RwLockReadGuard::new(Some(object), inner, at)
    }
}

/// Releasing a lock is a point only if somebody could tell when it happens.
fn before_release(object: ObjectId, at: Place) -> Guard {
    let mut execution = execution();
    if execution.settings.release_points {
        let at = execution.object(object).lock().writer.map_or(at, |hold| hold.at);
        drop(execution);
        execution = point(Op::Step, at).0;
    }
    execution
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        let Some(inner) = self.inner.take() else { return };
        let Some(object) = self.object.filter(|_| me().is_some()) else { return drop(inner) };
        let mut execution = before_release(object, self.at);
        drop(inner);
        execution.release_from_reading(object, self.at);
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        let Some(inner) = self.inner.take() else { return };
        let Some(object) = self.object.filter(|_| me().is_some()) else { return drop(inner) };
        let at = execution().mine().at;
        let mut execution = before_release(object, at);
        drop(inner);
        execution.release_lock(object, "write-unlocks");
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.inner.as_ref().expect("a guard in use has its lock")
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.inner.as_ref().expect("a guard in use has its lock")
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.inner.as_mut().expect("a guard in use has its lock")
    }
}

macro_rules! shown_as_what_they_guard {
    ($($guard:ident)*) => { $(
        impl<T: ?Sized + fmt::Debug> fmt::Debug for $guard<'_, T> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(formatter)
            }
        }

        impl<T: ?Sized + fmt::Display> fmt::Display for $guard<'_, T> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(formatter)
            }
        }
    )* };
}

shown_as_what_they_guard! { RwLockReadGuard RwLockWriteGuard }
