//! `hit` and `take` ask for `&mut self`, which only one thread can have.

#[derive(Debug, Default)]
pub struct HitCounter {
    hits: u64,
    longest: u64,
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

    pub fn hit(&mut self, micros: u64) {
        self.hits += 1;
        self.longest = self.longest.max(micros);
    }

    pub fn hits(&self) -> u64 {
        self.hits
    }

    pub fn longest(&self) -> u64 {
        self.longest
    }

    pub fn take(&mut self) -> Snapshot {
        Snapshot { hits: std::mem::take(&mut self.hits), longest: std::mem::take(&mut self.longest) }
    }
}
