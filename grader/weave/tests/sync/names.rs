//! All that is stable in `std::sync`, by name, and what its types promise.

#[expect(unused_imports, deprecated, reason = "that the names are there is all that is asked")]
use weave::sync::{
    Arc, Barrier, BarrierWaitResult, Condvar, LazyLock, LockResult, Mutex, MutexGuard, ONCE_INIT, Once, OnceLock,
    OnceState, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError, TryLockResult, WaitTimeoutResult,
    Weak, atomic,
    mpsc::{
        IntoIter, Iter, Receiver, RecvError, RecvTimeoutError, SendError, Sender, SyncSender, TryIter, TryRecvError,
        TrySendError, channel, sync_channel,
    },
};

use std::cell::Cell;
use std::panic::{RefUnwindSafe, UnwindSafe};

fn is_sync<T: Sync>() {}
fn is_send<T: Send>() {}
fn may_be_seen_after_a_panic<T: UnwindSafe + RefUnwindSafe>() {}

#[test]
fn what_can_be_sent_and_shared_is_as_in_std() {
    is_send::<Mutex<Cell<u32>>>();
    is_sync::<Mutex<Cell<u32>>>();
    is_sync::<MutexGuard<'_, u32>>();
    is_send::<RwLock<Cell<u32>>>();
    is_sync::<RwLock<u32>>();
    is_sync::<RwLockReadGuard<'_, u32>>();
    is_sync::<RwLockWriteGuard<'_, u32>>();
    is_send::<OnceLock<Cell<u32>>>();
    is_sync::<OnceLock<u32>>();
    is_sync::<LazyLock<u32, Cell<fn() -> u32>>>();
    is_send::<Sender<Cell<u32>>>();
    is_sync::<Sender<Cell<u32>>>();
    is_sync::<SyncSender<Cell<u32>>>();
    is_send::<Receiver<Cell<u32>>>();
    is_send::<IntoIter<Cell<u32>>>();
    is_sync::<Condvar>();
    is_sync::<Barrier>();
    is_sync::<Once>();
}

#[test]
fn what_may_be_seen_after_a_panic_is_as_in_std() {
    may_be_seen_after_a_panic::<Mutex<Cell<u32>>>();
    may_be_seen_after_a_panic::<RwLock<Cell<u32>>>();
    may_be_seen_after_a_panic::<OnceLock<u32>>();
    may_be_seen_after_a_panic::<LazyLock<u32>>();
    may_be_seen_after_a_panic::<Sender<Cell<u32>>>();
    may_be_seen_after_a_panic::<SyncSender<Cell<u32>>>();
    may_be_seen_after_a_panic::<Receiver<Cell<u32>>>();
    may_be_seen_after_a_panic::<Condvar>();
    may_be_seen_after_a_panic::<Barrier>();
    may_be_seen_after_a_panic::<Once>();
}

#[test]
fn guards_and_locks_hold_what_has_no_size() {
    let lock: &Mutex<[u8]> = &Mutex::new([1, 2]);
    assert_eq!(lock.lock().unwrap().len(), 2);
    let lock: Arc<RwLock<dyn Fn() -> u8>> = Arc::new(RwLock::new(|| 3));
    assert_eq!((lock.read().unwrap())(), 3);
}
