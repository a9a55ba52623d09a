//! Counts the words that are stored, and reads when there are two.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

#[derive(Debug, Default)]
pub struct Mailbox {
    words: [AtomicU64; 2],
    stored: AtomicUsize,
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        for (word, value) in self.words.iter().zip(letter) {
            word.store(value, Ordering::Relaxed);
            self.stored.fetch_add(1, Ordering::Release);
        }
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        (self.stored.load(Ordering::Acquire) == 2)
            .then(|| [self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)])
    }
}
