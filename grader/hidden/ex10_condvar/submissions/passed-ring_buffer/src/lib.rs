//! A ring of places made once, and `wait_while` in place of a loop.

use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};

pub struct BoundedQueue<T> {
    ring: Mutex<Ring<T>>,
    room: Condvar,
    item: Condvar,
}

struct Ring<T> {
    places: Box<[Option<T>]>,
    oldest: usize,
    count: usize,
    closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        let places = (0..capacity.get()).map(|_| None).collect();
        let ring = Ring { places, oldest: 0, count: 0, closed: false };
        BoundedQueue { ring: Mutex::new(ring), room: Condvar::new(), item: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let ring = self.ring.lock().unwrap();
        let full = |ring: &mut Ring<T>| ring.count == ring.places.len() && !ring.closed;
        let mut ring = self.room.wait_while(ring, full).unwrap();
        if ring.closed {
            return Err(Closed(item));
        }
        let place = (ring.oldest + ring.count) % ring.places.len();
        ring.places[place] = Some(item);
        ring.count += 1;
        self.item.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let ring = self.ring.lock().unwrap();
        let mut ring = self.item.wait_while(ring, |ring| ring.count == 0 && !ring.closed).unwrap();
        if ring.count == 0 {
            return None;
        }
        let oldest = ring.oldest;
        ring.oldest = (oldest + 1) % ring.places.len();
        ring.count -= 1;
        self.room.notify_one();
        ring.places[oldest].take()
    }

    pub fn close(&self) {
        self.ring.lock().unwrap().closed = true;
        self.room.notify_all();
        self.item.notify_all();
    }
}
