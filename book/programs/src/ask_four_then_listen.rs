//! Somebody asks four questions, and listens to the answers afterwards. Both channels hold one message.

// ANCHOR: all
use std::sync::mpsc::sync_channel;
use std::thread;

/// How many answers come back.
pub fn run() -> usize {
    let (ask, questions) = sync_channel(1);
    let (answer, answers) = sync_channel(1);
    thread::spawn(move || {
        for question in questions {
            answer.send(question * 2).unwrap();
        }
    });
    for question in 0..4 {
        ask.send(question).unwrap();
    }
    drop(ask);
    answers.iter().count()
}
// ANCHOR_END: all
