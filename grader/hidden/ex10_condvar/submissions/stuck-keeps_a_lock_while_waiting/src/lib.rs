//! Waits with a lock of its own for the condvar, and keeps the lock of the items, which nobody else gets then.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};

pub struct BoundedQueue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
    waiting: Mutex<()>,
    changed: Condvar,
}

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        BoundedQueue {
            capacity: capacity.get(),
            state: Mutex::new(State { items: VecDeque::new(), closed: false }),
            waiting: Mutex::new(()),
            changed: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        while state.items.len() == self.capacity && !state.closed {
            self.wait();
        }
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.changed.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.closed {
            self.wait();
        }
        let item = state.items.pop_front()?;
        self.changed.notify_all();
        Some(item)
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.changed.notify_all();
    }

    fn wait(&self) {
        let waiting = self.waiting.lock().unwrap();
        drop(self.changed.wait(waiting).unwrap()); //~ stuck
    }
}
