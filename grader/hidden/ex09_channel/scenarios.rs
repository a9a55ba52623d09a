//! One, two and three workers with a few items: what must hold whatever the order in which they run. A scenario returns what
//! was seen in the end; which of that is right is said by the checks.

use std::num::NonZeroUsize;
use std::panic::catch_unwind;
use std::sync::atomic::AtomicUsize as Count;
use std::time::Duration;

use controlled::map_workers;
use weave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use weave::sync::{Barrier, Mutex, mpsc};
use weave::{Polling, Time, thread};

use exploring::Scenarios;

fn main() {
    let mut scenarios = exploring::open();
    in_order(&mut scenarios);
    by_the_workers(&mut scenarios);
    at_the_same_time(&mut scenarios);
    bounded(&mut scenarios);
    panics(&mut scenarios);
    asleep(&mut scenarios);
    scenarios.close();
}

/// Neither the items nor the results are sorted.
fn in_order(scenarios: &mut Scenarios) {
    scenarios.explore("one_worker", || results(&[2, 3, 1], 1));
    scenarios.explore("two_workers", || results(&[1, 3], 2));
    scenarios.explore("no_items", || results(&[], 2));
    scenarios.explore("fewer_items_than_workers", || results(&[4], 2));
}

fn results(items: &[i32], workers: usize) -> Vec<i32> {
    map_workers(items.to_vec(), number(workers), |item| 10 - item)
}

fn by_the_workers(scenarios: &mut Scenarios) {
    scenarios.explore("beside_the_caller", || {
        let caller = thread::current().id();
        let on_the_caller = map_workers(0..4, number(1), |_| thread::current().id() == caller);
        on_the_caller.contains(&true)
    });
    scenarios.explore("as_many_calls_as_workers", || {
        let (calls, most) = (AtomicUsize::new(0), Count::new(0));
        map_workers(0..3, number(1), |_| {
            most.fetch_max(calls.fetch_add(1, SeqCst) + 1, SeqCst);
            calls.fetch_sub(1, SeqCst);
        });
        most.into_inner() <= 1
    });
}

fn at_the_same_time(scenarios: &mut Scenarios) {
    scenarios.explore("two_meet", || {
        let both = Barrier::new(2);
        mapped(&mut (0..2), 2, &|item| {
            both.wait();
            item
        })
    });
    scenarios.explore("one_takes_long", || takes_long(3));
    scenarios.explore("one_takes_very_long", || takes_long(8));
}

/// The call with the first item ends when those with all others have ended.
fn takes_long(items: usize) -> Vec<usize> {
    let (ended, others) = mpsc::channel();
    let others = Mutex::new(others);
    mapped(&mut (0..items), 2, &|item| {
        match item {
            0 => {
                let others = others.lock().expect("nobody panics with the lock");
                (1..items).for_each(|_| others.recv().expect("the sender outlives all calls"));
            }
            _ => ended.send(()).expect("the receiver outlives all calls"),
        }
        item
    })
}

fn bounded(scenarios: &mut Scenarios) {
    scenarios.explore("taken_for_one", || {
        let under_way = UnderWay::default();
        mapped(&mut under_way.counted(5), 1, &|item| {
            under_way.through();
            item
        });
        under_way.most.into_inner() <= 3
    });
    // Too many schedules to run them all: three calls meet, and the others come as they like.
    scenarios.explore("many", || {
        let (under_way, calls, three) = (UnderWay::default(), Count::new(0), Barrier::new(3));
        let results = mapped(&mut under_way.counted(8), 3, &|item| {
            if calls.fetch_add(1, SeqCst) < 3 {
                three.wait();
            }
            under_way.through();
            item
        });
        (results, under_way.most.into_inner() <= 7)
    });
}

/// Items that were taken and are not through `f`.
#[derive(Default)]
struct UnderWay {
    now: AtomicUsize,
    /// How many there ever were. No operation of the schedule, which is told by the other one.
    most: Count,
}

impl UnderWay {
    fn counted(&self, items: usize) -> impl Iterator<Item = usize> + Send {
        // A filter, so that nobody is told before how many there are.
        (0..items).filter(|_| {
            self.most.fetch_max(self.now.fetch_add(1, SeqCst) + 1, SeqCst);
            true
        })
    }

    fn through(&self) {
        self.now.fetch_sub(1, SeqCst);
    }
}

fn panics(scenarios: &mut Scenarios) {
    scenarios.explore("the_worker_panics", || panicking(4, 1, |_| true));
    scenarios.explore("all_workers_panic", || panicking(5, 2, |_| true));
    scenarios.explore("one_worker_panics", || panicking(3, 2, |item| item == 0));
    scenarios.explore("the_last_item_panics", || panicking(2, 1, |item| item == 1));
}

fn panicking(items: usize, workers: usize, is_bad: fn(usize) -> bool) -> &'static str {
    let mapped = catch_unwind(|| {
        mapped(&mut (0..items), workers, &|item| if is_bad(item) { panic!("a bad item") } else { item })
    });
    if mapped.is_err() { "panics" } else { "returns" }
}

/// Time passes only when nobody can go on, so that who is not asleep has an hour to fill.
fn asleep(scenarios: &mut Scenarios) {
    let explorer = exploring::explorer().time(Time::Ideal).polling(Polling::Fail);
    scenarios.explore_by(&explorer, "waits_for_a_result", || mapped(&mut (0..1), 2, &takes_an_hour));
    scenarios.explore_by(&explorer, "waits_for_room", || mapped(&mut (0..4), 1, &takes_an_hour));
    scenarios.explore_by(&explorer, "waits_for_an_item", || {
        mapped(&mut (0..2).map(|item| takes_an_hour(1 - item)), 1, &|item| item)
    });
}

fn takes_an_hour(item: usize) -> usize {
    if item == 0 {
        thread::sleep(Duration::from_secs(3600));
    }
    item
}

/// `map_workers` with items and a closure of one type, so that it is compiled once for most scenarios.
fn mapped(
    items: &mut (dyn Iterator<Item = usize> + Send),
    workers: usize,
    f: &(dyn Fn(usize) -> usize + Sync),
) -> Vec<usize> {
    map_workers(items, number(workers), f)
}

fn number(workers: usize) -> NonZeroUsize {
    NonZeroUsize::new(workers).expect("more than 0")
}
