//! Producers and consumers wait on one condvar, and `notify_one` may wake one who can do nothing with the news.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};

pub struct BoundedQueue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
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
            changed: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        while state.items.len() == self.capacity && !state.closed {
            state = self.changed.wait(state).unwrap(); //~ stuck
        }
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.changed.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.closed {
            state = self.changed.wait(state).unwrap();
        }
        let item = state.items.pop_front()?;
        self.changed.notify_one();
        Some(item)
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.changed.notify_all();
    }
}
