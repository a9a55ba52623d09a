//! Threads of the system run one task after another, and no program can tell.

use crate::outcomes;
use std::cell::Cell;
use std::collections::HashSet;
use std::sync::Arc;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::{Explorer, thread};

/// The schedules of a program with a second thread that does `work`, and the threads of the system that did it.
fn threads_for(work: fn()) -> (usize, usize) {
    let seen = Arc::new(std::sync::Mutex::new(HashSet::new()));
    let noted = seen.clone();
    let exploration = Explorer::new().explore(move || {
        let count = Arc::new(AtomicU32::new(0));
        let theirs = count.clone();
        let noted = noted.clone();
        let other = thread::spawn(move || {
            theirs.fetch_add(1, Ordering::Relaxed);
            noted.lock().unwrap().insert(std::thread::current().id());
            work();
        });
        count.fetch_add(1, Ordering::Relaxed);
        other.join().unwrap();
    });
    assert!(exploration.passed() && exploration.schedules > 2, "{exploration}");
    let threads = seen.lock().unwrap().len();
    (exploration.schedules, threads)
}

#[test]
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn a_thread_that_shows_no_trace_of_its_task_gets_another() {
    assert_eq!(threads_for(|| ()).1, 1);
}

#[test]
fn a_thread_with_a_thread_local_value_gets_no_other_task() {
    thread_local! {
        static PLAIN: Cell<u32> = const { Cell::new(0) };
        static LAZY: String = String::from("lazy");
    }
    let (schedules, threads) = threads_for(|| PLAIN.set(1));
    assert_eq!(threads, schedules);
    let (schedules, threads) = threads_for(|| LAZY.with(|lazy| assert_eq!(lazy, "lazy")));
    assert_eq!(threads, schedules);
}

#[test]
fn thread_local_values_are_as_new_in_every_thread_of_every_schedule() {
    thread_local! {
        static VISITS: Cell<u32> = const { Cell::new(0) };
    }
    let outcomes = outcomes(|| {
        let visit = || VISITS.replace(VISITS.get() + 1);
        let others = [thread::spawn(visit), thread::spawn(visit)];
        (visit(), others.map(|other| other.join().unwrap()))
    });
    assert_eq!(outcomes, ["(0, [0, 0])"]);
}

#[test]
fn two_threads_of_one_schedule_are_two_of_the_system() {
    let outcomes = outcomes(|| {
        let id = || thread::spawn(|| std::thread::current().id()).join().unwrap();
        [id(), id(), std::thread::current().id()].into_iter().collect::<HashSet<_>>().len()
    });
    assert_eq!(outcomes, ["3"]);
}

#[test]
fn the_system_knows_a_thread_by_its_own_name() {
    let outcomes = outcomes(|| {
        let own_name = || std::thread::current().name().map(str::to_owned);
        let named = |name: &str| thread::Builder::new().name(name.to_owned()).spawn(own_name).unwrap();
        let (first, second) = (named("first"), named("second"));
        let unnamed = thread::spawn(own_name);
        [first, second, unnamed].map(|thread| thread.join().unwrap().unwrap_or_default())
    });
    assert_eq!(outcomes, [r#"["first", "second", ""]"#]);
}
