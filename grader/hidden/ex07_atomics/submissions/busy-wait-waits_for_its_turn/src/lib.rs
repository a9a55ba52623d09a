//! Draws a number and waits until it is served, as at a counter: fair, and a lock all the same.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct HitCounter {
    next: AtomicU64,
    served: AtomicU64,
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
        let turn = self.wait();
        self.hits.store(self.hits.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
        self.longest.store(self.longest.load(Ordering::Relaxed).max(micros), Ordering::Relaxed);
        self.served.store(turn + 1, Ordering::Release);
    }

    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> Snapshot {
        let turn = self.wait();
        let snapshot =
            Snapshot { hits: self.hits.load(Ordering::Relaxed), longest: self.longest.load(Ordering::Relaxed) };
        self.hits.store(0, Ordering::Relaxed);
        self.longest.store(0, Ordering::Relaxed);
        self.served.store(turn + 1, Ordering::Release);
        snapshot
    }

    fn wait(&self) -> u64 {
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        while self.served.load(Ordering::Acquire) != turn {
            //~ busy-wait
            std::hint::spin_loop();
        }
        turn
    }
}
