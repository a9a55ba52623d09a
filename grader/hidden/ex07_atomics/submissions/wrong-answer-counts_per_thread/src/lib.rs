//! Each thread counts for itself, and sees its own hits only.

use std::cell::Cell;

thread_local! {
    static SNAPSHOT: Cell<Snapshot> = const { Cell::new(Snapshot { hits: 0, longest: 0 }) };
}

#[derive(Debug, Default)]
pub struct HitCounter {}

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
        let Snapshot { hits, longest } = SNAPSHOT.get();
        SNAPSHOT.set(Snapshot { hits: hits + 1, longest: longest.max(micros) });
    }

    pub fn hits(&self) -> u64 {
        SNAPSHOT.get().hits
    }

    pub fn longest(&self) -> u64 {
        SNAPSHOT.get().longest
    }

    pub fn take(&self) -> Snapshot {
        SNAPSHOT.take()
    }
}
