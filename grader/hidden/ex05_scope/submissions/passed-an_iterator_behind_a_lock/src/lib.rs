//! Threads take documents and the places for their lines from an iterator behind a lock, which they let go of before they read.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let mut lines = vec![""; documents.len()];
    let left = Mutex::new(documents.iter().zip(&mut lines));
    thread::scope(|scope| {
        for _ in 0..workers.get().min(documents.len()) {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((document, line)) = next else { break };
                    *line = longest_line(document);
                }
            });
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
