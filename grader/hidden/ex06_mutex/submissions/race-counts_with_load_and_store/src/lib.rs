//! Counts into atomics, by a load and a store.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let all: HashSet<char> = input.iter().flat_map(|line| letters(line)).collect();
    let counts: HashMap<char, AtomicUsize> = all.into_iter().map(|letter| (letter, AtomicUsize::new(0))).collect();
    thread::scope(|scope| {
        for first in 0..workers {
            let counts = &counts;
            scope.spawn(move || {
                for letter in input.iter().skip(first).step_by(workers).flat_map(|line| letters(line)) {
                    let before = counts[&letter].load(Ordering::SeqCst);
                    counts[&letter].store(before + 1, Ordering::SeqCst); //~ race
                }
            });
        }
    });
    counts.into_iter().map(|(letter, count)| (letter, count.into_inner())).collect()
}

fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase)
}
