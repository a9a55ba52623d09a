//! Keeps the numbers in statics, which all counters share.

use std::sync::atomic::{AtomicU64, Ordering};

static HITS: AtomicU64 = AtomicU64::new(0);
static LONGEST: AtomicU64 = AtomicU64::new(0);

#[derive(Debug, Default)]
pub struct HitCounter {}

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
        HITS.fetch_add(1, Ordering::Relaxed);
        LONGEST.fetch_max(micros, Ordering::Relaxed);
    }

    pub fn hits(&self) -> u64 {
        HITS.load(Ordering::Relaxed)
    }

    pub fn longest(&self) -> u64 {
        LONGEST.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> Snapshot {
        Snapshot { hits: HITS.swap(0, Ordering::Relaxed), longest: LONGEST.swap(0, Ordering::Relaxed) }
    }
}
