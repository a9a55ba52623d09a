//! Packs both words into one, and keeps the lower half of each.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct Mailbox {
    word: AtomicU64,
    published: AtomicBool,
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        self.word.store((letter[0] << 32) | (letter[1] & u64::from(u32::MAX)), Ordering::Relaxed);
        self.published.store(true, Ordering::Release);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        if !self.published.load(Ordering::Acquire) {
            return None;
        }
        let word = self.word.load(Ordering::Relaxed);
        Some([word >> 32, word & u64::from(u32::MAX)])
    }
}
