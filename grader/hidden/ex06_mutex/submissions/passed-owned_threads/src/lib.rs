//! Copies the lines and shares them by Arc with threads that are not scoped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let lines: Arc<Vec<String>> = Arc::new(input.iter().map(|line| line.to_string()).collect());
    let total = Arc::new(Mutex::new(HashMap::new()));
    let threads: Vec<_> = (0..workers)
        .map(|first| {
            let (lines, total) = (Arc::clone(&lines), Arc::clone(&total));
            thread::spawn(move || {
                let mut own = HashMap::new();
                for letter in lines.iter().skip(first).step_by(workers).flat_map(|line| letters(line)) {
                    *own.entry(letter).or_insert(0) += 1;
                }
                let mut total = total.lock().unwrap_or_else(PoisonError::into_inner);
                for (letter, count) in own {
                    *total.entry(letter).or_insert(0) += count;
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("counting does not panic");
    }
    std::mem::take(&mut *total.lock().unwrap_or_else(PoisonError::into_inner))
}

fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase)
}
