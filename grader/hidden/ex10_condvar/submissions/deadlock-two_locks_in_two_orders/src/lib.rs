//! Two locks: `push` and `pop` take that of the items first, `close` that of the flag.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};

pub struct BoundedQueue<T> {
    capacity: usize,
    items: Mutex<VecDeque<T>>,
    closed: Mutex<bool>,
    not_full: Condvar,
    not_empty: Condvar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        BoundedQueue {
            capacity: capacity.get(),
            items: Mutex::new(VecDeque::new()),
            closed: Mutex::new(false),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut items = self.items.lock().unwrap();
        while items.len() == self.capacity && !*self.closed.lock().unwrap() {
            items = self.not_full.wait(items).unwrap();
        }
        if *self.closed.lock().unwrap() {
            return Err(Closed(item));
        }
        items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap();
        while items.is_empty() && !*self.closed.lock().unwrap() {
            items = self.not_empty.wait(items).unwrap();
        }
        let item = items.pop_front()?;
        self.not_full.notify_one();
        Some(item)
    }

    pub fn close(&self) {
        let mut closed = self.closed.lock().unwrap();
        *closed = true;
        // With the items locked, so that nobody is between looking and waiting.
        let _items = self.items.lock().unwrap(); //~ deadlock
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}
