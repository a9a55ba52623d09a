//! Counts with a compare-exchange, and forgets the hit when another thread was faster.

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
        let hits = self.hits.load(Ordering::Relaxed);
        let _ = self.hits.compare_exchange(hits, hits + 1, Ordering::Relaxed, Ordering::Relaxed); //~ race
        self.longest.fetch_max(micros, Ordering::Relaxed);
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
