//! Never sets the count back, but remembers how much of it was taken, with a swap: of two threads that take at the same
//! time, one may put back an older count than the other has left, and subtracts the larger from the smaller.

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
        self.total.load(Ordering::Relaxed).saturating_sub(taken)
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> Snapshot {
        let total = self.total.load(Ordering::Relaxed);
        let taken = self.taken.swap(total, Ordering::AcqRel);
        let hits = total - taken; //~ panicked
        Snapshot { hits, longest: self.longest.swap(0, Ordering::Relaxed) }
    }
}
