//! As [`std::sync::Once`], and what it has in common with `OnceLock` and `LazyLock`.
//!
//! Whoever initialises has a lock meanwhile. Whether that was done is a flag beside it, which a thread that only looks may see
//! late, as any value that is loaded with Acquire.

use crate::engine::{
    Action, Execution, Identity, Kind, ObjectId, Op, Place, Span, execution, looking_point, me, point,
};
use std::fmt;
use std::panic::Location;
use std::sync as real;

/// As [`std::sync::Once`].
pub struct Once {
    identity: Identity,
    inner: real::Once,
}

/// As [`std::sync::OnceState`].
pub struct OnceState(bool);

/// As `std::sync::ONCE_INIT`.
#[deprecated(since = "1.38.0", note = "the `Once::new()` function is now preferred")]
#[expect(clippy::declare_interior_mutable_const, reason = "as in std: it is the first value of a static")]
pub const ONCE_INIT: Once = Once::new();

impl Once {
    /// As in std.
    #[must_use]
    #[track_caller]
    #[expect(clippy::new_without_default, reason = "std has none")]
    pub const fn new() -> Self {
        Self { identity: Identity::new(), inner: real::Once::new() }
    }

    fn used_outside(&self) {
        self.identity.used_outside(Span::of(&self.inner));
    }

    fn enter(&self, at: Place) -> Option<Initialising> {
        enter(&self.identity, Span::of(&self.inner), || self.inner.is_completed(), at)
    }

    /// As in std.
    ///
    /// # Panics
    /// If an earlier call has panicked.
    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, initialise: F) {
        if me().is_none() {
            self.used_outside();
            return self.inner.call_once(initialise);
        }
        if let Some(initialising) = self.enter(Location::caller()) {
            self.inner.call_once(initialise);
            initialising.complete();
        }
    }

    /// As in std.
    #[track_caller]
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, initialise: F) {
        let initialise = |state: &real::OnceState| initialise(&OnceState(state.is_poisoned()));
        if me().is_none() {
            self.used_outside();
            return self.inner.call_once_force(initialise);
        }
        if let Some(initialising) = self.enter(Location::caller()) {
            self.inner.call_once_force(initialise);
            initialising.complete();
        }
    }

    /// As in std.
    #[track_caller]
    pub fn is_completed(&self) -> bool {
        if me().is_none() {
            self.used_outside();
            return self.inner.is_completed();
        }
        look(&self.identity, Span::of(&self.inner), || self.inner.is_completed(), Location::caller())
    }

    /// As in std.
    ///
    /// # Panics
    /// If the call that is waited for panics.
    #[track_caller]
    pub fn wait(&self) {
        if me().is_none() {
            self.used_outside();
            return self.inner.wait();
        }
        let completed = || self.inner.is_completed();
        if !wait(&self.identity, Span::of(&self.inner), completed, true, Location::caller()) {
            panic!("Once instance has previously been poisoned");
        }
    }

    /// As in std.
    #[track_caller]
    pub fn wait_force(&self) {
        if me().is_none() {
            self.used_outside();
            return self.inner.wait_force();
        }
        let completed = || self.inner.is_completed();
        wait(&self.identity, Span::of(&self.inner), completed, false, Location::caller());
    }
}

impl OnceState {
    /// As in std.
    #[must_use]
    pub fn is_poisoned(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Once").finish_non_exhaustive()
    }
}

impl fmt::Debug for OnceState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("OnceState").field("poisoned", &self.is_poisoned()).finish()
    }
}

/// The right to initialise. Dropped without `complete`, because the initialiser panicked, it gives the right back.
pub(super) struct Initialising {
    object: ObjectId,
    completed: bool,
}

impl Initialising {
    pub(super) fn complete(mut self) {
        self.completed = true;
    }
}

impl Drop for Initialising {
    fn drop(&mut self) {
        execution().end_initialising(self.object, self.completed);
    }
}

/// Waits until nobody initialises it. None if it is initialised, otherwise the caller has to do it.
pub(super) fn enter(identity: &Identity, data: Span, completed: impl Fn() -> bool, at: Place) -> Option<Initialising> {
    let object = identity.resolve(&mut execution(), Kind::Once, data).0;
    let (mut execution, _) = point(Op::Once(object), at);
    if completed() {
        execution.see_initialised(object, at);
        return None;
    }
    execution.take_lock(object, "initialises", at);
    Some(Initialising { object, completed: false })
}

/// Whether it is initialised, as far as the calling thread can tell.
pub(super) fn look(identity: &Identity, data: Span, completed: impl Fn() -> bool, at: Place) -> bool {
    let object = identity.resolve(&mut execution(), Kind::Once, data).0;
    let mut execution = looking_point(Op::Step, at);
    let times = execution.object(object).lock().initialised;
    if completed() && !execution.sees_old_flag(object, times) {
        execution.found(at);
        execution.see_initialised(object, at);
        return true;
    }
    execution.looked(at, 0);
    execution.event(Action::Sees("finds it not initialised:"), Some(object), at);
    false
}

/// Waits until somebody else has initialised it. False if that ended in a panic.
pub(super) fn wait(
    identity: &Identity,
    data: Span,
    completed: impl Fn() -> bool,
    or_poisoned: bool,
    at: Place,
) -> bool {
    let mut execution = execution();
    let once = identity.resolve(&mut execution, Kind::Once, data).0;
    execution.object(once).lock_mut().done = completed();
    drop(execution);
    let (mut execution, _) = point(Op::Initialised { once, or_poisoned }, at);
    execution.see_initialised(once, at);
    completed()
}

impl Execution {
    fn see_initialised(&mut self, object: ObjectId, at: Place) {
        self.acquire(object);
        self.event(Action::Sees("finds it initialised:"), Some(object), at);
    }

    fn end_initialising(&mut self, object: ObjectId, completed: bool) {
        let once = self.object(object).lock_mut();
        once.poisoned = !completed;
        if completed {
            once.done = true;
            once.initialised += 1;
            let times = once.initialised;
            self.mine().seen.raise_floor(object, times);
        }
        self.release_lock(object, if completed { "has initialised" } else { "fails to initialise" });
    }
}
