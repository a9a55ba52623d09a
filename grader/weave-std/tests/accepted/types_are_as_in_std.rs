// prints: 3 [0, 1, 2] text
//! What can be written with a type beside calling its methods: lifetimes that shrink, values that outlive what they borrow,
//! threads and unwinding that it may cross, pointers to what has no size.
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::error::Error;
use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::mpsc::{Receiver, Sender, SyncSender};
use std::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, MutexGuard, Once, OnceLock, PoisonError, RwLock, RwLockReadGuard, Weak};
use std::task::{Wake, Waker};
use std::thread::{JoinHandle, Thread};

pub fn shorter<'a>(count: Arc<&'static str>) -> Arc<&'a str> {
    count
}

pub fn shorter_weak<'a>(count: Weak<&'static str>) -> Weak<&'a str> {
    count
}

pub fn shorter_guard<'lock, 'a>(guard: RwLockReadGuard<'lock, &'static str>) -> RwLockReadGuard<'lock, &'a str> {
    guard
}

pub fn shorter_error<'a>(error: PoisonError<&'static str>) -> PoisonError<&'a str> {
    error
}

/// Each is dropped after the number that it borrows.
pub fn outlive_what_they_borrow() {
    let (mut arcs, mut mutexes, mut rwlocks, mut cells) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let number = 1;
    arcs.push(Arc::new(Mutex::new(&number)));
    mutexes.push(Mutex::new(&number));
    rwlocks.push(RwLock::new(&number));
    cells.push((Cell::new(&number), RefCell::new(&number)));
}

fn send<T: Send>() {}
fn sync<T: Sync>() {}
fn unpin<T: Unpin>() {}
fn unwind<T: UnwindSafe>() {}
fn unwind_by_reference<T: RefUnwindSafe>() {}

pub fn cross() {
    (send::<Mutex<Cell<i32>>>(), send::<Receiver<i32>>(), send::<JoinHandle<i32>>());
    (sync::<Mutex<Cell<i32>>>(), sync::<RwLock<i32>>(), sync::<OnceLock<i32>>(), sync::<LazyLock<i32>>());
    (sync::<MutexGuard<'static, i32>>(), sync::<RwLockReadGuard<'static, i32>>());
    (sync::<Sender<i32>>(), sync::<SyncSender<i32>>(), sync::<JoinHandle<i32>>(), sync::<Thread>());
    (sync::<Barrier>(), sync::<Condvar>(), sync::<Once>());
    (unpin::<Arc<std::marker::PhantomPinned>>(), unpin::<MutexGuard<'static, i32>>());
    (unwind::<Mutex<i32>>(), unwind::<RwLock<i32>>(), unwind::<Arc<Mutex<i32>>>(), unwind::<OnceLock<i32>>());
    (unwind::<Sender<i32>>(), unwind::<Receiver<i32>>(), unwind::<JoinHandle<i32>>(), unwind::<AtomicBool>());
    (unwind_by_reference::<Mutex<Cell<i32>>>(), unwind_by_reference::<RwLock<i32>>(), unwind_by_reference::<Once>());
    (unwind_by_reference::<AtomicUsize>(), unwind_by_reference::<Condvar>(), unwind_by_reference::<Barrier>());
}

pub static COUNTS: [AtomicUsize; 4] = [const { AtomicUsize::new(0) }; 4];
pub static READY: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());
pub static TABLE: LazyLock<RwLock<Vec<i32>>> = LazyLock::new(|| RwLock::new(Vec::new()));

struct Task;

impl Task {
    fn run(self: Arc<Self>) {}
}

impl Wake for Task {
    fn wake(self: Arc<Self>) {
        self.run();
    }
}

pub fn without_a_size() -> (Arc<[i32]>, Arc<str>, Arc<dyn Any + Send + Sync>, Arc<dyn Error>, Waker) {
    let _: Arc<Mutex<dyn Debug + Send>> = Arc::new(Mutex::new(1));
    let _: Box<RwLock<[i32]>> = Box::new(RwLock::new([1, 2]));
    let calls: &Mutex<dyn Fn() -> i32> = &Mutex::new(|| 1);
    let one: Arc<dyn Any + Send + Sync> = Arc::new(calls.lock().unwrap()());
    ((0..3).collect(), "text".into(), one, Arc::new(std::fmt::Error), Arc::new(Task).into())
}

pub fn run() {
    cross();
    outlive_what_they_borrow();
    let lock = RwLock::new("abc");
    let read = shorter_guard(lock.read().unwrap());
    let (numbers, text, ..) = without_a_size();
    println!("{} {:?} {}", read.len(), numbers, text);
}
