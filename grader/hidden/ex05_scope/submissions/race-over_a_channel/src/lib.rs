//! Sends each line over a channel, and takes the lines as they come.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let (next, (sender, lines)) = (AtomicUsize::new(0), mpsc::channel());
    thread::scope(|scope| {
        for _ in 0..workers.get().min(documents.len()) {
            let (next, sender) = (&next, sender.clone());
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed); //~ race
                    let Some(document) = documents.get(index) else { break };
                    sender.send(longest_line(document)).expect("the receiver is there");
                }
            });
        }
    });
    drop(sender);
    lines.into_iter().collect()
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
