//! ex08: a cache that is mostly read, under every order in which its threads can take turns. A step that fails shows the
//! order in which it does. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex08 --test schedules`.

use std::any::Any;
use std::hash::{Hash, Hasher};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use controlled::Cache;
use weave::sync::Barrier;
use weave::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use weave::thread;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex08_rwlock_under_every_schedule() {
    explore(step_1_two_callers_get_one_value);
    explore(step_2_all_who_wait_for_a_value_get_it);
    explore(step_3_other_keys_go_on_while_one_waits_for_a_value);
    explore(step_4_two_look_a_key_up_at_the_same_time);
    explore(step_5_after_a_panic_one_of_the_others_computes);
}

fn step_1_two_callers_get_one_value() {
    let (cache, computed) = (Cache::new(), AtomicUsize::new(0));
    let get = || cache.get_or_compute("key", |_| computed.fetch_add(1, SeqCst));
    let (mine, other) = thread::scope(|scope| {
        let other = scope.spawn(get);
        (get(), other.join().expect("get_or_compute does not panic"))
    });
    assert_eq!(computed.load(SeqCst), 1, "two threads asked for one key, which is computed once");
    assert!(Arc::ptr_eq(&mine, &other), "and both get the same Arc");
}

fn step_2_all_who_wait_for_a_value_get_it() {
    let cache = Cache::new();
    thread::scope(|scope| {
        // By the time the value is there, any number of the two may be waiting for it.
        cache.get_or_compute("key", |_| {
            for _ in 0..2 {
                scope.spawn(|| {
                    cache.get_or_compute("key", |_| panic!("the value is on its way, and is computed again"))
                });
            }
        });
    });
}

fn step_3_other_keys_go_on_while_one_waits_for_a_value() {
    let cache = Cache::new();
    let slow = thread::scope(|scope| {
        // The value of "slow" is on its way, and comes only when the one of "new" is there.
        cache.get_or_compute("slow", |_| {
            scope.spawn(|| cache.get_or_compute("slow", |_| 0));
            let other = scope.spawn(|| *cache.get_or_compute("new", |_| 2));
            other.join().expect("get_or_compute does not panic")
        })
    });
    assert_eq!(*slow, 2);
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
}

fn step_5_after_a_panic_one_of_the_others_computes() {
    let (cache, computed) = (Cache::new(), AtomicUsize::new(0));
    let get = || cache.get_or_compute("key", |_| computed.fetch_add(1, SeqCst));
    let (mine, other) = thread::scope(|scope| {
        let mut other = None;
        let failing = AssertUnwindSafe(|| {
            cache.get_or_compute("key", |_| {
                other = Some(scope.spawn(get));
                panic!("not today")
            })
        });
        let payload = panic::catch_unwind(failing).expect_err("the panic of the closure should reach its caller");
        if text(&*payload) != "not today" {
            panic::resume_unwind(payload);
        }
        (get(), other.map(|other| other.join().expect("get_or_compute does not panic")))
    });
    assert_eq!(
        computed.load(SeqCst),
        1,
        "the first panics, the second waits for it, the first comes again: one computes"
    );
    assert!(other.is_some_and(|other| Arc::ptr_eq(&mine, &other)), "and the two get the same Arc");
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
        if let Some(guest) = guest.filter(|guest| !guest.came.swap(true, SeqCst)) {
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

/// Explores a step, and says what to do first where there is nothing to explore yet.
#[track_caller]
fn explore(step: fn()) {
    if let Err(payload) = panic::catch_unwind(|| weave::explore(step)) {
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
