//! Remembers the length before it counts the hit, in 32 bits, and counts in a `usize`.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

#[derive(Debug, Default)]
pub struct HitCounter {
    hits: AtomicUsize,
    longest: AtomicU32,
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
        let micros = u32::try_from(micros).expect("an hour at most");
        self.longest.fetch_max(micros, Ordering::Relaxed);
        self.hits.fetch_add(1, Ordering::Relaxed);
    }

    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed) as u64
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::Relaxed).into()
    }

    pub fn take(&self) -> Snapshot {
        Snapshot {
            hits: self.hits.swap(0, Ordering::Relaxed) as u64,
            longest: self.longest.swap(0, Ordering::Relaxed).into(),
        }
    }
}
