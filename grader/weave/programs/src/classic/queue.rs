//! A queue with room for one, with a bell for each kind of waiter or one bell for both.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::wrong("queue_with_one_bell", queue_with_one_bell, Expect::Deadlock),
    Program::exactly("queue_with_two_bells", queue_with_two_bells, &["sum 6"]),
];

const ROOM: usize = 1;

struct Queue {
    items: Mutex<VecDeque<u32>>,
    room_made: Arc<Condvar>,
    item_come: Arc<Condvar>,
}

impl Queue {
    fn new(room_made: Arc<Condvar>, item_come: Arc<Condvar>) -> Arc<Self> {
        Arc::new(Self { items: Mutex::default(), room_made, item_come })
    }

    fn push(&self, item: u32) {
        let mut items = self.items.lock().unwrap();
        while items.len() == ROOM {
            items = self.room_made.wait(items).unwrap();
        }
        items.push_back(item);
        self.item_come.notify_one();
    }

    fn pop(&self) -> u32 {
        let mut items = self.items.lock().unwrap();
        loop {
            if let Some(item) = items.pop_front() {
                self.room_made.notify_one();
                return item;
            }
            items = self.item_come.wait(items).unwrap();
        }
    }
}

/// Two producers push two items each, two consumers pop two each, through a queue with room for one.
/// All wait for one bell: `notify_one` may wake a producer when a consumer is meant, and both kinds sleep on.
fn queue_with_one_bell() -> String {
    let bell = Arc::new(Condvar::new());
    pass_items(&Queue::new(Arc::clone(&bell), bell))
}

/// Two producers push two items each, two consumers pop two each, through a queue with room for one.
/// Right: a push wakes a consumer, a pop wakes a producer.
fn queue_with_two_bells() -> String {
    pass_items(&Queue::new(Arc::default(), Arc::default()))
}

fn pass_items(queue: &Arc<Queue>) -> String {
    let producers = [1, 2].map(|number| {
        let queue = Arc::clone(queue);
        let thread = thread::Builder::new().name(format!("producer-{number}"));
        thread.spawn(move || [number, number].map(|item| queue.push(item))).unwrap()
    });
    let consumers = [1, 2].map(|number| {
        let queue = Arc::clone(queue);
        let thread = thread::Builder::new().name(format!("consumer-{number}"));
        thread.spawn(move || queue.pop() + queue.pop()).unwrap()
    });
    for producer in producers {
        producer.join().unwrap();
    }
    let sum: u32 = consumers.map(|consumer| consumer.join().unwrap()).iter().sum();
    format!("sum {sum}")
}
