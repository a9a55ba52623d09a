//! Divides by the number of workers, which is 0 where there are no lines.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let share = input.len() / workers; //~ panicked
    let rest = input.len() % workers;
    let total = Mutex::new(HashMap::new());
    thread::scope(|scope| {
        for first in 0..workers {
            let total = &total;
            scope.spawn(move || {
                let from = first * share + first.min(rest);
                let own = count(input[from..from + share + usize::from(first < rest)].iter());
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
