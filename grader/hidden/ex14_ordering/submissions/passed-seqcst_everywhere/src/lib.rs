//! The strongest ordering everywhere: right, and more than is needed.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct Mailbox {
    words: [AtomicU64; 2],
    published: AtomicBool,
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        self.words[0].store(letter[0], Ordering::SeqCst);
        self.words[1].store(letter[1], Ordering::SeqCst);
        self.published.store(true, Ordering::SeqCst);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        if !self.published.load(Ordering::SeqCst) {
            return None;
        }
        Some([self.words[0].load(Ordering::SeqCst), self.words[1].load(Ordering::SeqCst)])
    }
}
