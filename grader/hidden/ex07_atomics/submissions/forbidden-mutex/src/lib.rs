//! A lock inside, where atomics are asked for.

use std::sync::Mutex;

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
        let mut snapshot = self.snapshot.lock().unwrap();
        snapshot.hits += 1;
        snapshot.longest = snapshot.longest.max(micros);
    }

    pub fn hits(&self) -> u64 {
        self.snapshot.lock().unwrap().hits
    }

    pub fn longest(&self) -> u64 {
        self.snapshot.lock().unwrap().longest
    }

    pub fn take(&self) -> Snapshot {
        std::mem::take(&mut *self.snapshot.lock().unwrap())
    }
}
