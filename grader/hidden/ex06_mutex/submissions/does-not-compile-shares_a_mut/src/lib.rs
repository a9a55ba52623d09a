//! Lets all threads at the map without a lock, which the compiler refuses.

use std::collections::HashMap;
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let mut total = HashMap::new();
    thread::scope(|scope| {
        for first in 0..workers {
            let total = &mut total; //~ does-not-compile
            scope.spawn(move || {
                for letter in input.iter().skip(first).step_by(workers).flat_map(|line| line.chars()) {
                    *total.entry(letter).or_insert(0) += 1;
                }
            });
        }
    });
    total
}
