//! `read` says at once that nothing has begun to come, but waits for the end of what has begun.

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
        self.state.store(WRITING, Ordering::Relaxed);
        self.words[0].store(letter[0], Ordering::Relaxed);
        self.words[1].store(letter[1], Ordering::Relaxed);
        self.state.store(READY, Ordering::Release);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        if self.state.load(Ordering::Relaxed) == EMPTY {
            return None;
        }
        while self.state.load(Ordering::Acquire) != READY {
            //~ busy-wait
            std::hint::spin_loop();
        }
        Some([self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)])
    }
}
