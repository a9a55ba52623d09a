//! Cuts the lines into as many pieces as there are workers, which differ by one line at most; the last to finish adds nothing to a lock, since each thread has a place of its own for its map.

use std::collections::HashMap;
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let mut maps: Vec<HashMap<char, usize>> = vec![HashMap::new(); workers];
    thread::scope(|scope| {
        let mut rest = input;
        for (index, map) in maps.iter_mut().enumerate() {
            let (piece, others) = rest.split_at(rest.len() / (workers - index));
            rest = others;
            scope.spawn(move || {
                for letter in piece.iter().flat_map(|line| letters(line)) {
                    *map.entry(letter).or_insert(0) += 1;
                }
            });
        }
    });
    let mut total = HashMap::new();
    for (letter, count) in maps.into_iter().flatten() {
        *total.entry(letter).or_insert(0) += count;
    }
    total
}

fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase)
}
