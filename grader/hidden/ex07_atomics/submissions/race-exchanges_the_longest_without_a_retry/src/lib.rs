//! Remembers the longest with a compare-exchange that is tried once.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct HitCounter {
    hits: AtomicU64,
    longest: AtomicU64,
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
        self.hits.fetch_add(1, Ordering::Relaxed);
        let longest = self.longest.load(Ordering::Relaxed);
        if micros > longest {
            let _ = self.longest.compare_exchange(longest, micros, Ordering::Relaxed, Ordering::Relaxed); //~ race
        }
    }

    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> Snapshot {
        Snapshot { hits: self.hits.swap(0, Ordering::Relaxed), longest: self.longest.swap(0, Ordering::Relaxed) }
    }
}
