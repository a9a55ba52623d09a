//! Right, and counts its calls in a static, which is as new in every schedule.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

static CALLS: AtomicUsize = AtomicUsize::new(0);

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    CALLS.fetch_add(1, Ordering::Relaxed);
    let workers = worker_count.max(1).min(input.len());
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|first| scope.spawn(move || count(input.iter().skip(first).step_by(workers))))
            .collect();
        let mut total = HashMap::new();
        for (letter, count) in threads.into_iter().flat_map(|thread| thread.join().expect("counting does not panic")) {
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
