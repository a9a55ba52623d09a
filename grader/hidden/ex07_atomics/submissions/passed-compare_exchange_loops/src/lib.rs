//! Does everything with compare-exchange, again and again until no other thread was faster.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Debug, Default)]
pub struct HitCounter {
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
        replace(&self.hits, |hits| hits + 1);
        replace(&self.longest, |longest| longest.max(micros));
    }

    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    pub fn longest(&self) -> u64 {
        self.longest.load(Ordering::Relaxed)
    }

    pub fn take(&self) -> Snapshot {
        Snapshot { hits: replace(&self.hits, |_| 0), longest: replace(&self.longest, |_| 0) }
    }
}

/// Puts what `change` makes of the number in its place, and returns what it was.
fn replace(number: &AtomicU64, change: impl Fn(u64) -> u64) -> u64 {
    let mut old = number.load(Ordering::Relaxed);
    loop {
        match number.compare_exchange_weak(old, change(old), Ordering::Relaxed, Ordering::Relaxed) {
            Ok(old) => return old,
            Err(newer) => old = newer,
        }
    }
}
