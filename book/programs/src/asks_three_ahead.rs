//! Two channels with room for one message each, and three questions that are asked before the first answer is read.

// ANCHOR: all
use std::sync::mpsc;
use std::thread;

const QUESTIONS: u64 = 3;

/// The sum of the answers, each of which is twice its question.
pub fn run() -> u64 {
    let (ask, questions) = mpsc::sync_channel(1);
    let (answer, answers) = mpsc::sync_channel(1);
    let doubling = thread::spawn(move || {
        for question in questions {
            answer.send(question * 2).unwrap();
        }
    });
    for question in 1..=QUESTIONS {
        ask.send(question).unwrap();
    }
    drop(ask);
    let sum = answers.iter().sum();
    doubling.join().unwrap();
    sum
}
// ANCHOR_END: all
