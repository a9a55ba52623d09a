//! The baton: whoever has it runs, all others wait for theirs.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// One thread waits for it, any thread gives it. A condition variable rather than `park`: thread-local destructors may wait
/// too, and at that time `std::thread::current` is no longer the thread that others know.
#[derive(Debug, Default)]
pub(crate) struct Baton {
    given: Mutex<bool>,
    changed: Condvar,
}

impl Baton {
    fn given(&self) -> MutexGuard<'_, bool> {
        self.given.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn give(&self) {
        *self.given() = true;
        self.changed.notify_one();
    }

    /// Waits until it is given, and takes it.
    pub(crate) fn take(&self) {
        let mut given = self.given();
        while !*given {
            given = self.changed.wait(given).unwrap_or_else(PoisonError::into_inner);
        }
        *given = false;
    }

    /// As `take`, but gives up after `patience`. True if the baton was given.
    pub(crate) fn take_within(&self, patience: std::time::Duration) -> bool {
        let given = self.given();
        let (mut given, _) =
            self.changed.wait_timeout_while(given, patience, |given| !*given).unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *given)
    }
}
