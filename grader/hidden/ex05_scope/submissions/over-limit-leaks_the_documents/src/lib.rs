//! Leaks a copy of every document, so that threads which are not scoped may have them.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let copies: Vec<&'static str> = documents.iter().map(|document| &*Box::leak(document.to_string().into_boxed_str())).collect();
    let (copies, next) = (Arc::new(copies), Arc::new(AtomicUsize::new(0)));
    let threads: Vec<_> = (0..workers.get().min(documents.len()))
        .map(|_| {
            let (copies, next) = (Arc::clone(&copies), Arc::clone(&next));
            thread::spawn(move || {
                let mut found = Vec::new();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = copies.get(index) else { return found };
                    found.push((index, longest_line(document)));
                }
            })
        })
        .collect();
    let mut found: Vec<_> = threads.into_iter().flat_map(|thread| thread.join().expect("reading does not panic")).collect();
    found.sort_unstable_by_key(|(index, _)| *index);
    // Points into the documents again, and keeps the copies all the same.
    found
        .into_iter()
        .map(|(index, line): (usize, &str)| {
            let from = line.as_ptr().addr().saturating_sub(copies[index].as_ptr().addr());
            if line.is_empty() { "" } else { &documents[index][from..from + line.len()] }
        })
        .collect()
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
