//! Claims the mailbox with an exchange, so that only one can write, and lets the readers take the claim for the letter.

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
        if self.published.compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire).is_ok() {
            //~ race
            self.words[0].store(letter[0], Ordering::Release);
            self.words[1].store(letter[1], Ordering::Release);
        }
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        if !self.published.load(Ordering::Acquire) {
            return None;
        }
        Some([self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)])
    }
}
