//! Sets the flag by a swap, and reads it by an exchange for itself.

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
        self.words[0].store(letter[0], Ordering::Relaxed);
        self.words[1].store(letter[1], Ordering::Relaxed);
        self.published.swap(true, Ordering::Release);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        let published = self.published.compare_exchange(true, true, Ordering::Acquire, Ordering::Relaxed);
        published.is_ok().then(|| [self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)])
    }
}
