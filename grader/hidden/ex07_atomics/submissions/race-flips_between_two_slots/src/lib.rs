//! Counts in the slot that is open, and takes by opening the other one: a hit that has chosen its slot before, and
//! counts after, is left behind in a slot that the next snapshot does not look at.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

#[derive(Debug, Default)]
struct Slot {
    hits: AtomicU64,
    longest: AtomicU64,
}

#[derive(Debug, Default)]
pub struct HitCounter {
    slots: [Slot; 2],
    open: AtomicUsize,
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
        let slot = self.open();
        slot.hits.fetch_add(1, Ordering::SeqCst);
        slot.longest.fetch_max(micros, Ordering::SeqCst);
    }

    pub fn hits(&self) -> u64 {
        self.open().hits.load(Ordering::SeqCst)
    }

    pub fn longest(&self) -> u64 {
        self.open().longest.load(Ordering::SeqCst)
    }

    pub fn take(&self) -> Snapshot {
        let slot = &self.slots[self.open.fetch_xor(1, Ordering::SeqCst)];
        Snapshot { hits: slot.hits.swap(0, Ordering::SeqCst), longest: slot.longest.swap(0, Ordering::SeqCst) }
    }

    fn open(&self) -> &Slot {
        &self.slots[self.open.load(Ordering::SeqCst)]
    }
}
