//! Numbers in a cell that is said to be safe to share, and is not.

use std::cell::UnsafeCell;

#[derive(Debug, Default)]
pub struct HitCounter {
    snapshot: UnsafeCell<Snapshot>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Snapshot {
    pub hits: u64,
    pub longest: u64,
}

unsafe impl Sync for HitCounter {} //~ forbidden

impl HitCounter {
    pub fn new() -> HitCounter {
        HitCounter::default()
    }

    pub fn hit(&self, micros: u64) {
        let snapshot = unsafe { &mut *self.snapshot.get() };
        snapshot.hits += 1;
        snapshot.longest = snapshot.longest.max(micros);
    }

    pub fn hits(&self) -> u64 {
        unsafe { (*self.snapshot.get()).hits }
    }

    pub fn longest(&self) -> u64 {
        unsafe { (*self.snapshot.get()).longest }
    }

    pub fn take(&self) -> Snapshot {
        unsafe { std::mem::take(&mut *self.snapshot.get()) }
    }
}
