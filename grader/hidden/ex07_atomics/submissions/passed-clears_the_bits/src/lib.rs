//! Takes by an `and` with no bits, which is a swap for 0 by another name, and the longest before the count.

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
        self.longest.fetch_max(micros, Ordering::Relaxed);
    }

    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> Snapshot {
        let longest = self.longest.fetch_and(0, Ordering::Relaxed);
        Snapshot { hits: self.hits.fetch_and(0, Ordering::Relaxed), longest }
    }
}
