//! As [`std::sync`]. The data, and whether it is poisoned, are in the types of std; who waits is known to the scheduler.

mod barrier;
mod condvar;
mod lazy_lock;
mod locks;
mod mutex;
mod once;
mod once_lock;
mod rwlock;

pub mod atomic;
pub mod mpsc;

pub use barrier::{Barrier, BarrierWaitResult};
pub use condvar::{Condvar, WaitTimeoutResult};
pub use lazy_lock::LazyLock;
use locks::{clear_poison_of, debug_lock, granted, look_for_poison, map_lock, map_try_lock};
pub use mutex::{Mutex, MutexGuard};
#[expect(deprecated, reason = "std has it still")]
pub use once::ONCE_INIT;
pub use once::{Once, OnceState};
pub use once_lock::OnceLock;
pub use rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};
pub use std::sync::{Arc, LockResult, PoisonError, TryLockError, TryLockResult, Weak};
