//! The first state is stored with `Release`, the next is added to it with `Relaxed`: other than a store, a
//! read-modify-write carries on what the one before has handed on.

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
        self.state.fetch_add(READY - WRITTEN, Ordering::Relaxed);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        (self.state.load(Ordering::Acquire) == READY)
            .then(|| [self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)])
    }
}
