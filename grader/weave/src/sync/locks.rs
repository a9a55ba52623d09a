//! What the locks have in common: the way from a real guard to a visible one, and looks at them from outside.

use crate::engine::{Action, ObjectId, Op, Place, looking_point, point};
use std::fmt;
use std::ops::Deref;
use std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};

/// The same result with another guard in it.
pub(super) fn map_lock<G, H>(result: LockResult<G>, wrap: impl FnOnce(G) -> H) -> LockResult<H> {
    match result {
        Ok(guard) => Ok(wrap(guard)),
        Err(poisoned) => Err(PoisonError::new(wrap(poisoned.into_inner()))),
    }
}

/// As [`map_lock`], for locks that are not waited for.
pub(super) fn map_try_lock<G, H>(result: TryLockResult<G>, wrap: impl FnOnce(G) -> H) -> TryLockResult<H> {
    match result {
        Ok(guard) => Ok(wrap(guard)),
        Err(TryLockError::WouldBlock) => Err(TryLockError::WouldBlock),
        Err(TryLockError::Poisoned(poisoned)) => {
            Err(TryLockError::Poisoned(PoisonError::new(wrap(poisoned.into_inner()))))
        }
    }
}

/// The real lock, which is free because the scheduler said so.
pub(super) fn granted<G>(result: TryLockResult<G>) -> LockResult<G> {
    match result {
        Ok(guard) => Ok(guard),
        Err(TryLockError::Poisoned(poisoned)) => Err(poisoned),
        Err(TryLockError::WouldBlock) => unreachable!("the scheduler and std agree on who has a lock"),
    }
}

/// The Debug form of a lock, as in std: it asks for the lock, and does not wait for it.
pub(super) fn debug_lock<G: Deref<Target: fmt::Debug>>(
    formatter: &mut fmt::Formatter<'_>,
    name: &str,
    lock: TryLockResult<G>,
    poisoned: bool,
) -> fmt::Result {
    let mut debug = formatter.debug_struct(name);
    match lock {
        Ok(guard) => debug.field("data", &&*guard),
        Err(TryLockError::Poisoned(error)) => debug.field("data", &&**error.get_ref()),
        Err(TryLockError::WouldBlock) => debug.field("data", &format_args!("<locked>")),
    };
    debug.field("poisoned", &poisoned).finish_non_exhaustive()
}

/// The calling thread is about to see whether a lock is poisoned. That changes when a guard is dropped, so it matters when
/// exactly that is.
pub(super) fn look_for_poison(lock: ObjectId, at: Place) {
    let mut execution = looking_point(Op::Step, at);
    execution.saw_try = true;
    execution.event(Action::Sees("looks whether it is poisoned:"), Some(lock), at);
}

/// The calling thread is about to take the poison off a lock.
pub(super) fn clear_poison_of(lock: ObjectId, at: Place) {
    let (mut execution, _) = point(Op::Step, at);
    execution.progress();
    execution.event(Action::Does("clears the poison of"), Some(lock), at);
    drop(execution);
}
