//! Scoped threads send their maps over a channel.

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let (sender, counts) = mpsc::channel();
    thread::scope(|scope| {
        for first in 0..workers {
            let sender = sender.clone();
            scope.spawn(move || sender.send(count(input.iter().skip(first).step_by(workers))));
        }
        drop(sender);
        let mut total = HashMap::new();
        for (letter, count) in counts.iter().flatten() {
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
