//! Has the lock on what is left to do while it reads a document.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let (left, lines) = (Mutex::new(documents.iter().enumerate()), Mutex::new(vec![""; documents.len()]));
    thread::scope(|scope| {
        for _ in 0..workers.get().min(documents.len()) {
            scope.spawn(|| {
                while let Some((index, document)) = left.lock().unwrap_or_else(PoisonError::into_inner).next() { //~ not-parallel
                    let line = longest_line(document);
                    lines.lock().unwrap_or_else(PoisonError::into_inner)[index] = line;
                }
            });
        }
    });
    lines.into_inner().unwrap_or_else(PoisonError::into_inner)
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
