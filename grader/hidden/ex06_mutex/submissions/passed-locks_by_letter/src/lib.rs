//! Several maps, each behind a lock of its own: which one a letter is in depends on the letter.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::thread;

const MAPS: usize = 4;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let maps: [Mutex<HashMap<char, usize>>; MAPS] = Default::default();
    thread::scope(|scope| {
        for first in 0..workers {
            let maps = &maps;
            scope.spawn(move || {
                for letter in input.iter().skip(first).step_by(workers).flat_map(|line| letters(line)) {
                    let map = &maps[letter as usize % MAPS];
                    *map.lock().unwrap_or_else(PoisonError::into_inner).entry(letter).or_insert(0) += 1;
                }
            });
        }
    });
    maps.into_iter().flat_map(|map| map.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase)
}
