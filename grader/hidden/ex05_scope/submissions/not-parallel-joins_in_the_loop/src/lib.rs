//! Joins each thread before it starts the next, which finds nothing left to do.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let next = AtomicUsize::new(0);
    let mut lines = vec![""; documents.len()];
    thread::scope(|scope| {
        for _ in 0..workers.get().min(documents.len()) {
            let thread = scope.spawn(|| {
                let mut found = Vec::new();
                while let index @ 0.. = next.fetch_add(1, Ordering::Relaxed) {
                    let Some(document) = documents.get(index) else { break };
                    found.push((index, longest_line(document)));
                }
                found
            });
            for (index, line) in thread.join().expect("reading does not panic") { //~ not-parallel
                lines[index] = line;
            }
        }
    });
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
