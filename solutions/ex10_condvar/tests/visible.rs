//! ex10: a bounded queue, on real threads. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex10`.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use ex10::{BoundedQueue, Closed};

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex10_condvar() {
    in_time("push or pop", step_1_items_come_out_in_the_order_in_which_they_went_in);
    in_time("pop", step_2_a_closed_queue_takes_nothing_in_and_gives_out_what_it_has);
    in_time("push or pop", step_3_a_producer_and_a_consumer_wait_for_each_other);
    in_time("push or pop", step_4_all_items_of_many_producers_arrive);
}

fn step_1_items_come_out_in_the_order_in_which_they_went_in() {
    let queue = queue(3);
    for item in [1, 2, 3] {
        assert_eq!(queue.push(item), Ok(()), "there is room for three");
    }
    assert_eq!(queue.pop(), Some(1), "the oldest item comes first");
    assert_eq!(queue.push(4), Ok(()), "there is room again after a pop");
    assert_eq!([queue.pop(), queue.pop(), queue.pop()], [Some(2), Some(3), Some(4)]);
}

fn step_2_a_closed_queue_takes_nothing_in_and_gives_out_what_it_has() {
    let queue = queue(2);
    assert_eq!(queue.push(1), Ok(()));
    queue.close();
    assert_eq!(queue.push(2), Err(Closed(2)), "a closed queue gives the item back");
    assert_eq!(queue.pop(), Some(1), "what was in the queue when it was closed is still there");
    assert_eq!([queue.pop(), queue.pop()], [None, None], "closed and empty");
}

fn step_3_a_producer_and_a_consumer_wait_for_each_other() {
    let queue = queue(1);
    let sum: u32 = thread::scope(|scope| {
        scope.spawn(|| {
            (1..=100).for_each(|item| queue.push(item).expect("the queue is open"));
            queue.close();
        });
        std::iter::from_fn(|| queue.pop()).sum()
    });
    assert_eq!(sum, 5050, "1 to 100 were pushed; their sum is 5050");
}

fn step_4_all_items_of_many_producers_arrive() {
    let queue = queue(2);
    let count: usize = thread::scope(|scope| {
        let producers = [1, 2, 3].map(|item| {
            let queue = &queue;
            scope.spawn(move || (0..50).for_each(|_| queue.push(item).expect("the queue is open")))
        });
        let consumers = [(); 3].map(|()| scope.spawn(|| std::iter::from_fn(|| queue.pop()).count()));
        producers.into_iter().for_each(|producer| producer.join().expect("push does not panic"));
        queue.close();
        consumers.into_iter().map(|consumer| consumer.join().expect("pop does not panic")).sum()
    });
    assert_eq!(count, 150, "3 producers pushed 50 items each");
}

fn queue(capacity: usize) -> BoundedQueue<u32> {
    BoundedQueue::new(NonZeroUsize::new(capacity).expect("more than 0"))
}

/// Runs a step on a thread of its own, so that one which waits for ever can be told.
fn in_time(who: &str, step: fn()) {
    let (sender, done) = mpsc::channel();
    let thread = thread::spawn(move || {
        step();
        let _ = sender.send(());
    });
    if done.recv_timeout(LAST_RESORT) == Err(RecvTimeoutError::Timeout) {
        panic!("\n\nSomebody still waits in {who}, and should not. tests/schedules.rs tells who, and why.\n");
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
Not written yet. First: `BoundedQueue` in exercises/ex10_condvar/src/lib.rs, its fields, `new`, `push` and `pop`; then `close`.
Then again:      cargo test -p ex10
";

/// All of this takes milliseconds. Past this time, somebody must be waiting for ever.
const LAST_RESORT: Duration = Duration::from_secs(60);
