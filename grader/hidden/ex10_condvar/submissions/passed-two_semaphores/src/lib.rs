//! Two semaphores count the places and the items; the items have a lock that nobody waits with.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};

pub struct BoundedQueue<T> {
    places: Semaphore,
    filled: Semaphore,
    items: Mutex<Items<T>>,
}

struct Items<T> {
    queue: VecDeque<T>,
    closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        BoundedQueue {
            places: Semaphore::new(capacity.get()),
            filled: Semaphore::new(0),
            items: Mutex::new(Items { queue: VecDeque::new(), closed: false }),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        self.places.acquire();
        let mut items = self.items.lock().unwrap();
        if items.closed {
            return Err(Closed(item));
        }
        items.queue.push_back(item);
        // Still with the lock: `close` comes before both or after both.
        self.filled.release();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        if !self.filled.acquire() {
            return None;
        }
        let item = self.items.lock().unwrap().queue.pop_front();
        self.places.release();
        item
    }

    pub fn close(&self) {
        self.items.lock().unwrap().closed = true;
        self.places.close();
        self.filled.close();
    }
}

/// So many permits, given out one at a time. Once it is closed, nobody waits for one.
struct Semaphore {
    permits: Mutex<(usize, bool)>,
    changed: Condvar,
}

impl Semaphore {
    fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new((permits, false)), changed: Condvar::new() }
    }

    /// Takes a permit; false if there is none left and never will be.
    fn acquire(&self) -> bool {
        let permits = self.permits.lock().unwrap();
        let mut permits = self.changed.wait_while(permits, |(left, closed)| *left == 0 && !*closed).unwrap();
        let granted = permits.0 > 0;
        permits.0 -= usize::from(granted);
        granted
    }

    fn release(&self) {
        self.permits.lock().unwrap().0 += 1;
        self.changed.notify_one();
    }

    fn close(&self) {
        self.permits.lock().unwrap().1 = true;
        self.changed.notify_all();
    }
}
