//! Stores each half of a word together with a mark that it is there, with `Release` and `Acquire`: there is no flag.

use std::sync::atomic::{AtomicU64, Ordering};

/// Says of a half that it has been stored.
const STORED: u64 = 1 << 32;

#[derive(Debug, Default)]
pub struct Mailbox {
    halves: [AtomicU64; 4],
}

impl Mailbox {
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    pub fn publish(&self, letter: [u64; 2]) {
        let halves = letter.into_iter().flat_map(|word| [word >> 32, word & (STORED - 1)]);
        for (half, value) in self.halves.iter().zip(halves) {
            half.store(value | STORED, Ordering::Release);
        }
    }

    pub fn read(&self) -> Option<[u64; 2]> {
        let halves = self.halves.each_ref().map(|half| half.load(Ordering::Acquire));
        let [a, b, c, d] = halves.map(|half| half & (STORED - 1));
        halves.iter().all(|half| half & STORED != 0).then_some([(a << 32) | b, (c << 32) | d])
    }
}
