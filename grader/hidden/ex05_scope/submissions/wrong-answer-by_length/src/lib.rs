//! Puts the lines in order of their length.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let next = AtomicUsize::new(0);
    let mut found = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers.get().min(documents.len()))
            .map(|_| {
                scope.spawn(|| {
                    let mut found = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(document) = documents.get(index) else { return found };
                        found.push((index, longest_line(document)));
                    }
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("reading does not panic")).collect::<Vec<_>>()
    });
    found.sort_by_key(|(_, line)| line.len());
    found.into_iter().map(|(_, line)| line).collect()
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
