//! Each thread has the lock while it reads a line, so one line is read at a time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let total = Mutex::new(HashMap::new());
    thread::scope(|scope| {
        for first in 0..workers {
            let total = &total;
            scope.spawn(move || {
                for line in input.iter().skip(first).step_by(workers) {
                    let mut total = total.lock().unwrap_or_else(PoisonError::into_inner); //~ not-parallel
                    for letter in letters(line) {
                        *total.entry(letter).or_insert(0) += 1;
                    }
                }
            });
        }
    });
    total.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase)
}
