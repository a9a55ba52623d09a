//! Says what becomes of each number, and leaves the trying again to `fetch_update`.

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
        let _ = self.hits.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |hits| Some(hits + 1));
        // Where the hit is not the longest there is nothing to change, which is the `None`.
        let _ = self
            .longest
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |longest| (micros > longest).then_some(micros));
    }

    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> Snapshot {
        let take = |number: &AtomicU64| {
            number.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |number| (number > 0).then_some(0)).unwrap_or(0)
        };
        Snapshot { hits: take(&self.hits), longest: take(&self.longest) }
    }
}
