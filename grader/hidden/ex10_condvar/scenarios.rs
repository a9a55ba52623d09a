//! Two and three threads with one queue: what must hold whatever the order in which they run. A scenario returns what was
//! seen in the end; which of that is right is said by the checks.

use std::iter;
use std::num::NonZeroUsize;
use std::time::Duration;

use controlled::{BoundedQueue, Closed};
use weave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use weave::thread::{self, Scope, ScopedJoinHandle};
use weave::{Polling, Time};

use exploring::Scenarios;

fn main() {
    let mut scenarios = exploring::open();
    in_order(&mut scenarios);
    bounded(&mut scenarios);
    going_on(&mut scenarios);
    closed(&mut scenarios);
    asleep(&mut scenarios);
    scenarios.close();
}

fn in_order(scenarios: &mut Scenarios) {
    scenarios.explore("one_thread", || {
        let queue = queue(5);
        let pushed = [queue.push(1), queue.push(2)];
        let first = queue.pop();
        (pushed, first, [queue.push(3), queue.push(4)], [queue.pop(), queue.pop(), queue.pop()])
    });
    // With room for all, and no wake-up without a reason: what goes wrong there is told by other checks.
    scenarios.explore_by(&exploring::explorer().spurious_wakeups(0), "producer_and_consumer", || {
        let queue = queue(3);
        thread::scope(|scope| {
            scope.spawn(|| [queue.push(1), queue.push(2)]);
            [queue.pop(), queue.pop()]
        })
    });
}

fn bounded(scenarios: &mut Scenarios) {
    scenarios.explore("room_is_used", || {
        let is_used = |capacity| {
            let queue = queue(capacity);
            let fill_and_empty = || {
                let pushed = (0..capacity).filter(|&item| queue.push(item).is_ok()).count();
                pushed == capacity && (0..capacity).all(|item| queue.pop() == Some(item))
            };
            fill_and_empty() && fill_and_empty()
        };
        [is_used(1), is_used(3)]
    });
    scenarios.explore("push_waits", || {
        let (queue, pushed) = (queue(1), AtomicUsize::new(0));
        thread::scope(|scope| {
            scope.spawn(|| [counted(&pushed, queue.push(1)), counted(&pushed, queue.push(2))]);
            let full = pushed.load(SeqCst);
            pop_or_close(&queue);
            full <= 1
        })
    });
    scenarios.explore("two_pushes_for_one_place", || {
        let (queue, pushed) = (queue(1), AtomicUsize::new(0));
        thread::scope(|scope| {
            let (queue, pushed) = (&queue, &pushed);
            for item in [1, 2] {
                scope.spawn(move || counted(pushed, queue.push(item)));
            }
            let full = pushed.load(SeqCst);
            pop_or_close(queue);
            full <= 1
        })
    });
    scenarios.explore("push_goes_on", || {
        let queue = queue(1);
        thread::scope(|scope| {
            let producer = scope.spawn(|| [queue.push(1), queue.push(2)]);
            (pop_or_close(&queue), producer.join().expect("push does not panic"))
        })
    });
}

fn going_on(scenarios: &mut Scenarios) {
    scenarios.explore("pop_goes_on", || {
        let queue = queue(1);
        thread::scope(|scope| {
            let consumer = scope.spawn(|| queue.pop());
            let pushed = queue.push(1);
            (pushed, consumer.join().expect("pop does not panic"))
        })
    });
    for (name, capacity) in [("two_consumers", 1), ("two_consumers_and_room", 2)] {
        scenarios.explore_with(name, move || {
            let queue = queue(capacity);
            thread::scope(|scope| {
                let [one, other] = two_consumers(scope, &queue);
                let pushed = [push_or_close(&queue, 1), push_or_close(&queue, 2)];
                (pushed, sorted([popped(one), popped(other)]))
            })
        });
    }
    scenarios.explore("two_producers", || {
        let queue = queue(1);
        let first = queue.push(0);
        thread::scope(|scope| {
            let queue = &queue;
            let produce = |item| scope.spawn(move || push_or_close(queue, item));
            let (one, other) = (produce(1), produce(2));
            let popped = [pop_or_close(queue), pop_or_close(queue)];
            let pushed = [one.join().expect("push does not panic"), other.join().expect("push does not panic")];
            (first.is_ok(), pushed, popped[0], sorted([popped[1], queue.pop()]))
        })
    });
}

fn closed(scenarios: &mut Scenarios) {
    scenarios.explore("close_drains", || {
        let queue = queue(3);
        let pushed = [queue.push(1).is_ok(), queue.push(2).is_ok()];
        queue.close();
        let refused = queue.push(3);
        let popped = [queue.pop(), queue.pop(), queue.pop()];
        queue.close();
        (pushed, refused, popped, queue.push(4), queue.pop())
    });
    scenarios.explore("close_wakes_pop", || {
        let queue = queue(1);
        thread::scope(|scope| {
            let [one, other] = two_consumers(scope, &queue);
            queue.close();
            [popped(one), popped(other)]
        })
    });
    scenarios.explore("close_wakes_push", || {
        let queue = queue(1);
        let first = queue.push(0);
        let refused = thread::scope(|scope| {
            let producer = scope.spawn(|| queue.push(1));
            queue.close();
            producer.join().expect("push does not panic")
        });
        (first, refused, [queue.pop(), queue.pop()])
    });
    scenarios.explore("close_during_a_push", || {
        let queue = queue(1);
        thread::scope(|scope| {
            let producer = scope.spawn(|| [1, 2].into_iter().filter(|&item| queue.push(item).is_ok()).collect::<Vec<_>>());
            let consumer = scope.spawn(|| iter::from_fn(|| queue.pop()).take(3).collect::<Vec<_>>());
            queue.close();
            let pushed = producer.join().expect("push does not panic");
            let popped = consumer.join().expect("pop does not panic");
            (popped == pushed, queue.pop())
        })
    });
}

/// Time passes only when nobody can go on, so that who is not asleep has an hour to fill.
fn asleep(scenarios: &mut Scenarios) {
    let explorer = exploring::explorer().time(Time::Ideal).polling(Polling::Fail);
    scenarios.explore_by(&explorer, "pop_sleeps", || {
        let queue = queue(1);
        thread::scope(|scope| {
            let consumer = scope.spawn(|| queue.pop());
            thread::sleep(HOUR);
            (queue.push(1), consumer.join().expect("pop does not panic"))
        })
    });
    scenarios.explore_by(&explorer, "push_sleeps", || {
        let queue = queue(1);
        let first = queue.push(0);
        thread::scope(|scope| {
            let producer = scope.spawn(|| queue.push(1));
            thread::sleep(HOUR);
            (first, queue.pop(), producer.join().expect("push does not panic"))
        })
    });
}

const HOUR: Duration = Duration::from_secs(3600);

fn queue(capacity: usize) -> BoundedQueue<usize> {
    BoundedQueue::new(NonZeroUsize::new(capacity).expect("more than 0"))
}

/// Pops; closes a queue that gave nothing, in which others would wait for ever.
fn pop_or_close(queue: &BoundedQueue<usize>) -> Option<usize> {
    let popped = queue.pop();
    if popped.is_none() {
        queue.close();
    }
    popped
}

/// Pushes; closes a queue that did not take the item, for which others would wait for ever.
fn push_or_close(queue: &BoundedQueue<usize>, item: usize) -> bool {
    let pushed = queue.push(item).is_ok();
    if !pushed {
        queue.close();
    }
    pushed
}

fn counted(pushed: &AtomicUsize, result: Result<(), Closed<usize>>) {
    pushed.fetch_add(usize::from(result.is_ok()), SeqCst);
}

fn two_consumers<'scope>(
    scope: &'scope Scope<'scope, '_>,
    queue: &'scope BoundedQueue<usize>,
) -> [ScopedJoinHandle<'scope, Option<usize>>; 2] {
    let consume = || scope.spawn(|| queue.pop());
    [consume(), consume()]
}

fn popped(consumer: ScopedJoinHandle<'_, Option<usize>>) -> Option<usize> {
    consumer.join().expect("pop does not panic")
}

fn sorted([one, other]: [Option<usize>; 2]) -> [Option<usize>; 2] {
    [one.min(other), one.max(other)]
}
