//! Threads take one line after another, whoever is free, by an atomic number.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let total = Mutex::new(HashMap::new());
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let mut own = HashMap::new();
                while let Some(line) = input.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for letter in letters(line) {
                        *own.entry(letter).or_insert(0) += 1;
                    }
                }
                let mut total = total.lock().unwrap_or_else(PoisonError::into_inner);
                for (letter, count) in own {
                    *total.entry(letter).or_insert(0) += count;
                }
            });
        }
    });
    total.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase)
}
