//! Everything is `Relaxed`, and two fences say what the flag stands for.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering, fence};

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
        fence(Ordering::Release);
        self.published.store(true, Ordering::Relaxed);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        if !self.published.load(Ordering::Relaxed) {
            return None;
        }
        fence(Ordering::Acquire);
        Some([self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)])
    }
}
