//! Panics: who hears of them, and what they leave behind.

use std::panic;
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, LazyLock, Mutex, Once, RwLock, TryLockError};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::wrong("panic_that_nobody_joins", panic_that_nobody_joins, Expect::Panics).may_leave_threads(),
    Program::wrong("panic_in_one_of_two_orders", panic_in_one_of_two_orders, Expect::Panics).may_leave_threads(),
    Program::exactly("panic_that_is_joined", panic_that_is_joined, &["tray"]),
    Program::exactly("panic_that_is_caught", panic_that_is_caught, &["went on"]),
    Program::wrong("panic_in_a_scope_that_nobody_joins", panic_in_a_scope, Expect::Panics),
    Program::exactly("panic_in_a_scope_that_is_joined", panic_in_a_scope_that_is_joined, &["heard"]),
    Program::exactly("panic_closes_the_channel", panic_closes_the_channel, &["[1]"]),
    Program::exactly("panic_while_reading_poisons_nothing", reading_poisons_nothing, &["clean"]),
    Program::exactly("panic_while_writing_poisons", writing_poisons, &["poisoned, then cleared"]),
    Program::exactly("panic_wakes_a_waiter_with_poison", waiter_finds_poison, &["poisoned"]),
    Program::exactly("panic_poisons_a_once", poisons_a_once, &["again"]),
    Program::exactly("panic_poisons_a_lazy_lock", poisons_a_lazy_lock, &["for good"]),
    Program::exactly("panicking_is_seen_by_destructors", seen_by_destructors, &["true"]),
];

/// A thread panics and its handle is dropped; the parent sees the channel close, and goes on.
/// Nobody will ever know: a fault in every schedule, although the result is right.
fn panic_that_nobody_joins() -> String {
    let (sender, receiver) = channel::<()>();
    drop(thread::spawn(move || {
        let _sender = sender;
        panic!("unheard");
    }));
    assert!(receiver.recv().is_err());
    "went on".to_owned()
}

/// A detached thread sends and asserts that the parent has not hung up yet.
/// When the parent is faster, the thread panics, and nobody will ever know.
fn panic_in_one_of_two_orders() -> String {
    let (sender, receiver) = channel();
    drop(thread::spawn(move || sender.send(7).expect("the parent has hung up")));
    let found = receiver.try_recv().is_ok();
    drop(receiver);
    found.to_string()
}

/// A thread panics, and its parent joins it.
/// Right: the payload arrives as an error.
fn panic_that_is_joined() -> String {
    let payload = thread::spawn(|| panic!("tray")).join().unwrap_err();
    (*payload.downcast_ref::<&str>().unwrap()).to_owned()
}

/// A thread catches its own panic.
/// Right: it ends like any other.
fn panic_that_is_caught() -> String {
    let thread = thread::spawn(|| panic::catch_unwind(|| panic!("caught")).is_err());
    if thread.join().unwrap() { "went on" } else { "no panic" }.to_owned()
}

/// One of two scoped threads panics, and nobody joins it.
/// `scope` panics once both have ended.
fn panic_in_a_scope() -> String {
    thread::scope(|scope| {
        scope.spawn(|| panic!("in the scope"));
        scope.spawn(thread::yield_now);
    });
    "unreachable".to_owned()
}

/// A scoped thread panics, and is joined.
/// Right: `scope` does not panic for a panic that has been heard.
fn panic_in_a_scope_that_is_joined() -> String {
    let heard = thread::scope(|scope| scope.spawn(|| panic!("in the scope")).join().is_err());
    if heard { "heard" } else { "no panic" }.to_owned()
}

/// A thread sends one value and panics.
/// Right: unwinding drops its sender, so that the receiver comes to an end.
fn panic_closes_the_channel() -> String {
    let (sender, receiver) = channel();
    let thread = thread::spawn(move || {
        sender.send(1).unwrap();
        panic!("before the second value");
    });
    let values: Vec<u32> = receiver.iter().collect();
    assert!(thread.join().is_err());
    format!("{values:?}")
}

/// A thread panics while it reads under an `RwLock`.
/// Right: only a writer can leave the value half done.
fn reading_poisons_nothing() -> String {
    let lock = Arc::new(RwLock::new(1));
    let shared = Arc::clone(&lock);
    let thread = thread::spawn(move || {
        let _value = shared.read().unwrap();
        panic!("while reading");
    });
    assert!(thread.join().is_err());
    if lock.is_poisoned() || lock.write().is_err() { "poisoned" } else { "clean" }.to_owned()
}

/// A thread panics while it writes under an `RwLock`.
/// Right: readers are warned until the poison is cleared.
fn writing_poisons() -> String {
    let lock = Arc::new(RwLock::new(1));
    let shared = Arc::clone(&lock);
    let thread = thread::spawn(move || {
        *shared.write().unwrap() = 2;
        let _value = shared.write().unwrap();
        panic!("while writing");
    });
    assert!(thread.join().is_err());
    assert!(lock.read().is_err() && matches!(lock.try_write(), Err(TryLockError::Poisoned(_))));
    lock.clear_poison();
    assert_eq!(*lock.read().unwrap(), 2);
    "poisoned, then cleared".to_owned()
}

/// A thread notifies a waiter and panics before it gives the lock back.
/// Right: whether it has begun to wait or not, the waiter finds the lock poisoned.
fn waiter_finds_poison() -> String {
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let shared = Arc::clone(&pair);
    let thread = thread::spawn(move || {
        let mut done = shared.0.lock().unwrap();
        *done = true;
        shared.1.notify_one();
        panic!("under the lock");
    });
    let found = pair.0.lock().is_ok_and(|done| pair.1.wait_while(done, |done| !*done).is_ok());
    assert!(thread.join().is_err());
    if found { "clean" } else { "poisoned" }.to_owned()
}

/// The first initialiser panics; a second one is run by force.
/// Right: a `Once` stays poisoned until `call_once_force` succeeds.
fn poisons_a_once() -> String {
    let once = Arc::new(Once::new());
    let shared = Arc::clone(&once);
    assert!(thread::spawn(move || shared.call_once(|| panic!("half done"))).join().is_err());
    assert!(!once.is_completed());
    let mut seen = "clean";
    once.call_once_force(|state| seen = if state.is_poisoned() { "again" } else { "first" });
    once.call_once(|| seen = "twice");
    seen.to_owned()
}

/// The initialiser of a `LazyLock` panics.
/// Right: everybody who asks for the value panics from then on.
fn poisons_a_lazy_lock() -> String {
    let lazy: Arc<LazyLock<u32>> = Arc::new(LazyLock::new(|| panic!("no value")));
    let threads = [(); 2].map(|()| {
        let lazy = Arc::clone(&lazy);
        thread::spawn(move || **lazy)
    });
    let heard = threads.map(|thread| thread.join().is_err());
    if heard == [true, true] { "for good" } else { "once" }.to_owned()
}

struct Recorder(Arc<Mutex<bool>>);

impl Drop for Recorder {
    fn drop(&mut self) {
        *self.0.lock().unwrap() = thread::panicking();
    }
}

/// A destructor asks whether its thread is panicking.
/// Right: it is, and a lock taken after the panic began is not poisoned by it.
fn seen_by_destructors() -> String {
    let panicking = Arc::new(Mutex::new(false));
    let recorder = Recorder(Arc::clone(&panicking));
    let thread = thread::spawn(move || {
        let _recorder = recorder;
        panic!("on the way out");
    });
    assert!(thread.join().is_err());
    panicking.lock().unwrap().to_string()
}
