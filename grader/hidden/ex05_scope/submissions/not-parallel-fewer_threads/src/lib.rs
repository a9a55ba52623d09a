//! Cuts the documents into pieces of equal size, rounded up: five documents for four workers are three pieces.

use std::num::NonZeroUsize;
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let size = documents.len().div_ceil(workers.get()).max(1);
    thread::scope(|scope| {
        let threads: Vec<_> = documents
            .chunks(size)
            .map(|share| scope.spawn(|| share.iter().map(|document| longest_line(document)).collect::<Vec<_>>()))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("reading does not panic")).collect()
    })
}

fn longest_line(document: &str) -> &str {
    let mut longest = ("", 0);
    for line in document.lines() {
        let length = line.chars().count();
        if length > longest.1 {
            longest = (line, length);
        }
    }
    longest.0
}
