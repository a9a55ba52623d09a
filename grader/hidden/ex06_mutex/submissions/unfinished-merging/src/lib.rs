//! Counts in threads, and has yet to bring together what they counted.

use std::collections::HashMap;
use std::thread;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    let counts: Vec<usize> = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|first| scope.spawn(move || input[first].len())).collect();
        threads.into_iter().map(|thread| thread.join().expect("counting does not panic")).collect()
    });
    todo!("bring {} counts together", counts.len()) //~ unfinished
}
