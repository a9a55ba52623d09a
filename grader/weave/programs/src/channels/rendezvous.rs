//! A channel of capacity zero: a value changes hands only while one end is blocked and the other one comes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, TryRecvError, sync_channel};
use std::thread;

use super::{A_WHILE, iter, meet, recv, recv_timeout, send, sent, try_iter, try_recv, try_send};
use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    // A blocked sender waits for any kind of receive.
    Program::exactly("rendezvous_send_recv", || meet(0, send, recv), &["sent, got 7"]),
    Program::exactly("rendezvous_send_try_recv", || meet(0, send, try_recv), &["sent, got 7", "refused, empty"]),
    Program::exactly(
        "rendezvous_send_recv_timeout",
        || meet(0, send, recv_timeout),
        &["sent, got 7", "refused, gave up"],
    ),
    Program::exactly("rendezvous_send_recv_timeout_ideal", || meet(0, send, recv_timeout), &["sent, got 7"]).ideal(),
    Program::exactly("rendezvous_send_iter", || meet(0, send, iter), &["sent, got [7]"]),
    Program::exactly("rendezvous_send_try_iter", || meet(0, send, try_iter), &["sent, got [7]", "refused, got []"]),
    // A send that does not block needs a receiver that does.
    Program::exactly("rendezvous_try_send_recv", || meet(0, try_send, recv), &["sent, got 7", "full, closed"]),
    Program::exactly(
        "rendezvous_try_send_try_recv",
        || meet(0, try_send, try_recv),
        &["full, empty", "full, closed", "refused, empty"],
    ),
    Program::exactly(
        "rendezvous_try_send_recv_timeout",
        || meet(0, try_send, recv_timeout),
        &["sent, got 7", "full, closed", "full, gave up", "refused, gave up"],
    ),
    Program::exactly("rendezvous_try_send_iter", || meet(0, try_send, iter), &["sent, got [7]", "full, got []"]),
    Program::exactly(
        "rendezvous_try_send_try_iter",
        || meet(0, try_send, try_iter),
        &["full, got []", "refused, got []"],
    ),
    // More than one value.
    Program::exactly(
        "rendezvous_two_sends_try_iter",
        two_sends_try_iter,
        &["0 sent, got []", "1 sent, got [1]", "2 sent, got [1, 2]"],
    ),
    Program::exactly(
        "rendezvous_two_senders_one_recv",
        two_senders_one_recv,
        &["sent, refused, got 1", "refused, sent, got 2"],
    ),
    Program::exactly("rendezvous_polled_with_try_recv", polled_with_try_recv, &["got 7"]),
    Program::exactly("rendezvous_polled_with_recv_timeout", polled_with_recv_timeout, &["got 7"]),
    Program::exactly("rendezvous_send_returns_after_recv_began", send_returns_after_recv_began, &["waited for"]),
    Program::wrong("rendezvous_with_oneself", with_oneself, Expect::Deadlock),
    Program::wrong("rendezvous_try_send_till_taken_by_try_recv", never_met, Expect::Livelock),
];

/// A thread sends 1 and 2; the parent takes what it can get without blocking.
/// It stops at the first moment without a blocked sender, and the rest is refused.
fn two_sends_try_iter() -> String {
    meet(0, |sender| format!("{} sent", [1, 2].map(|value| sender.send(value)).iter().flatten().count()), try_iter)
}

/// Two threads send one value each; the parent receives once and hangs up.
/// Either of them gets rid of its value; the other one is refused, blocked or not yet come.
fn two_senders_one_recv() -> String {
    let (sender, receiver) = sync_channel(0);
    thread::scope(|scope| {
        let senders = [1, 2].map(|value| {
            let sender = sender.clone();
            scope.spawn(move || sent(&sender, value))
        });
        let received = recv(receiver);
        let [first, second] = senders.map(|sender| sender.join().unwrap());
        format!("{first}, {second}, {received}")
    })
}

/// A thread sends one value; the parent polls until it has it.
/// Right: a non-blocking receive takes from a sender that is blocked, so polling comes to an end.
fn polled_with_try_recv() -> String {
    let (sender, receiver) = sync_channel(0);
    thread::scope(|scope| {
        scope.spawn(move || sender.send(7).unwrap());
        loop {
            match receiver.try_recv() {
                Ok(value) => return format!("got {value}"),
                Err(TryRecvError::Empty) => thread::yield_now(),
                Err(TryRecvError::Disconnected) => return "closed".to_owned(),
            }
        }
    })
}

/// A thread sends one value; the parent waits for a while, again and again, until it has it.
/// Right: no time-out may be counted against the sender for ever.
fn polled_with_recv_timeout() -> String {
    let (sender, receiver) = sync_channel(0);
    thread::scope(|scope| {
        scope.spawn(move || sender.send(7).unwrap());
        loop {
            match receiver.recv_timeout(A_WHILE) {
                Ok(value) => return format!("got {value}"),
                Err(RecvTimeoutError::Timeout) => (),
                Err(RecvTimeoutError::Disconnected) => return "closed".to_owned(),
            }
        }
    })
}

/// The receiver sets a flag and receives; the sender sends and looks at the flag.
/// Right: `send` on a channel without room returns only once the receiver has come.
fn send_returns_after_recv_began() -> String {
    let (sender, receiver) = sync_channel(0);
    let came = &AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(move || {
            sender.send(7).unwrap();
            assert!(came.load(Ordering::Relaxed), "sent before the receiver came");
        });
        came.store(true, Ordering::Relaxed);
        receiver.recv().unwrap();
    });
    "waited for".to_owned()
}

/// One thread holds both ends, and sends to itself.
/// There is no room, and nobody else to receive: it blocks in every schedule.
fn with_oneself() -> String {
    let (sender, receiver) = sync_channel(0);
    sender.send(7).unwrap();
    recv(receiver)
}

/// One thread tries to send, the other tries to receive, until they succeed.
/// Neither ever blocks, so neither finds the other waiting: they go on for ever in every schedule.
fn never_met() -> String {
    let (sender, receiver) = sync_channel(0);
    thread::scope(|scope| {
        scope.spawn(move || {
            while sender.try_send(7).is_err() {
                thread::yield_now();
            }
        });
        loop {
            match receiver.try_recv() {
                Ok(value) => return format!("got {value}"),
                Err(_) => thread::yield_now(),
            }
        }
    })
}
