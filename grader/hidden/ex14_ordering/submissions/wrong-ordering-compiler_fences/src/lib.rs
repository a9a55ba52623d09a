//! Fences that only the compiler minds, and the processor does not.

use std::sync::atomic::{self, AtomicBool, AtomicU64, Ordering};

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
        atomic::compiler_fence(Ordering::Release);
        self.published.store(true, Ordering::Relaxed); //~ wrong-ordering
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        if !self.published.load(Ordering::Relaxed) {
            return None;
        }
        atomic::compiler_fence(Ordering::Acquire);
        Some([self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)])
    }
}
