//! ex08: a cache that is mostly read, on real threads. What is asked is written in `src/lib.rs`; run this with
//! `cargo test -p ex08`.

use std::any::Any;
use std::hash::{Hash, Hasher};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use ex08::Cache;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex08_rwlock() {
    in_time(step_1_a_value_is_computed_once);
    in_time(step_2_who_comes_meanwhile_gets_the_same_value);
    in_time(step_3_other_keys_go_on_while_a_value_is_computed);
    in_time(step_4_two_look_a_key_up_at_the_same_time);
    in_time(step_5_after_a_panic_the_next_caller_computes);
}

fn step_1_a_value_is_computed_once() {
    let cache = Cache::new();
    let first = cache.get_or_compute("one", |key| key.len());
    let again = cache.get_or_compute("one", |_| panic!("the value of \"one\" is there, and is computed again"));
    assert_eq!(*first, 3, "the value is what the closure returned for the key");
    assert!(Arc::ptr_eq(&first, &again), "both calls should get the same Arc, not two with the same in it");
    assert_eq!(*cache.get_or_compute("eleven", |key| key.len()), 6, "another key has a value of its own");
}

fn step_2_who_comes_meanwhile_gets_the_same_value() {
    for _ in 0..100 {
        let (cache, computed, start) = (Cache::new(), AtomicUsize::new(0), Barrier::new(4));
        let values: Vec<Arc<usize>> = thread::scope(|scope| {
            let callers = [(); 4].map(|()| {
                scope.spawn(|| {
                    start.wait();
                    cache.get_or_compute("key", |_| computed.fetch_add(1, Ordering::Relaxed))
                })
            });
            callers.into_iter().map(|caller| caller.join().expect("get_or_compute does not panic")).collect()
        });
        assert_eq!(computed.into_inner(), 1, "four threads asked for one key, which is computed once");
        assert!(values.iter().all(|value| Arc::ptr_eq(value, &values[0])), "and all get the same Arc");
    }
}

fn step_3_other_keys_go_on_while_a_value_is_computed() {
    let cache = Cache::new();
    cache.get_or_compute("there", |_| 1);
    let slow = thread::scope(|scope| {
        // The value of "slow" is on its way, and comes only when the other thread has its two.
        cache.get_or_compute("slow", |_| {
            let other = scope.spawn(|| *cache.get_or_compute("there", |_| 0) + *cache.get_or_compute("new", |_| 2));
            other.join().expect("get_or_compute does not panic")
        })
    });
    assert_eq!(*slow, 3);
}

fn step_4_two_look_a_key_up_at_the_same_time() {
    let cache = Cache::new();
    cache.get_or_compute(Key { id: 1, guest: None }, |key| key.id);
    let meeting = Barrier::new(2);
    let guests = [(); 2].map(|()| Guest { meeting: &meeting, came: AtomicBool::new(false) });
    thread::scope(|scope| {
        for guest in &guests {
            let cache = &cache;
            scope.spawn(move || cache.get_or_compute(Key { id: 1, guest: Some(guest) }, |_| 0));
        }
    });
    assert!(guests.iter().all(|guest| guest.came.load(Ordering::Relaxed)), "a key is found by comparing it");
}

fn step_5_after_a_panic_the_next_caller_computes() {
    let cache = Cache::new();
    let failing = AssertUnwindSafe(|| cache.get_or_compute("key", |_| panic!("not today")));
    let payload = panic::catch_unwind(failing).expect_err("the panic of the closure should reach its caller");
    assert_eq!(text(&*payload), "not today", "it is this panic that should reach the caller");
    let value: Arc<i32> = cache.get_or_compute("key", |_| 7);
    assert_eq!(*value, 7, "the key was absent, so that the next closure computes its value");
}

/// A key that can be compared, hashed and cloned, and no more.
#[derive(Clone)]
struct Key<'a> {
    id: u32,
    guest: Option<&'a Guest<'a>>,
}

/// Comes to a meeting when its key is compared with an equal one, and stays until all are there. Later it does not come again.
struct Guest<'a> {
    meeting: &'a Barrier,
    came: AtomicBool,
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        let guest = self.guest.or(other.guest).filter(|_| self.id == other.id);
        if let Some(guest) = guest.filter(|guest| !guest.came.swap(true, Ordering::Relaxed)) {
            guest.meeting.wait();
        }
        self.id == other.id
    }
}

impl Eq for Key<'_> {}

impl Hash for Key<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

/// Runs a step on a thread of its own, so that one which waits for ever can be told.
fn in_time(step: fn()) {
    let (sender, done) = mpsc::channel();
    let thread = thread::spawn(move || {
        step();
        let _ = sender.send(());
    });
    if done.recv_timeout(LAST_RESORT) == Err(RecvTimeoutError::Timeout) {
        panic!("\n\nSomebody still waits in get_or_compute, and should not. tests/schedules.rs tells who, and why.\n");
    }
    if let Err(payload) = thread.join() {
        assert!(!text(&*payload).contains("not yet implemented"), "\n{FIRST}");
        panic::resume_unwind(payload);
    }
}

fn text(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref::<&str>().copied()).unwrap_or_default()
}

const FIRST: &str = "
Not written yet. First: `Cache` in exercises/ex08_rwlock/src/lib.rs, its fields, `new` and `get_or_compute`.
Then again:      cargo test -p ex08
";

/// All of this takes milliseconds. Past this time, somebody must be waiting for ever.
const LAST_RESORT: Duration = Duration::from_secs(60);
