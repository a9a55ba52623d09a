//! A state of three, claimed by an exchange, so that a second letter would be turned away.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

const EMPTY: u8 = 0;
const WRITING: u8 = 1;
const READY: u8 = 2;

#[derive(Debug, Default)]
pub struct Mailbox {
    words: [AtomicU64; 2],
    state: AtomicU8,
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        if self.state.compare_exchange(EMPTY, WRITING, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            self.words[0].store(letter[0], Ordering::Relaxed);
            self.words[1].store(letter[1], Ordering::Relaxed);
            self.state.store(READY, Ordering::Release);
        }
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        (self.state.load(Ordering::Acquire) == READY)
            .then(|| [self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)])
    }
}
