//! Takes the next line by a load and a store, so that two threads may read the same one.

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
                loop {
                    let index = next.load(Ordering::SeqCst);
                    let Some(line) = input.get(index) else { break };
                    next.store(index + 1, Ordering::SeqCst); //~ race
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
