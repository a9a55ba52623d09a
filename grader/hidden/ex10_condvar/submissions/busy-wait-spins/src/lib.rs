//! Asks for room, or an item, again and again, as fast as it can.

use std::collections::VecDeque;
use std::hint;
use std::num::NonZeroUsize;
use std::sync::Mutex;

pub struct BoundedQueue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
}

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        BoundedQueue { capacity: capacity.get(), state: Mutex::new(State { items: VecDeque::new(), closed: false }) }
    }

    pub fn push(&self, mut item: T) -> Result<(), Closed<T>> {
        loop {
            match self.try_push(item) {
                Ok(pushed) => return pushed,
                Err(full) => item = full,
            }
            hint::spin_loop();
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            if let Some(popped) = self.try_pop() {
                return popped;
            }
            hint::spin_loop(); //~ busy-wait
        }
    }

    fn try_push(&self, item: T) -> Result<Result<(), Closed<T>>, T> {
        let mut state = self.state.lock().unwrap();
        if state.closed {
            return Ok(Err(Closed(item)));
        }
        if state.items.len() == self.capacity {
            return Err(item);
        }
        state.items.push_back(item);
        Ok(Ok(()))
    }

    fn try_pop(&self) -> Option<Option<T>> {
        let mut state = self.state.lock().unwrap();
        if state.items.is_empty() && !state.closed { None } else { Some(state.items.pop_front()) }
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
    }
}
