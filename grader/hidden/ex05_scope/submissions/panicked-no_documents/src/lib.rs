//! Divides by the number of threads, which is 0 where there are no documents.

use std::num::NonZeroUsize;
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let workers = workers.get().min(documents.len());
    thread::scope(|scope| {
        let threads: Vec<_> = documents
            .chunks(documents.len().div_ceil(workers)) //~ panicked
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
