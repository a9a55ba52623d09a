//! Fair: producers draw tickets and are served in that order, and so are consumers.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};

pub struct BoundedQueue<T> {
    capacity: u64,
    desk: Mutex<Desk<T>>,
    called: Condvar,
}

/// Push number n may go on after more than n - capacity pops, pop number n after more than n pushes.
struct Desk<T> {
    items: VecDeque<T>,
    closed: bool,
    push_tickets: u64,
    pop_tickets: u64,
    pushes: u64,
    pops: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        let desk = Desk { items: VecDeque::new(), closed: false, push_tickets: 0, pop_tickets: 0, pushes: 0, pops: 0 };
        BoundedQueue { capacity: capacity.get() as u64, desk: Mutex::new(desk), called: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut desk = self.desk.lock().unwrap();
        let ticket = desk.push_tickets;
        desk.push_tickets += 1;
        while !desk.closed && (ticket != desk.pushes || ticket >= desk.pops + self.capacity) {
            desk = self.called.wait(desk).unwrap();
        }
        if desk.closed {
            return Err(Closed(item));
        }
        desk.pushes += 1;
        desk.items.push_back(item);
        self.called.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut desk = self.desk.lock().unwrap();
        let ticket = desk.pop_tickets;
        desk.pop_tickets += 1;
        // Once it is closed, tickets that nobody can serve any more are worth nothing.
        while ticket != desk.pops || ticket >= desk.pushes {
            if desk.closed && ticket >= desk.pushes {
                return None;
            }
            desk = self.called.wait(desk).unwrap();
        }
        desk.pops += 1;
        self.called.notify_all();
        desk.items.pop_front()
    }

    pub fn close(&self) {
        self.desk.lock().unwrap().closed = true;
        self.called.notify_all();
    }
}
