//! Statics, each of which must be as new in every execution.

use std::cell::{Cell, RefCell};
use std::mem;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicPtr, AtomicU8, Ordering};
use std::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, PoisonError, RwLock};
use std::{ptr, thread};

use crate::Program;

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::exactly("static_mutex_is_fresh", static_mutex, &["[1, 2]", "[2, 1]"]),
    Program::exactly("static_mutex_left_locked_is_fresh", static_mutex_left_locked, &["unlocked"]),
    Program::exactly("static_mutex_left_poisoned_is_fresh", static_mutex_left_poisoned, &["clean"]),
    Program::exactly("static_rw_lock_is_fresh", static_rw_lock, &["2"]),
    Program::exactly("static_once_lock_is_fresh", static_once_lock, &["1", "2"]),
    Program::exactly("static_lazy_lock_is_fresh", static_lazy_lock, &["made once"]),
    Program::exactly("static_once_is_fresh", static_once, &["run once"]),
    Program::exactly("static_condvar_is_fresh", static_condvar, &["rung"]),
    Program::exactly("static_barrier_is_fresh", static_barrier, &["met"]),
    Program::exactly("static_atomics_are_fresh", static_atomics, &["false 0 -5 null"]),
    Program::exactly("static_arc_is_fresh", static_arc, &["2"]),
    Program::exactly("static_in_a_type_of_ones_own_is_fresh", static_in_own_type, &["2"]),
    Program::exactly("thread_locals_of_the_main_thread_are_fresh", thread_locals, &["0 []"]),
];

fn both(work: fn(u32)) {
    thread::scope(|scope| {
        for number in [1, 2] {
            scope.spawn(move || work(number));
        }
    });
}

/// Two threads push to a list in a static `Mutex`.
/// Right: the list holds what this execution has pushed, and nothing older.
fn static_mutex() -> String {
    static LIST: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    both(|number| LIST.lock().unwrap().push(number));
    format!("{:?}", LIST.lock().unwrap())
}

/// Finds a static `Mutex` unlocked, and leaves it locked for good.
/// Right: the next execution finds it unlocked again.
fn static_mutex_left_locked() -> String {
    static LOCK: Mutex<()> = Mutex::new(());
    both(|_| drop(LOCK.lock().unwrap()));
    match LOCK.try_lock() {
        Ok(guard) => {
            mem::forget(guard);
            "unlocked"
        }
        Err(_) => "still locked",
    }
    .to_owned()
}

/// Finds a static `Mutex` without poison, and leaves it poisoned.
/// Right: the next execution finds it clean again.
fn static_mutex_left_poisoned() -> String {
    static LOCK: Mutex<u32> = Mutex::new(0);
    let found = if LOCK.is_poisoned() { "poisoned" } else { "clean" };
    let thread = thread::spawn(|| {
        let _guard = LOCK.lock().unwrap();
        panic!("poisons");
    });
    assert!(thread.join().is_err() && LOCK.is_poisoned());
    let mut guard = LOCK.lock().unwrap_or_else(PoisonError::into_inner);
    *guard += 1;
    assert_eq!(*guard, 1, "the value is old");
    found.to_owned()
}

/// Two threads enter the same thing into a static `RwLock`.
/// Right: it counts the entries of this execution only.
fn static_rw_lock() -> String {
    static COUNT: RwLock<u32> = RwLock::new(0);
    both(|_| *COUNT.write().unwrap() += 1);
    COUNT.read().unwrap().to_string()
}

/// Two threads race to set a static `OnceLock`.
/// Right: it is unset when an execution begins, and either may be first.
fn static_once_lock() -> String {
    static FIRST: OnceLock<u32> = OnceLock::new();
    assert!(FIRST.get().is_none(), "set before the beginning");
    both(|number| {
        FIRST.get_or_init(|| number);
    });
    FIRST.get().unwrap().to_string()
}

/// Two threads use a static `LazyLock` that counts how often it is made.
/// Right: once in every execution.
fn static_lazy_lock() -> String {
    static MADE: AtomicU8 = AtomicU8::new(0);
    static TABLE: LazyLock<Vec<u32>> = LazyLock::new(|| {
        MADE.fetch_add(1, Ordering::Relaxed);
        vec![1, 2, 3]
    });
    assert_eq!(MADE.load(Ordering::Relaxed), 0, "made before the beginning");
    both(|number| assert_eq!(TABLE[0].max(number), number));
    assert_eq!(MADE.load(Ordering::Relaxed), 1, "not made exactly once");
    "made once".to_owned()
}

/// Two threads call a static `Once`.
/// Right: it runs once in every execution.
fn static_once() -> String {
    static ONCE: Once = Once::new();
    static RUNS: AtomicU8 = AtomicU8::new(0);
    assert!(!ONCE.is_completed(), "run before the beginning");
    both(|_| {
        ONCE.call_once(|| {
            RUNS.fetch_add(1, Ordering::Relaxed);
        });
    });
    assert_eq!(RUNS.load(Ordering::Relaxed), 1);
    "run once".to_owned()
}

/// A thread waits at a static `Condvar` for the parent.
/// Right: no ring and no flag of an older execution is left.
fn static_condvar() -> String {
    static READY: Mutex<bool> = Mutex::new(false);
    static BELL: Condvar = Condvar::new();
    assert!(!*READY.lock().unwrap(), "ready before the beginning");
    let waiter = thread::spawn(|| drop(BELL.wait_while(READY.lock().unwrap(), |ready| !*ready).unwrap()));
    *READY.lock().unwrap() = true;
    BELL.notify_one();
    waiter.join().unwrap();
    "rung".to_owned()
}

/// Two threads meet at a static `Barrier`.
/// Right: nobody of an older execution is counted.
fn static_barrier() -> String {
    static BARRIER: Barrier = Barrier::new(2);
    both(|_| {
        BARRIER.wait();
    });
    "met".to_owned()
}

/// Looks at static atomics of four kinds, then two threads change them.
/// Right: they have their first values in every execution.
fn static_atomics() -> String {
    static FLAG: AtomicBool = AtomicBool::new(false);
    static BYTE: AtomicU8 = AtomicU8::new(0);
    static LONG: AtomicI64 = AtomicI64::new(-5);
    static POINTER: AtomicPtr<u32> = AtomicPtr::new(ptr::null_mut());
    let null = if POINTER.load(Ordering::SeqCst).is_null() { "null" } else { "set" };
    let found = format!(
        "{} {} {} {null}",
        FLAG.load(Ordering::SeqCst),
        BYTE.load(Ordering::SeqCst),
        LONG.load(Ordering::SeqCst)
    );
    both(|number| {
        FLAG.store(true, Ordering::SeqCst);
        BYTE.fetch_add(1, Ordering::SeqCst);
        LONG.fetch_max(i64::from(number), Ordering::SeqCst);
        POINTER.store(ptr::dangling_mut(), Ordering::SeqCst);
    });
    found
}

/// Two threads keep a clone each of an `Arc` in a static.
/// Right: it has the owners of this execution only.
fn static_arc() -> String {
    static SHARED: OnceLock<Arc<Mutex<u32>>> = OnceLock::new();
    both(|_| {
        let shared = Arc::clone(SHARED.get_or_init(Arc::default));
        *shared.lock().unwrap() += 1;
    });
    let shared = SHARED.get().unwrap();
    assert_eq!(Arc::strong_count(shared), 1);
    let sum = *shared.lock().unwrap();
    sum.to_string()
}

struct Ledger {
    entries: Mutex<Vec<u32>>,
    changed: AtomicBool,
}

/// Two threads write to a static of a type that holds a `Mutex` and an atomic.
/// Right: statics are fresh also inside other types.
fn static_in_own_type() -> String {
    static LEDGER: Ledger = Ledger { entries: Mutex::new(Vec::new()), changed: AtomicBool::new(false) };
    assert!(!LEDGER.changed.load(Ordering::Relaxed), "changed before the beginning");
    both(|number| {
        LEDGER.entries.lock().unwrap().push(number);
        LEDGER.changed.store(true, Ordering::Relaxed);
    });
    LEDGER.entries.lock().unwrap().len().to_string()
}

thread_local! {
    static NUMBER: Cell<u32> = const { Cell::new(0) };
    static LIST: RefCell<Vec<u32>> = RefCell::default();
}

/// Looks at thread-locals of the thread that runs the program, and changes them there and in two others.
/// Right: they have their first values in every execution, although the thread may be the same.
fn thread_locals() -> String {
    let found = format!("{} {:?}", NUMBER.get(), LIST.take());
    let change = |number| {
        assert_eq!(NUMBER.replace(number), 0);
        LIST.with_borrow_mut(|list| list.push(number));
        assert_eq!(LIST.with_borrow(Vec::len), 1);
    };
    both(change);
    change(3);
    found
}
