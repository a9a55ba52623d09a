//! Hands borrowed documents to a thread that may live longer than they do.

use std::num::NonZeroUsize;
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], _workers: NonZeroUsize) -> Vec<&'a str> {
    let threads: Vec<_> = documents.iter().map(|document| thread::spawn(|| longest_line(document))).collect(); //~ does-not-compile
    threads.into_iter().map(|thread| thread.join().expect("reading does not panic")).collect()
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
