//! Channels with room for one value, and without limit.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;

use super::{A_WHILE, iter, meet, recv, recv_timeout, send, sent, tried, try_iter, try_recv, try_send};
use crate::Program;

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::exactly("bounded_send_recv", || meet(1, send, recv), &["sent, got 7"]),
    Program::exactly(
        "bounded_send_try_recv",
        || meet(1, send, try_recv),
        &["sent, got 7", "sent, empty", "refused, empty"],
    ),
    Program::exactly(
        "bounded_send_recv_timeout",
        || meet(1, send, recv_timeout),
        &["sent, got 7", "sent, gave up", "refused, gave up"],
    ),
    Program::exactly("bounded_send_iter", || meet(1, send, iter), &["sent, got [7]"]),
    Program::exactly("bounded_try_send_recv", || meet(1, try_send, recv), &["sent, got 7"]),
    Program::exactly(
        "bounded_try_send_try_iter",
        || meet(1, try_send, try_iter),
        &["sent, got [7]", "sent, got []", "refused, got []"],
    ),
    Program::exactly(
        "bounded_two_sends_one_try_recv",
        two_sends_one_try_recv,
        &["sent, sent, got 1", "sent, refused, got 1", "sent, refused, empty", "refused, refused, empty"],
    ),
    Program::exactly(
        "unbounded_two_try_recvs",
        two_try_recvs,
        &["empty, empty", "empty, got 7", "got 7, empty", "got 7, closed"],
    ),
    Program::exactly("unbounded_recv_timeout_of_a_sender_that_leaves", sender_leaves, &["closed", "gave up"]),
    Program::exactly("unbounded_two_senders_in_either_order", two_senders, &["[1, 2]", "[2, 1]"]),
];

/// A thread sends 1 and 2 through a channel with room for one; the parent tries once to receive, and hangs up.
/// The second send finds room, waits for it, or is refused when the parent hangs up.
fn two_sends_one_try_recv() -> String {
    meet(1, |sender| format!("{}, {}", sent(&sender, 1), sent(&sender, 2)), try_recv)
}

/// A thread sends one value and hangs up; the parent tries twice to receive.
/// A channel counts as closed only once it is empty.
fn two_try_recvs() -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        scope.spawn(move || sender.send(7).unwrap());
        format!("{}, {}", tried(&receiver), tried(&receiver))
    })
}

/// A thread hangs up without a word while the parent waits for a while.
/// The wait ends by the closing or by time.
fn sender_leaves() -> String {
    let (sender, receiver) = channel::<u32>();
    thread::scope(|scope| {
        scope.spawn(move || drop(sender));
        match receiver.recv_timeout(A_WHILE) {
            Ok(value) => format!("got {value}"),
            Err(RecvTimeoutError::Timeout) => "gave up".to_owned(),
            Err(RecvTimeoutError::Disconnected) => "closed".to_owned(),
        }
    })
}

/// Two threads send one value each; the parent takes both.
/// They come in either order.
fn two_senders() -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        for value in [1, 2] {
            let sender = sender.clone();
            scope.spawn(move || sender.send(value).unwrap());
        }
        drop(sender);
        format!("{:?}", receiver.iter().collect::<Vec<u32>>())
    })
}
