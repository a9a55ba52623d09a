//! A `RefCell` is for one thread; the queue cannot be shared.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::num::NonZeroUsize;

pub struct BoundedQueue<T> {
    capacity: usize,
    items: RefCell<VecDeque<T>>,
    closed: RefCell<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        BoundedQueue { capacity: capacity.get(), items: RefCell::new(VecDeque::new()), closed: RefCell::new(false) }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        if *self.closed.borrow() || self.items.borrow().len() == self.capacity {
            return Err(Closed(item));
        }
        self.items.borrow_mut().push_back(item);
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        self.items.borrow_mut().pop_front()
    }

    pub fn close(&self) {
        *self.closed.borrow_mut() = true;
    }
}
