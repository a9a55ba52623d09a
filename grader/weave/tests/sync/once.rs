//! What is initialised once.

use crate::{fault, outcomes};
use std::panic::{AssertUnwindSafe, catch_unwind};
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::sync::{Arc, LazyLock, Once, OnceLock};
use weave::{Explorer, Fault, thread};

#[test]
fn one_of_two_sets_the_value() {
    let outcomes = outcomes(|| {
        let lock = Arc::new(OnceLock::new());
        let theirs = lock.clone();
        let other = thread::spawn(move || theirs.set(1));
        let mine = lock.set(2);
        (mine, other.join().unwrap(), lock.get().copied())
    });
    assert_eq!(outcomes, ["(Err(2), Ok(()), Some(1))", "(Ok(()), Err(1), Some(2))"]);
}

#[test]
fn an_initialiser_runs_once() {
    let outcomes = outcomes(|| {
        let shared = Arc::new((OnceLock::new(), AtomicU32::new(0)));
        let get =
            |shared: &(OnceLock<u32>, AtomicU32)| *shared.0.get_or_init(|| shared.1.fetch_add(1, Ordering::Relaxed));
        let theirs = shared.clone();
        let other = thread::spawn(move || get(&theirs));
        (get(&shared), other.join().unwrap(), shared.1.load(Ordering::Relaxed))
    });
    assert_eq!(outcomes, ["(0, 0, 1)"]);
}

#[test]
fn a_check_and_then_a_set_is_two_steps() {
    let outcomes = outcomes(|| {
        let lock = Arc::new(OnceLock::new());
        let set = |lock: &OnceLock<u32>, value| lock.get().is_none() && lock.set(value).is_err();
        let theirs = lock.clone();
        let other = thread::spawn(move || set(&theirs, 1));
        set(&lock, 2) | other.join().unwrap()
    });
    assert_eq!(outcomes, ["false", "true"]);
}

/// Whether the value is seen by a thread that was told of it with this ordering.
fn told(store: Ordering, load: Ordering) -> Option<Option<u32>> {
    let shared = Arc::new((OnceLock::new(), AtomicU32::new(0)));
    let theirs = shared.clone();
    let setting = thread::spawn(move || {
        theirs.0.set(7).unwrap();
        theirs.1.store(1, store);
    });
    let seen = (shared.1.load(load) == 1).then(|| shared.0.get().copied());
    setting.join().unwrap();
    seen
}

#[test]
fn a_value_that_nothing_announces_may_be_seen_late() {
    assert_eq!(outcomes(|| told(Ordering::Release, Ordering::Acquire)), ["None", "Some(Some(7))"]);
    assert_eq!(outcomes(|| told(Ordering::Relaxed, Ordering::Relaxed)), ["None", "Some(None)", "Some(Some(7))"]);
    let strong = Explorer::new().weak_memory(false).explore(|| told(Ordering::Relaxed, Ordering::Relaxed));
    assert_eq!(crate::outcomes_of(&strong), ["None", "Some(Some(7))"]);
}

#[test]
fn looking_until_the_value_is_there_ends() {
    let outcomes = outcomes(|| {
        let lock = Arc::new(OnceLock::new());
        let theirs = lock.clone();
        let setting = thread::spawn(move || theirs.set(7).unwrap());
        let value = loop {
            if let Some(value) = lock.get() {
                break *value;
            }
        };
        setting.join().unwrap();
        value
    });
    assert_eq!(outcomes, ["7"]);
}

#[test]
fn wait_waits_for_the_value() {
    let outcomes = outcomes(|| {
        let lock = Arc::new(OnceLock::new());
        let theirs = lock.clone();
        let setting = thread::spawn(move || theirs.set(7).unwrap());
        let value = *lock.wait();
        setting.join().unwrap();
        (value, *lock.wait())
    });
    assert_eq!(outcomes, ["(7, 7)"]);
    assert_eq!(fault(|| *OnceLock::<u32>::new().wait()), Some(Fault::Stuck));
}

#[test]
fn an_initialiser_that_needs_its_own_value_waits_for_itself() {
    let program = || {
        let lock = OnceLock::new();
        *lock.get_or_init(|| *lock.get_or_init(|| 1))
    };
    assert_eq!(fault(program), Some(Fault::Deadlock));
}

#[test]
fn a_panic_leaves_a_once_lock_as_it_was() {
    let outcomes = outcomes(|| {
        let lock = OnceLock::new();
        let failed = catch_unwind(AssertUnwindSafe(|| lock.get_or_init(|| panic!("on purpose")))).is_err();
        (failed, lock.get().copied(), *lock.get_or_init(|| 7))
    });
    assert_eq!(outcomes, ["(true, None, 7)"]);
}

#[test]
fn a_once_lock_can_be_emptied_copied_and_compared() {
    let outcomes = outcomes(|| {
        let mut lock = OnceLock::from(1);
        let copy = lock.clone();
        let same = lock == copy;
        let taken = lock.take();
        let empty = format!("{lock:?}");
        lock.set(2).unwrap();
        *lock.get_mut().unwrap() += 1;
        (same, taken, empty, format!("{lock:?}"), lock != copy, lock.into_inner())
    });
    assert_eq!(outcomes, [r#"(true, Some(1), "OnceLock(<uninit>)", "OnceLock(3)", true, Some(3))"#]);
}

#[test]
fn a_once_that_panicked_is_poisoned() {
    let outcomes = outcomes(|| {
        let once = Once::new();
        let fails = |call: &dyn Fn()| catch_unwind(AssertUnwindSafe(call)).is_err();
        let first = fails(&|| once.call_once(|| panic!("on purpose")));
        let second = fails(&|| once.call_once(|| ()));
        let waits = fails(&|| once.wait());
        let mut poisoned = (false, once.is_completed());
        once.call_once_force(|state| poisoned.0 = state.is_poisoned());
        once.wait_force();
        once.wait();
        (first, second, waits, poisoned, once.is_completed())
    });
    assert_eq!(outcomes, ["(true, true, true, (true, false), true)"]);
}

#[test]
fn whoever_waits_for_a_once_hears_of_a_panic() {
    let outcomes = outcomes(|| {
        let once = Arc::new(Once::new());
        let theirs = once.clone();
        let failing = thread::spawn(move || theirs.call_once(|| panic!("on purpose")));
        let waited = catch_unwind(AssertUnwindSafe(|| once.wait())).is_ok();
        (failing.join().is_err(), waited)
    });
    assert_eq!(outcomes, ["(true, false)"]);
}

#[test]
fn a_lazy_lock_is_made_by_whoever_comes_first() {
    let outcomes = outcomes(|| {
        let made = Arc::new(AtomicU32::new(0));
        let count = made.clone();
        let lazy = Arc::new(LazyLock::new(move || count.fetch_add(1, Ordering::Relaxed) + 10));
        let theirs = lazy.clone();
        let other = thread::spawn(move || **theirs);
        let before = LazyLock::get(&lazy).copied();
        (before, *LazyLock::force(&lazy), other.join().unwrap(), made.load(Ordering::Relaxed))
    });
    assert_eq!(outcomes, ["(None, 10, 10, 1)", "(Some(10), 10, 10, 1)"]);
}

#[test]
fn a_lazy_lock_whose_initialiser_panicked_is_poisoned() {
    let outcomes = outcomes(|| {
        let lazy: LazyLock<u32> = LazyLock::new(|| panic!("on purpose"));
        let fails = || {
            let payload = catch_unwind(AssertUnwindSafe(|| *lazy)).unwrap_err();
            payload.downcast_ref::<&str>().map(ToString::to_string)
        };
        (fails(), fails(), format!("{lazy:?}"))
    });
    assert_eq!(
        outcomes,
        [r#"(Some("on purpose"), Some("LazyLock instance has previously been poisoned"), "LazyLock(<uninit>)")"#]
    );
}

#[test]
fn a_lazy_lock_of_ones_own_is_changed_without_asking() {
    let outcomes = outcomes(|| {
        let mut lazy = LazyLock::new(|| 1);
        let before = LazyLock::get_mut(&mut lazy).is_none();
        *lazy += 1;
        *LazyLock::force_mut(&mut lazy) += 1;
        (before, *lazy, *LazyLock::<u32>::default())
    });
    assert_eq!(outcomes, ["(true, 3, 0)"]);
}
