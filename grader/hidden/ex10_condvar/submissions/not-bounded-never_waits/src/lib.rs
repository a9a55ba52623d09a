//! A channel of std looks like a queue, but `mpsc::channel` takes in whatever comes.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};

pub struct BoundedQueue<T> {
    sender: Mutex<Option<Sender<T>>>,
    receiver: Mutex<Receiver<T>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    pub fn new(_capacity: NonZeroUsize) -> BoundedQueue<T> {
        let (sender, receiver) = mpsc::channel();
        BoundedQueue { sender: Mutex::new(Some(sender)), receiver: Mutex::new(receiver) }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        match &*self.sender.lock().unwrap() {
            Some(sender) => sender.send(item).map_err(|error| Closed(error.0)), //~ not-bounded
            None => Err(Closed(item)),
        }
    }

    pub fn pop(&self) -> Option<T> {
        self.receiver.lock().unwrap().recv().ok()
    }

    pub fn close(&self) {
        self.sender.lock().unwrap().take();
    }
}
