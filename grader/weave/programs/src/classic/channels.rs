//! Channels that never close, fill up or are believed to keep an order.

use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::wrong(
        "reads_until_closed_with_a_sender_in_hand",
        reads_until_closed_with_a_sender_in_hand,
        Expect::Deadlock,
    ),
    Program::exactly("reads_until_all_senders_are_gone", reads_until_all_senders_are_gone, &["[0, 1, 10, 11]"]),
    Program::wrong("letters_expected_in_order_of_posting", letters_expected_in_order_of_posting, Expect::Panics),
    Program::wrong("joins_the_sender_before_receiving", joins_the_sender_before_receiving, Expect::Deadlock),
    Program::exactly("receives_before_joining_the_sender", receives_before_joining_the_sender, &["[0, 1, 2]"]),
];

/// Two threads send two numbers each; the parent reads until the channel closes.
/// The parent's own sender is still alive, so the channel closes in no schedule.
fn reads_until_closed_with_a_sender_in_hand() -> String {
    collect_numbers(false)
}

/// Two threads send two numbers each; the parent reads until the channel closes.
/// Right: the parent drops its own sender before it reads.
fn reads_until_all_senders_are_gone() -> String {
    collect_numbers(true)
}

fn collect_numbers(parent_lets_go: bool) -> String {
    let (sender, receiver) = channel();
    let threads = [0, 10].map(|first| {
        let sender = sender.clone();
        thread::spawn(move || {
            for number in first..first + 2 {
                sender.send(number).unwrap();
            }
        })
    });
    let in_hand = (!parent_lets_go).then_some(sender);
    let mut numbers: Vec<u32> = receiver.iter().collect();
    drop(in_hand);
    for thread in threads {
        thread.join().unwrap();
    }
    numbers.sort_unstable();
    format!("{numbers:?}")
}

/// Two threads post one letter each, and the parent expects them in the order in which it started the threads.
/// The second thread may be the first to post.
fn letters_expected_in_order_of_posting() -> String {
    let (post, letter_box) = channel();
    let threads = ["first", "second"].map(|letter| {
        let post = post.clone();
        thread::spawn(move || post.send(letter).unwrap())
    });
    drop(post);
    let letters: Vec<_> = letter_box.into_iter().collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(letters, ["first", "second"], "the letters came in another order");
    letters.join(", ")
}

/// A thread sends three numbers through a channel with room for one.
/// The parent joins it before it receives: with the channel full, each waits for the other in every schedule.
fn joins_the_sender_before_receiving() -> String {
    let (sender, receiver) = sync_channel(1);
    let thread = thread::spawn(move || (0..3).for_each(|number| sender.send(number).unwrap()));
    thread.join().unwrap();
    format!("{:?}", receiver.iter().collect::<Vec<u32>>())
}

/// A thread sends three numbers through a channel with room for one.
/// Right: the parent receives until the sender is gone, and joins after that.
fn receives_before_joining_the_sender() -> String {
    let (sender, receiver) = sync_channel(1);
    let thread = thread::spawn(move || (0..3).for_each(|number| sender.send(number).unwrap()));
    let numbers: Vec<u32> = receiver.iter().collect();
    thread.join().unwrap();
    format!("{numbers:?}")
}
