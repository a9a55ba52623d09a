//! A sequence number that is odd while the words are written, read before them and after: made for letters that change,
//! and right for one that comes once.

use std::sync::atomic::{AtomicU64, Ordering, fence};

#[derive(Debug, Default)]
pub struct Mailbox {
    words: [AtomicU64; 2],
    sequence: AtomicU64,
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        self.sequence.store(1, Ordering::Relaxed);
        fence(Ordering::Release);
        self.words[0].store(letter[0], Ordering::Relaxed);
        self.words[1].store(letter[1], Ordering::Relaxed);
        self.sequence.store(2, Ordering::Release);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        let before = self.sequence.load(Ordering::Acquire);
        let letter = [self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)];
        fence(Ordering::Acquire);
        let after = self.sequence.load(Ordering::Relaxed);
        (before == 2 && before == after).then_some(letter)
    }
}
