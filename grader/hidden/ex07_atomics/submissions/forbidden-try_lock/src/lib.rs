//! Asks for a lock again and again without ever waiting in it: a lock all the same.

use std::sync::{Mutex, MutexGuard};

#[derive(Debug, Default)]
pub struct HitCounter {
    snapshot: Mutex<Snapshot>,
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
        let mut snapshot = self.lock();
        snapshot.hits += 1;
        snapshot.longest = snapshot.longest.max(micros);
    }

    pub fn hits(&self) -> u64 {
        self.lock().hits
    }

    pub fn longest(&self) -> u64 {
        self.lock().longest
    }

    pub fn take(&self) -> Snapshot {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Snapshot> {
        loop {
            if let Ok(snapshot) = self.snapshot.try_lock() {
                return snapshot;
            }
        }
    }
}
