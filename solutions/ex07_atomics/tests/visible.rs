//! ex07: count without losing an update. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex07`.

use std::any::Any;
use std::panic;
use std::thread;

use ex07::{HitCounter, Snapshot};

/// How many hits each thread makes: enough for them to meet, and done in a moment.
const HITS: u64 = 10_000;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex07_atomics() {
    if let Err(payload) = panic::catch_unwind(step_1_one_thread_counts) {
        assert!(!is_unwritten(&*payload), "\n{FIRST}");
        panic::resume_unwind(payload);
    }
    step_2_no_hit_of_four_threads_is_lost();
    step_3_no_hit_is_lost_while_others_take();
}

fn step_1_one_thread_counts() {
    let counter = HitCounter::new();
    for micros in [120, 80, 3_600_000_000, 7] {
        counter.hit(micros);
    }
    let seen = Snapshot { hits: counter.hits(), longest: counter.longest() };
    let expected = Snapshot { hits: 4, longest: 3_600_000_000 };
    assert!(seen == expected, "\n\nAfter four hits there should be {expected:?}, but hits and longest say {seen:?}.\n");
    let taken = counter.take();
    assert!(taken == expected, "\n\nAfter four hits, take should return {expected:?}, but it returns {taken:?}.\n");
    let left = counter.take();
    let nothing = Snapshot::default();
    assert!(left == nothing, "\n\nThe next take should find {nothing:?}, but it finds {left:?}.\n");
}

fn step_2_no_hit_of_four_threads_is_lost() {
    let counter = HitCounter::new();
    thread::scope(|scope| {
        for first in 1..=4 {
            let counter = &counter;
            scope.spawn(move || (0..HITS).for_each(|hit| counter.hit(first + hit)));
        }
    });
    let hits = counter.hits();
    assert!(hits == 4 * HITS, "\n\nFour threads made {} hits, but {hits} were counted. {BETWEEN}", 4 * HITS);
    let longest = counter.longest();
    assert!(longest == HITS + 3, "\n\nThe longest hit took {}, but longest says {longest}. {BETWEEN}", HITS + 3);
}

fn step_3_no_hit_is_lost_while_others_take() {
    let counter = HitCounter::new();
    let mut snapshots: Vec<Snapshot> = thread::scope(|scope| {
        scope.spawn(|| (1..=HITS).for_each(|micros| counter.hit(micros)));
        let takers = [(); 2].map(|()| scope.spawn(|| (0..HITS).map(|_| counter.take()).collect::<Vec<_>>()));
        takers.into_iter().flat_map(|taker| taker.join().expect("take does not panic")).collect()
    });
    snapshots.push(counter.take());
    // A count below 0 shows as a very large one; added up carelessly, it would end this test with another message.
    let hits = snapshots.iter().fold(0, |hits: u64, snapshot| hits.saturating_add(snapshot.hits));
    assert!(hits == HITS, "\n\nThere were {HITS} hits, but all snapshots together have {hits}. {BETWEEN}");
    let longest = snapshots.iter().map(|snapshot| snapshot.longest).max();
    assert!(longest == Some(HITS), "\n\nThe longest hit took {HITS}, but no snapshot has it: {longest:?}. {BETWEEN}");
}

fn is_unwritten(payload: &(dyn Any + Send)) -> bool {
    payload.downcast_ref::<String>().is_some_and(|message| message.starts_with("not yet implemented"))
}

const FIRST: &str = "
Not written yet. First: `HitCounter` in exercises/ex07_atomics/src/lib.rs, its fields and `hit`; then every other todo!().
Then again:      cargo test -p ex07
";

const BETWEEN: &str = "
What can another thread do between two of your operations? Read and write in one.
";
