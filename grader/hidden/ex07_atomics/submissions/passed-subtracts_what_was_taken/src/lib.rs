//! Never sets the count back, but remembers how much of it was taken. Who sees that has to see the hits as well that it
//! was taken from, which takes a `Release` and an `Acquire`.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct HitCounter {
    total: AtomicU64,
    taken: AtomicU64,
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
        self.total.fetch_add(1, Ordering::Relaxed);
        self.longest.fetch_max(micros, Ordering::Relaxed);
    }

    pub fn hits(&self) -> u64 {
        let taken = self.taken.load(Ordering::Acquire);
        self.total.load(Ordering::Relaxed) - taken
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> Snapshot {
        let total = self.total.load(Ordering::Relaxed);
        // Another thread may have taken more than this one has seen; then there is nothing left to take.
        let taken = self.taken.fetch_max(total, Ordering::Release);
        Snapshot { hits: total.saturating_sub(taken), longest: self.longest.swap(0, Ordering::Relaxed) }
    }
}
