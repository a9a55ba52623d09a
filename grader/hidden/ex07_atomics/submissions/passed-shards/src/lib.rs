//! Spreads the hits over several pairs of numbers by their length, so that threads meet less often, and adds them up.

use std::sync::atomic::{AtomicU64, Ordering};

/// One of several places to count at.
#[derive(Debug, Default)]
struct Shard {
    hits: AtomicU64,
    longest: AtomicU64,
}

#[derive(Debug, Default)]
pub struct HitCounter {
    shards: [Shard; 2],
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
        let shard = &self.shards[(micros % 2) as usize];
        shard.hits.fetch_add(1, Ordering::Relaxed);
        shard.longest.fetch_max(micros, Ordering::Relaxed);
    }

    pub fn hits(&self) -> u64 {
        self.shards.iter().map(|shard| shard.hits.load(Ordering::Relaxed)).sum()
    }

    pub fn longest(&self) -> u64 {
        self.shards.iter().map(|shard| shard.longest.load(Ordering::Relaxed)).max().unwrap_or(0)
    }

    pub fn take(&self) -> Snapshot {
        self.shards.iter().fold(Snapshot::default(), |taken, shard| Snapshot {
            hits: taken.hits + shard.hits.swap(0, Ordering::Relaxed),
            longest: taken.longest.max(shard.longest.swap(0, Ordering::Relaxed)),
        })
    }
}
