//! Keeps both numbers in one word: a snapshot is of one moment.

use std::sync::atomic::{AtomicU64, Ordering};

/// Which bits of the word are the longest; those above are the count.
const LONGEST: u64 = u32::MAX as u64;

#[derive(Debug, Default)]
pub struct HitCounter {
    word: AtomicU64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Snapshot {
    pub hits: u64,
    pub longest: u64,
}

impl HitCounter {
    pub fn new() -> HitCounter {
        HitCounter::default()
    }

    pub fn hit(&self, micros: u64) {
        let mut word = self.word.load(Ordering::Relaxed);
        loop {
            let with_hit = ((word & !LONGEST) + (1 << 32)) | (word & LONGEST).max(micros);
            match self.word.compare_exchange_weak(word, with_hit, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return,
                Err(newer) => word = newer,
            }
        }
    }

    pub fn hits(&self) -> u64 {
        Snapshot::of(self.word.load(Ordering::Relaxed)).hits
    }

    pub fn longest(&self) -> u64 {
        Snapshot::of(self.word.load(Ordering::Relaxed)).longest
    }

    pub fn take(&self) -> Snapshot {
        Snapshot::of(self.word.swap(0, Ordering::Relaxed))
    }
}

impl Snapshot {
    fn of(word: u64) -> Snapshot {
        Snapshot { hits: word >> 32, longest: word & LONGEST }
    }
}
