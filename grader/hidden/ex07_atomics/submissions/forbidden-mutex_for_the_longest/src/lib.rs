//! The count is an atomic, but the longest is behind a lock.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct HitCounter {
    hits: AtomicU64,
    longest: Mutex<u64>,
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
        self.hits.fetch_add(1, Ordering::Relaxed);
        let mut longest = self.longest.lock().unwrap();
        *longest = micros.max(*longest);
    }

    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    pub fn longest(&self) -> u64 {
        *self.longest.lock().unwrap()
    }

    pub fn take(&self) -> Snapshot {
        let longest = std::mem::take(&mut *self.longest.lock().unwrap());
        Snapshot { hits: self.hits.swap(0, Ordering::Relaxed), longest }
    }
}
