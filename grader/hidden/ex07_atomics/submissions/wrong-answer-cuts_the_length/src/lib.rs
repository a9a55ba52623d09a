//! Keeps both numbers in one word, and leaves 16 bits to the longest.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many bits of the word are the longest; those above are the count.
const BITS: u32 = 16;

/// Which bits these are.
const LONGEST: u64 = (1 << BITS) - 1;

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
        let add = |word: u64| Some((((word >> BITS) + 1) << BITS) | (word & LONGEST).max(micros & LONGEST));
        let _ = self.word.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }

    pub fn hits(&self) -> u64 {
        self.word.load(Ordering::Relaxed) >> BITS
    }

    pub fn longest(&self) -> u64 {
        self.word.load(Ordering::Relaxed) & LONGEST
    }

    pub fn take(&self) -> Snapshot {
        let word = self.word.swap(0, Ordering::Relaxed);
        Snapshot { hits: word >> BITS, longest: word & LONGEST }
    }
}
