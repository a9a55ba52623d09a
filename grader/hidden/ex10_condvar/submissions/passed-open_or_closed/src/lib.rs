//! The state is an enum: a closed queue has only what is left, and a `match` decides what to do.

use std::collections::{VecDeque, vec_deque};
use std::mem;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, PoisonError};

pub struct BoundedQueue<T> {
    capacity: NonZeroUsize,
    state: Mutex<State<T>>,
    room: Condvar,
    news: Condvar,
}

enum State<T> {
    Open(VecDeque<T>),
    Closed(vec_deque::IntoIter<T>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        let state = State::Open(VecDeque::with_capacity(capacity.get()));
        BoundedQueue { capacity, state: Mutex::new(state), room: Condvar::new(), news: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match &mut *state {
                State::Closed(_) => return Err(Closed(item)),
                State::Open(items) if items.len() < self.capacity.get() => {
                    items.push_back(item);
                    self.news.notify_one();
                    return Ok(());
                }
                State::Open(_) => state = self.room.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match &mut *state {
                State::Closed(rest) => return rest.next(),
                State::Open(items) => {
                    if let Some(item) = items.pop_front() {
                        self.room.notify_one();
                        return Some(item);
                    }
                }
            }
            state = self.news.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let State::Open(items) = &mut *state {
            let rest = mem::take(items);
            *state = State::Closed(rest.into_iter());
        }
        self.room.notify_all();
        self.news.notify_all();
    }
}
