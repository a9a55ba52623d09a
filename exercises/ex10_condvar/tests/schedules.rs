//! ex10: a bounded queue, under every order in which its threads can take turns. A step that fails shows the order in which
//! it does. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex10 --test schedules`.

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic;

use controlled::{BoundedQueue, Closed};
use weave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use weave::thread;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex10_condvar_under_every_schedule() {
    explore(step_1_a_push_waits_for_room);
    explore(step_2_each_of_two_consumers_gets_an_item);
    explore(step_3_each_of_two_producers_gets_a_place);
    explore(step_4_close_wakes_those_who_wait_in_pop);
    explore(step_5_close_wakes_those_who_wait_in_push);
    explore(step_6_an_item_is_popped_or_given_back);
}

fn step_1_a_push_waits_for_room() {
    let (queue, pushed) = (queue(1), AtomicUsize::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            for item in [1, 2] {
                queue.push(item).expect("the queue is open");
                pushed.fetch_add(1, SeqCst);
            }
        });
        assert!(pushed.load(SeqCst) <= 1, "a queue with room for 1 took in 2 items, and nobody popped");
        assert_eq!([queue.pop(), queue.pop()], [Some(1), Some(2)]);
    });
}

fn step_2_each_of_two_consumers_gets_an_item() {
    let queue = queue(1);
    let popped = thread::scope(|scope| {
        let consumers = [(); 2].map(|()| scope.spawn(|| queue.pop()));
        for item in [1, 2] {
            queue.push(item).expect("the queue is open");
        }
        consumers.map(|consumer| consumer.join().expect("pop does not panic"))
    });
    let right = matches!(popped, [Some(1), Some(2)] | [Some(2), Some(1)]);
    assert!(right, "1 and 2 were pushed, the queue is open, and two consumers popped {popped:?}");
}

fn step_3_each_of_two_producers_gets_a_place() {
    let queue = queue(1);
    queue.push(0).expect("the queue is open");
    let popped = thread::scope(|scope| {
        for item in [1, 2] {
            let queue = &queue;
            scope.spawn(move || queue.push(item).expect("the queue is open"));
        }
        [queue.pop(), queue.pop(), queue.pop()]
    });
    let right = matches!(popped, [Some(0), Some(1), Some(2)] | [Some(0), Some(2), Some(1)]);
    assert!(right, "0 was pushed, then 1 and 2 by two threads, and out came {popped:?}");
}

fn step_4_close_wakes_those_who_wait_in_pop() {
    let queue = queue(1);
    thread::scope(|scope| {
        let consumers = [(); 2].map(|()| scope.spawn(|| queue.pop()));
        queue.close();
        for consumer in consumers {
            assert_eq!(consumer.join().expect("pop does not panic"), None, "closed, and always empty");
        }
    });
}

fn step_5_close_wakes_those_who_wait_in_push() {
    let queue = queue(1);
    queue.push(0).expect("the queue is open");
    thread::scope(|scope| {
        let producers = [1, 2].map(|item| {
            let queue = &queue;
            (item, scope.spawn(move || queue.push(item)))
        });
        queue.close();
        for (item, producer) in producers {
            let pushed = producer.join().expect("push does not panic");
            assert_eq!(pushed, Err(Closed(item)), "it was full until it was closed");
        }
    });
    assert_eq!([queue.pop(), queue.pop()], [Some(0), None], "what was in it is still to be had");
}

fn step_6_an_item_is_popped_or_given_back() {
    let queue = queue(1);
    thread::scope(|scope| {
        let producer = scope.spawn(|| [1, 2].into_iter().filter(|&item| queue.push(item).is_ok()).collect::<Vec<_>>());
        let consumer = scope.spawn(|| std::iter::from_fn(|| queue.pop()).collect::<Vec<_>>());
        queue.close();
        let taken_in = producer.join().expect("push does not panic");
        let popped = consumer.join().expect("pop does not panic");
        assert_eq!(popped, taken_in, "the consumer popped until None; all that the queue took in should be there");
        assert_eq!(queue.pop(), None, "an item came after None");
    });
}

fn queue(capacity: usize) -> BoundedQueue<u32> {
    BoundedQueue::new(NonZeroUsize::new(capacity).expect("more than 0"))
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
Not written yet. First: `BoundedQueue` in exercises/ex10_condvar/src/lib.rs, its fields, `new`, `push` and `pop`; then `close`.
Then again:      cargo test -p ex10
";
