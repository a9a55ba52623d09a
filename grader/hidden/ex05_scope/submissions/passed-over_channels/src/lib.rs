//! Documents go to the threads over one channel, lines come back over another, each with its number.

use std::num::NonZeroUsize;
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let (sender, left) = mpsc::channel();
    documents.iter().enumerate().for_each(|next| sender.send(next).expect("the receiver is there"));
    drop(sender);
    let (sender, found) = mpsc::channel();
    let left = Mutex::new(left);
    thread::scope(|scope| {
        for _ in 0..workers.get().min(documents.len()) {
            let (left, sender) = (&left, sender.clone());
            scope.spawn(move || {
                loop {
                    let next = left.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((index, document)) = next else { break };
                    sender.send((index, longest_line(document))).expect("the receiver is there");
                }
            });
        }
    });
    drop(sender);
    let mut lines = vec![""; documents.len()];
    for (index, line) in found {
        lines[index] = line;
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
