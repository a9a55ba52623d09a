//! Who has to wait leaves its handle and parks; whoever changes something unparks all of them.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::thread::{self, Thread};

pub struct BoundedQueue<T> {
    capacity: usize,
    state: Mutex<State<T>>,
}

struct State<T> {
    items: VecDeque<T>,
    waiting: Vec<Thread>,
    closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        let state = State { items: VecDeque::new(), waiting: Vec::new(), closed: false };
        BoundedQueue { capacity: capacity.get(), state: Mutex::new(state) }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        self.when(
            |state| state.closed || state.items.len() < self.capacity,
            |state| {
                if state.closed {
                    return Err(Closed(item));
                }
                state.items.push_back(item);
                Ok(())
            },
        )
    }

    pub fn pop(&self) -> Option<T> {
        self.when(|state| state.closed || !state.items.is_empty(), |state| state.items.pop_front())
    }

    pub fn close(&self) {
        self.when(|_| true, |state| state.closed = true);
    }

    /// Waits until `ready`, and then lets `act` change the state.
    fn when<R>(&self, ready: impl Fn(&State<T>) -> bool, act: impl FnOnce(&mut State<T>) -> R) -> R {
        loop {
            let mut state = self.state.lock().unwrap();
            if ready(&state) {
                let result = act(&mut state);
                state.waiting.drain(..).for_each(|thread| thread.unpark());
                return result;
            }
            state.waiting.push(thread::current());
            drop(state);
            // An unpark that comes before this is not lost: park returns at once then.
            thread::park();
        }
    }
}
