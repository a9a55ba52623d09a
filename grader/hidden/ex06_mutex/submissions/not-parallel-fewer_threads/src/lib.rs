//! Cuts the lines into pieces of equal size, rounded up: five lines for four workers are three pieces.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let size = input.len().div_ceil(worker_count.max(1)).max(1);
    let total = Mutex::new(HashMap::new());
    thread::scope(|scope| {
        for piece in input.chunks(size) {
            let total = &total;
            scope.spawn(move || {
                let own = count(piece.iter());
                let mut total = total.lock().unwrap_or_else(PoisonError::into_inner);
                for (letter, count) in own {
                    *total.entry(letter).or_insert(0) += count;
                }
            });
        }
    });
    total.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn count<'a>(lines: impl Iterator<Item = &'a &'a str>) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for letter in lines.flat_map(|line| line.chars()).filter(|character| character.is_alphabetic()) {
        for lower in letter.to_lowercase() {
            *counts.entry(lower).or_insert(0) += 1;
        }
    }
    counts
}
