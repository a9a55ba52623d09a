//! Condition variables.

use crate::{fault, outcomes, outcomes_of};
use std::time::Duration;
use weave::sync::{Arc, Condvar, Mutex};
use weave::{Explorer, Fault, Verdict, thread};

/// A flag that one thread sets, and another waits for.
fn flag<T: Send + 'static>(set: fn(&(Mutex<bool>, Condvar)), wait: fn(&(Mutex<bool>, Condvar)) -> T) -> T {
    let shared = Arc::new((Mutex::new(false), Condvar::new()));
    let theirs = shared.clone();
    let setting = thread::spawn(move || set(&theirs));
    let result = wait(&shared);
    setting.join().unwrap();
    result
}

fn set((flag, changed): &(Mutex<bool>, Condvar)) {
    *flag.lock().unwrap() = true;
    changed.notify_one();
}

#[test]
fn a_wait_that_looks_again_under_the_lock_is_right() {
    let wait = |(flag, changed): &(Mutex<bool>, Condvar)| {
        let mut set = flag.lock().unwrap();
        while !*set {
            set = changed.wait(set).unwrap();
        }
        *set
    };
    assert_eq!(outcomes(move || flag(set, wait)), ["true"]);
}

#[test]
fn wait_while_is_the_same_loop() {
    let wait =
        |(flag, changed): &(Mutex<bool>, Condvar)| *changed.wait_while(flag.lock().unwrap(), |set| !*set).unwrap();
    assert_eq!(outcomes(move || flag(set, wait)), ["true"]);
}

#[test]
fn a_look_before_the_lock_loses_the_wake_up() {
    let wait = |(flag, changed): &(Mutex<bool>, Condvar)| {
        let seen = *flag.lock().unwrap();
        if !seen {
            drop(changed.wait(flag.lock().unwrap()).unwrap());
        }
    };
    let program = move || flag(set, wait);
    let found = Explorer::new().spurious_wakeups(0).explore(program);
    assert_eq!(found.verdict, Verdict::Failed(Fault::Stuck));
    assert_eq!(fault(program), Some(Fault::Stuck));
}

#[test]
fn a_wait_without_a_loop_returns_for_no_reason() {
    let program = || {
        flag(set, |(flag, changed)| {
            let mut set = flag.lock().unwrap();
            if !*set {
                set = changed.wait(set).unwrap();
            }
            *set
        })
    };
    assert_eq!(outcomes(program), ["false", "true"]);
    let without = Explorer::new().spurious_wakeups(0).explore(program);
    assert_eq!(outcomes_of(&without), ["true"]);
}

#[test]
fn notify_one_wakes_any_of_those_that_wait() {
    let exploration = Explorer::new().spurious_wakeups(0).explore(|| {
        let shared = Arc::new((Mutex::new((0, Vec::new())), Condvar::new(), Condvar::new()));
        let threads = [1, 2].map(|name| {
            let shared = shared.clone();
            thread::spawn(move || {
                let (state, changed, came) = &*shared;
                let mut state = state.lock().unwrap();
                state.0 += 1;
                came.notify_one();
                state = changed.wait(state).unwrap();
                state.1.push(name);
                changed.notify_one();
            })
        });
        let (state, changed, came) = &*shared;
        let both = came.wait_while(state.lock().unwrap(), |state| state.0 < 2).unwrap();
        changed.notify_one();
        drop(both);
        for thread in threads {
            thread.join().unwrap();
        }
        state.lock().unwrap().1.clone()
    });
    assert_eq!(outcomes_of(&exploration), ["[1, 2]", "[2, 1]"]);
}

#[test]
fn notify_all_wakes_all() {
    let exploration = Explorer::new().max_schedules(50_000).explore(|| {
        let shared = Arc::new((Mutex::new(false), Condvar::new()));
        let threads = [1, 2].map(|_| {
            let shared = shared.clone();
            thread::spawn(move || drop(shared.1.wait_while(shared.0.lock().unwrap(), |set| !*set).unwrap()))
        });
        *shared.0.lock().unwrap() = true;
        shared.1.notify_all();
        for thread in threads {
            thread.join().unwrap();
        }
    });
    assert_eq!(outcomes_of(&exploration), ["()"]);
}

#[test]
fn a_wait_with_a_time_out_ends_in_either_way() {
    let program = || {
        flag(set, |(flag, changed)| {
            let wait = changed.wait_timeout_while(flag.lock().unwrap(), Duration::from_millis(5), |set| !*set);
            let (set, result) = wait.unwrap();
            (*set, result.timed_out())
        })
    };
    assert_eq!(outcomes(program), ["(false, true)", "(true, false)"]);
}

#[test]
fn a_timed_wait_tells_a_time_out_from_other_ends() {
    let program = || {
        flag(set, |(flag, changed)| {
            let set = flag.lock().unwrap();
            if *set {
                return None;
            }
            let (set, result) = changed.wait_timeout(set, Duration::from_millis(5)).unwrap();
            Some((*set, result.timed_out()))
        })
    };
    let all = ["None", "Some((false, false))", "Some((false, true))", "Some((true, false))", "Some((true, true))"];
    assert_eq!(outcomes(program), all);
}

#[test]
fn a_notification_waits_for_nobody() {
    let program = || {
        let changed = Condvar::new();
        changed.notify_one();
        changed.notify_all();
        let lock = Mutex::new(());
        drop(changed.wait(lock.lock().unwrap()).unwrap());
    };
    assert_eq!(Explorer::new().spurious_wakeups(0).explore(program).fault(), Some(Fault::Stuck));
}

#[test]
fn a_lock_that_was_poisoned_meanwhile_is_told_on_return() {
    let outcomes = outcomes(|| {
        let shared = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = shared.clone();
        let failing = thread::spawn(move || {
            let mut set = theirs.0.lock().unwrap();
            *set = true;
            theirs.1.notify_one();
            panic!("on purpose");
        });
        let result = match shared.0.lock() {
            Ok(guard) => shared.1.wait_while(guard, |set| !*set).is_err(),
            Err(_) => true,
        };
        (result, failing.join().is_err())
    });
    assert_eq!(outcomes, ["(true, true)"]);
}

#[test]
fn outside_of_an_exploration_it_is_that_of_std() {
    let shared = Arc::new((Mutex::new(false), Condvar::new()));
    let theirs = shared.clone();
    let setting = std::thread::spawn(move || set(&theirs));
    let guard = shared.1.wait_while(shared.0.lock().unwrap(), |set| !*set).unwrap();
    let short = Duration::from_millis(1);
    assert!(shared.1.wait_timeout_while(guard, short, |set| *set).unwrap().1.timed_out());
    setting.join().unwrap();
}
