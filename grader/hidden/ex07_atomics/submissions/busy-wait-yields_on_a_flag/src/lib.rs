//! A lock made of a flag; who finds it set lets other threads go first, and asks again.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

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
            thread::yield_now();
        }
    }

    fn unlock(&self) {
        self.locked.store(false, Ordering::Release);
    }
}
