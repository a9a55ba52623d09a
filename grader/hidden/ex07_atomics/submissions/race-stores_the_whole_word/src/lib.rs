//! Keeps both numbers in one word, but remembers the longest by storing the word that it has loaded: what was counted
//! since then is overwritten.

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
        let word = self.word.fetch_add(1 << 32, Ordering::Relaxed) + (1 << 32);
        if micros > word & LONGEST {
            self.word.store((word & !LONGEST) | micros, Ordering::Relaxed); //~ race
        }
    }

    pub fn hits(&self) -> u64 {
        self.word.load(Ordering::Relaxed) >> 32
    }

    pub fn longest(&self) -> u64 {
        self.word.load(Ordering::Relaxed) & LONGEST
    }

    pub fn take(&self) -> Snapshot {
        let word = self.word.swap(0, Ordering::Relaxed);
        Snapshot { hits: word >> 32, longest: word & LONGEST }
    }
}
