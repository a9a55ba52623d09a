//! Sets `closed` without the lock: between a look at it and going to sleep, it can be set and all be notified.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};

pub struct BoundedQueue<T> {
    capacity: usize,
    items: Mutex<VecDeque<T>>,
    closed: AtomicBool,
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
            closed: AtomicBool::new(false),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut items = self.items.lock().unwrap();
        while items.len() == self.capacity && !self.closed.load(SeqCst) {
            items = self.not_full.wait(items).unwrap();
        }
        if self.closed.load(SeqCst) {
            return Err(Closed(item));
        }
        items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap();
        while items.is_empty() && !self.closed.load(SeqCst) {
            items = self.not_empty.wait(items).unwrap(); //~ stuck
        }
        let item = items.pop_front()?;
        self.not_full.notify_one();
        Some(item)
    }

    pub fn close(&self) {
        self.closed.store(true, SeqCst);
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}
