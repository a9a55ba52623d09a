//! Returns the two words in the other order.

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
        self.words[0].store(letter[0], Ordering::Relaxed);
        self.words[1].store(letter[1], Ordering::Relaxed);
        self.published.store(true, Ordering::Release);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        if !self.published.load(Ordering::Acquire) {
            return None;
        }
        Some([self.words[1].load(Ordering::Relaxed), self.words[0].load(Ordering::Relaxed)])
    }
}
