//! A lock made of a flag around a letter that is there or not: right, but a writer that is stopped holds all readers
//! up.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct Mailbox {
    locked: AtomicBool,
    there: AtomicBool,
    words: [AtomicU64; 2],
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        self.lock();
        self.words[0].store(letter[0], Ordering::Relaxed);
        self.words[1].store(letter[1], Ordering::Relaxed);
        self.there.store(true, Ordering::Relaxed);
        self.unlock();
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        self.lock();
        let letter = self
            .there
            .load(Ordering::Relaxed)
            .then(|| [self.words[0].load(Ordering::Relaxed), self.words[1].load(Ordering::Relaxed)]);
        self.unlock();
        letter
    }

    fn lock(&self) {
        while self.locked.swap(true, Ordering::Acquire) {
            //~ busy-wait
            std::hint::spin_loop();
        }
    }

    fn unlock(&self) {
        self.locked.store(false, Ordering::Release);
    }
}
