//! Spawns and joins in one chain of iterators, which are lazy: each thread is joined before the next is started.

use std::collections::HashMap;
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    thread::scope(|scope| {
        let mut total = HashMap::new();
        let counts = (0..workers)
            .map(|first| scope.spawn(move || count(input.iter().skip(first).step_by(workers))))
            .map(|thread| thread.join().expect("counting does not panic")); //~ not-parallel
        for (letter, count) in counts.flatten() {
            *total.entry(letter).or_insert(0) += count;
        }
        total
    })
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
