//! A lock made of a flag: a thread that is stopped while it has set it keeps all others turning round.

use std::hint;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct HitCounter {
    locked: AtomicBool,
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
        self.lock();
        self.hits.store(self.hits.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        self.longest.store(self.longest.load(Ordering::Relaxed).max(micros), Ordering::Relaxed);
        self.unlock();
    }

    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> Snapshot {
        self.lock();
        let snapshot =
            Snapshot { hits: self.hits.load(Ordering::Relaxed), longest: self.longest.load(Ordering::Relaxed) };
        self.hits.store(0, Ordering::Relaxed);
        self.longest.store(0, Ordering::Relaxed);
        self.unlock();
        snapshot
    }

    fn lock(&self) {
        while self.locked.swap(true, Ordering::Acquire) {
            //~ busy-wait
            hint::spin_loop();
        }
    }

    fn unlock(&self) {
        self.locked.store(false, Ordering::Release);
    }
}
