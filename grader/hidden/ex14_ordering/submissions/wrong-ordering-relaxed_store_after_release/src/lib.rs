//! One state is stored with `Release`, the next, which the reader waits for, with `Relaxed`: a plain store carries on
//! nothing of the one before.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

const WRITTEN: u8 = 1;
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
        self.words[0].store(letter[0], Ordering::Relaxed);
        self.words[1].store(letter[1], Ordering::Relaxed);
        self.state.store(WRITTEN, Ordering::Release);
        self.state.store(READY, Ordering::Relaxed); //~ wrong-ordering
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        (self.state.load(Ordering::Acquire) == READY)
            .then(|| [self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)])
    }
}
