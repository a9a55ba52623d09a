//! Numbers in cells, which cannot be shared between threads.

use std::cell::Cell;

#[derive(Debug, Default)]
pub struct HitCounter {
    hits: Cell<u64>,
    longest: Cell<u64>,
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
        self.hits.set(self.hits.get() + 1);
        self.longest.set(self.longest.get().max(micros));
    }

    pub fn hits(&self) -> u64 {
        self.hits.get()
    }

    pub fn longest(&self) -> u64 {
        self.longest.get()
    }

    pub fn take(&self) -> Snapshot {
        Snapshot { hits: self.hits.take(), longest: self.longest.take() }
    }
}
