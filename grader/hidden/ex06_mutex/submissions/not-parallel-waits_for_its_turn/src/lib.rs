//! Each thread waits for the one before it to be done, so that the counts come in order.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let total = Mutex::new((0, HashMap::new()));
    let next = Condvar::new();
    thread::scope(|scope| {
        for first in 0..workers {
            let (total, next) = (&total, &next);
            scope.spawn(move || {
                let guard = total.lock().unwrap_or_else(PoisonError::into_inner);
                let mut guard =
                    next.wait_while(guard, |(turn, _)| *turn != first).unwrap_or_else(PoisonError::into_inner);
                for (letter, count) in count(input.iter().skip(first).step_by(workers)) {
                    *guard.1.entry(letter).or_insert(0) += count;
                }
                guard.0 += 1;
                next.notify_all();
            });
        }
    });
    total.into_inner().unwrap_or_else(PoisonError::into_inner).1
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
