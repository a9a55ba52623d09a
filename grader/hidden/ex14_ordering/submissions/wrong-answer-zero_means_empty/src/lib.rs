//! Takes a second word of 0 to mean that there is no letter.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct Mailbox {
    words: [AtomicU64; 2],
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        self.words[0].store(letter[0], Ordering::Relaxed);
        self.words[1].store(letter[1], Ordering::Release);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        let second = self.words[1].load(Ordering::Acquire);
        (second != 0).then(|| [self.words[0].load(Ordering::Relaxed), second])
    }
}
