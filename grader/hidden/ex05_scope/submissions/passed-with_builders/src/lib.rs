//! Threads with names and small stacks; a panic in one of them goes on in the caller.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let next = AtomicUsize::new(0);
    let mut found = thread::scope(|scope| {
        let threads: Vec<_> = (0..workers.get().min(documents.len()))
            .map(|_| {
                let builder = thread::Builder::new().name("reader".into()).stack_size(64 << 10);
                let started = builder.spawn_scoped(scope, || {
                    let mut found = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(document) = documents.get(index) else { return found };
                        found.push((index, longest_line(document)));
                    }
                });
                started.expect("the system has a thread left")
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect::<Vec<_>>()
    });
    found.sort_unstable_by_key(|(index, _)| *index);
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
