//! Each word has a flag of its own, with `Release` and `Acquire`; a letter is there when both are.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

#[derive(Debug, Default)]
struct Word {
    value: AtomicU64,
    stored: AtomicBool,
}

impl Word {
    fn store(&self, value: u64) {
        self.value.store(value, Ordering::Relaxed);
        self.stored.store(true, Ordering::Release);
    }

    fn load(&self) -> Option<u64> {
        self.stored.load(Ordering::Acquire).then(|| self.value.load(Ordering::Relaxed))
    }
}

#[derive(Debug, Default)]
pub struct Mailbox {
    words: [Word; 2],
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        self.words[0].store(letter[0]);
        self.words[1].store(letter[1]);
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        Some([self.words[0].load()?, self.words[1].load()?])
    }
}
