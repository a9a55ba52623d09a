//! A place for each line behind a lock of its own, and the next document by an atomic number.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let next = AtomicUsize::new(0);
    let lines: Vec<Mutex<&str>> = documents.iter().map(|_| Mutex::new("")).collect();
    thread::scope(|scope| {
        for _ in 0..workers.get().min(documents.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(index) else { break };
                    *lines[index].lock().unwrap_or_else(PoisonError::into_inner) = longest_line(document);
                }
            });
        }
    });
    lines.into_iter().map(|line| line.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
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
