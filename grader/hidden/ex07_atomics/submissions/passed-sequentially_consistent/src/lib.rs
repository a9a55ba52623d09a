//! The plain way, with the strongest ordering everywhere.

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
        self.hits.fetch_add(1, Ordering::SeqCst);
        self.longest.fetch_max(micros, Ordering::SeqCst);
    }

    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::SeqCst)
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> Snapshot {
        Snapshot { hits: self.hits.swap(0, Ordering::SeqCst), longest: self.longest.swap(0, Ordering::SeqCst) }
    }
}
