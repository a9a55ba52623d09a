//! Shares the documents out beforehand, evenly: a thread that is done early has nothing more to do.

use std::num::NonZeroUsize;
use std::thread;

pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    let workers = workers.get().min(documents.len());
    thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|worker| {
                let share = &documents[documents.len() * worker / workers..documents.len() * (worker + 1) / workers];
                scope.spawn(|| share.iter().map(|document| longest_line(document)).collect::<Vec<_>>())
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("reading does not panic")).collect()
    })
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
