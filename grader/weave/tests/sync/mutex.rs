//! Mutexes, seen from outside.

use crate::outcomes;
use weave::sync::{Arc, Mutex, RwLock};
use weave::thread;

#[test]
fn when_a_lock_becomes_poisoned_depends_on_the_schedule() {
    let outcomes = outcomes(|| {
        let lock = Arc::new(Mutex::new(0));
        let theirs = lock.clone();
        let failing = thread::spawn(move || {
            let _guard = theirs.lock().unwrap();
            panic!("on purpose");
        });
        let before = lock.is_poisoned();
        let failed = failing.join().is_err();
        let after = lock.is_poisoned();
        lock.clear_poison();
        (before, failed, after, lock.lock().is_ok())
    });
    assert_eq!(outcomes, ["(false, true, true, true)", "(true, true, true, true)"]);
}

#[test]
fn formatting_a_lock_asks_for_it_and_does_not_wait() {
    let outcomes = outcomes(|| {
        let lock = Arc::new(RwLock::new(Mutex::new(0)));
        let theirs = lock.clone();
        let other = thread::spawn(move || *theirs.write().unwrap().lock().unwrap() = 1);
        let text = format!("{lock:?}");
        other.join().unwrap();
        text
    });
    let inside = |data| format!("RwLock {{ data: {data}, poisoned: false, .. }}");
    let data = |data| inside(format!("Mutex {{ data: {data}, poisoned: false, .. }}"));
    let mut expected = [data("0"), data("1"), inside("<locked>".into())].map(|text| format!("{text:?}"));
    expected.sort();
    assert_eq!(outcomes, expected);
}

#[test]
fn a_thousand_times_try_lock_is_no_waiting() {
    let exploration = weave::Explorer::new().polling(weave::Polling::Fail).explore(|| {
        let lock = Mutex::new(0);
        for _ in 0..1_000 {
            *lock.try_lock().unwrap() += 1;
        }
        lock.into_inner().unwrap()
    });
    assert_eq!(crate::outcomes_of(&exploration), ["1000"]);
}
