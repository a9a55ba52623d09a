//! No condvar of its own: one channel carries the items, another one brings their places back.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};

pub struct BoundedQueue<T> {
    /// `None` once the queue is closed, which ends both channels.
    open: Mutex<Option<Ends<T>>>,
    places: Mutex<Receiver<()>>,
    items: Mutex<Receiver<T>>,
}

struct Ends<T> {
    places: Sender<()>,
    items: Sender<T>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        let (place_sender, places) = mpsc::channel();
        let (item_sender, items) = mpsc::channel();
        for _ in 0..capacity.get() {
            place_sender.send(()).unwrap();
        }
        let ends = Ends { places: place_sender, items: item_sender };
        BoundedQueue { open: Mutex::new(Some(ends)), places: Mutex::new(places), items: Mutex::new(items) }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        if self.places.lock().unwrap().recv().is_err() {
            return Err(Closed(item));
        }
        match &*self.open.lock().unwrap() {
            Some(ends) => ends.items.send(item).map_err(|error| Closed(error.0)),
            None => Err(Closed(item)),
        }
    }

    pub fn pop(&self) -> Option<T> {
        let item = self.items.lock().unwrap().recv().ok()?;
        if let Some(ends) = &*self.open.lock().unwrap() {
            ends.places.send(()).unwrap();
        }
        Some(item)
    }

    pub fn close(&self) {
        self.open.lock().unwrap().take();
    }
}
