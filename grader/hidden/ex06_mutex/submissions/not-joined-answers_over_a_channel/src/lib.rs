//! Waits for the counts to come over a channel, and never for the threads.

use std::collections::HashMap;
use std::sync::mpsc;
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let (sender, counts) = mpsc::channel();
    for first in 0..workers {
        let lines: Vec<String> = input.iter().skip(first).step_by(workers).map(|line| line.to_string()).collect();
        let sender = sender.clone();
        thread::spawn(move || sender.send(count(lines.iter().map(String::as_str))));
    }
    drop(sender);
    let mut total = HashMap::new();
    for (letter, count) in counts.into_iter().flatten() {
        *total.entry(letter).or_insert(0) += count;
    }
    total
}

fn count<'a>(lines: impl Iterator<Item = &'a str>) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for letter in lines.flat_map(|line| line.chars()).filter(|character| character.is_alphabetic()) {
        for lower in letter.to_lowercase() {
            *counts.entry(lower).or_insert(0) += 1;
        }
    }
    counts
}
