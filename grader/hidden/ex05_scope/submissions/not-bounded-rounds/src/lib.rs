//! Reads as many documents at a time as there are workers, and waits for all of them before it goes on.

use std::num::NonZeroUsize;
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let mut lines = Vec::new();
    for round in documents.chunks(workers.get()) {
        thread::scope(|scope| {
            let threads: Vec<_> = round.iter().map(|document| scope.spawn(|| longest_line(document))).collect();
            lines.extend(threads.into_iter().map(|thread| thread.join().expect("reading does not panic")));
        });
    }
    lines
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
