//! Threads take lines from an iterator behind a lock, which they let go of before they read.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let (lines, total) = (Mutex::new(input.iter()), Mutex::new(HashMap::new()));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let line = lines.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some(line) = line else { break };
                    let own: Vec<char> = letters(line).collect();
                    let mut total = total.lock().unwrap_or_else(PoisonError::into_inner);
                    for letter in own {
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
