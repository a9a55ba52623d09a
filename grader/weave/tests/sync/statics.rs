//! Statics are as new in every execution, and what else was made outside is refused.

use crate::{fault, outcomes};
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock};
use weave::{Fault, thread};

#[test]
fn a_mutex_with_a_heap_is_fresh() {
    static ALL: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    let program = || {
        let other = thread::spawn(|| ALL.lock().unwrap().push(1));
        ALL.lock().unwrap().push(2);
        other.join().unwrap();
        ALL.lock().unwrap().clone()
    };
    assert_eq!(outcomes(program), ["[1, 2]", "[2, 1]"]);
    assert_eq!(outcomes(program), ["[1, 2]", "[2, 1]"]);
    assert!(ALL.lock().unwrap().is_empty());
}

#[test]
fn what_was_done_outside_is_put_back_too() {
    static COUNT: Mutex<u32> = Mutex::new(5);
    *COUNT.lock().unwrap() += 1;
    let program = || {
        let other = thread::spawn(|| *COUNT.lock().unwrap() += 1);
        other.join().unwrap();
        *COUNT.lock().unwrap()
    };
    assert_eq!(outcomes(program), ["6"]);
}

#[test]
fn an_rwlock_is_fresh() {
    static TEXT: RwLock<String> = RwLock::new(String::new());
    let outcomes = outcomes(|| {
        let other = thread::spawn(|| TEXT.write().unwrap().push('a'));
        let seen = TEXT.read().unwrap().clone();
        other.join().unwrap();
        seen
    });
    assert_eq!(outcomes, [r#""""#, r#""a""#]);
}

#[test]
fn a_poisoned_lock_is_fresh() {
    static LOCK: RwLock<u32> = RwLock::new(0);
    let outcomes = outcomes(|| {
        let before = LOCK.is_poisoned();
        let failing = thread::spawn(|| {
            let _guard = LOCK.write().unwrap();
            panic!("on purpose");
        });
        (before, failing.join().is_err(), LOCK.is_poisoned())
    });
    assert_eq!(outcomes, ["(false, true, true)"]);
}

#[test]
fn a_once_lock_is_fresh() {
    static NAME: OnceLock<String> = OnceLock::new();
    let outcomes = outcomes(|| {
        let before = NAME.get().is_none();
        let other = thread::spawn(|| NAME.get_or_init(|| "other".into()).len());
        let mine = NAME.set("main".into()).is_ok();
        other.join().unwrap();
        (before, mine, NAME.get().cloned())
    });
    assert_eq!(outcomes, [r#"(true, false, Some("other"))"#, r#"(true, true, Some("main"))"#]);
}

#[test]
fn a_lazy_lock_is_fresh() {
    static MADE: AtomicU32 = AtomicU32::new(0);
    static ALL: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(|| Mutex::new(vec![MADE.fetch_add(1, Ordering::Relaxed)]));
    let outcomes = outcomes(|| {
        let other = thread::spawn(|| ALL.lock().unwrap().push(1));
        ALL.lock().unwrap().push(2);
        other.join().unwrap();
        ALL.lock().unwrap().clone()
    });
    assert_eq!(outcomes, ["[0, 1, 2]", "[0, 2, 1]"]);
}

#[test]
fn a_condvar_a_once_and_a_barrier_are_fresh() {
    static SET: Mutex<bool> = Mutex::new(false);
    static CHANGED: Condvar = Condvar::new();
    static START: Once = Once::new();
    static BOTH: Barrier = Barrier::new(2);
    let outcomes = outcomes(|| {
        let before = START.is_completed();
        let other = thread::spawn(|| {
            START.call_once(|| *SET.lock().unwrap() = true);
            CHANGED.notify_one();
            BOTH.wait();
        });
        drop(CHANGED.wait_while(SET.lock().unwrap(), |set| !*set).unwrap());
        BOTH.wait();
        other.join().unwrap();
        (before, START.is_completed())
    });
    assert_eq!(outcomes, ["(false, true)"]);
}

/// Two threads, so that there is a second execution that can find what the first has left.
fn twice(work: impl Fn() + Send + Sync + 'static) {
    let work = Arc::new(work);
    let theirs = work.clone();
    let other = thread::spawn(move || theirs());
    work();
    other.join().unwrap();
}

#[test]
fn a_lock_from_outside_is_refused() {
    let outer = Arc::new(Mutex::new(0));
    let program = move || {
        let outer = outer.clone();
        twice(move || *outer.lock().unwrap() += 1);
    };
    assert_eq!(fault(program), Some(Fault::Outlives));
}

#[test]
fn a_lock_that_was_used_outside_is_refused_at_once() {
    let outer = Arc::new(RwLock::new(0));
    *outer.write().unwrap() += 1;
    assert_eq!(fault(move || *outer.read().unwrap()), Some(Fault::Outlives));
}
