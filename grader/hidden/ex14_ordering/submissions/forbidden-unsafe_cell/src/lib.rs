//! The words lie in a cell that is said to be safe to share: as in the book's own mailbox, but here without need.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering};

#[derive(Debug, Default)]
pub struct Mailbox {
    words: UnsafeCell<[u64; 2]>,
    published: AtomicBool,
}

unsafe impl Sync for Mailbox {} //~ forbidden

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        unsafe { *self.words.get() = letter };
        self.published.store(true, Ordering::Release);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        self.published.load(Ordering::Acquire).then(|| unsafe { *self.words.get() })
    }
}
