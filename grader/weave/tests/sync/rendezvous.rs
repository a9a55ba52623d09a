//! A channel without capacity: every way to send against every way to receive.

use crate::outcomes;
use std::time::Duration;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::sync::mpsc::{Receiver, SendError, SyncSender, TryRecvError, sync_channel};
use weave::sync::{Arc, Mutex};
use weave::{Explorer, Time, thread};

/// What both sides say when one thread does `send`, and the other `receive` and then drops the receiver.
fn both<S, R>(send: fn(SyncSender<u8>) -> S, receive: fn(&Receiver<u8>) -> R) -> (S, R)
where
    S: Send + 'static,
{
    let (sender, receiver) = sync_channel(0);
    let sending = thread::spawn(move || send(sender));
    let received = receive(&receiver);
    drop(receiver);
    (sending.join().unwrap(), received)
}

const SHORT: Duration = Duration::from_millis(1);

#[test]
fn send_and_recv_always_meet() {
    let outcomes = outcomes(|| both(|sender| sender.send(7), |receiver| receiver.recv()));
    assert_eq!(outcomes, ["(Ok(()), Ok(7))"]);
}

#[test]
fn try_recv_takes_from_a_sender_that_waits() {
    let outcomes = outcomes(|| both(|sender| sender.send(7).map_err(|back| back.0), Receiver::try_recv));
    assert_eq!(outcomes, ["(Err(7), Err(Empty))", "(Ok(()), Ok(7))"]);
}

#[test]
fn recv_timeout_takes_from_a_sender_that_waits_or_times_out() {
    let program =
        || both(|sender| sender.send(7).map_err(|back| back.0), |receiver: &Receiver<u8>| receiver.recv_timeout(SHORT));
    assert_eq!(outcomes(program), ["(Err(7), Err(Timeout))", "(Ok(()), Ok(7))"]);
    let ideal = Explorer::new().time(Time::Ideal).explore(program);
    assert_eq!(crate::outcomes_of(&ideal), ["(Ok(()), Ok(7))"]);
}

#[test]
fn a_time_out_of_nothing_takes_only_what_is_there() {
    let program = || {
        both(
            |sender| sender.send(7).map_err(|back| back.0),
            |receiver: &Receiver<u8>| receiver.recv_timeout(Duration::ZERO),
        )
    };
    let expected = ["(Err(7), Err(Timeout))", "(Ok(()), Ok(7))"];
    assert_eq!(outcomes(program), expected);
    assert_eq!(crate::outcomes_of(&Explorer::new().time(Time::Ideal).explore(program)), expected);
}

#[test]
fn iter_takes_all_that_is_sent() {
    let send = |sender: SyncSender<u8>| sender.send(7).is_ok() && sender.send(8).is_ok();
    let outcomes = outcomes(move || both(send, |receiver| receiver.iter().collect::<Vec<_>>()));
    assert_eq!(outcomes, ["(true, [7, 8])"]);
}

#[test]
fn try_iter_takes_what_is_there() {
    let outcomes = outcomes(|| both(|sender| sender.send(7).is_ok(), |receiver| receiver.try_iter().count()));
    assert_eq!(outcomes, ["(false, 0)", "(true, 1)"]);
}

#[test]
fn try_send_succeeds_if_recv_waits() {
    let outcomes = outcomes(|| both(|sender| sender.try_send(7), |receiver| receiver.recv()));
    assert_eq!(outcomes, ["(Err(TrySendError::Full(..)), Err(RecvError))", "(Ok(()), Ok(7))"]);
}

#[test]
fn try_send_and_try_recv_never_meet() {
    let outcomes = outcomes(|| both(|sender| sender.try_send(7), Receiver::try_recv));
    assert_eq!(
        outcomes,
        [
            "(Err(TrySendError::Disconnected(..)), Err(Empty))",
            "(Err(TrySendError::Full(..)), Err(Disconnected))",
            "(Err(TrySendError::Full(..)), Err(Empty))"
        ]
    );
}

#[test]
fn try_send_succeeds_if_recv_timeout_waits() {
    let outcomes = outcomes(|| both(|sender| sender.try_send(7), |receiver| receiver.recv_timeout(SHORT)));
    assert_eq!(
        outcomes,
        [
            "(Err(TrySendError::Disconnected(..)), Err(Timeout))",
            "(Err(TrySendError::Full(..)), Err(Disconnected))",
            "(Err(TrySendError::Full(..)), Err(Timeout))",
            "(Ok(()), Ok(7))"
        ]
    );
}

#[test]
fn try_send_succeeds_if_iter_waits() {
    let outcomes = outcomes(|| both(|sender| sender.try_send(7), |receiver| receiver.iter().collect::<Vec<_>>()));
    assert_eq!(outcomes, ["(Err(TrySendError::Full(..)), [])", "(Ok(()), [7])"]);
}

#[test]
fn a_receiver_that_polls_is_no_livelock() {
    let poll = |receiver: &Receiver<u8>| loop {
        match receiver.try_recv() {
            Err(TryRecvError::Empty) => thread::yield_now(),
            other => return other,
        }
    };
    let outcomes = outcomes(move || both(|sender| sender.send(7), poll));
    assert_eq!(outcomes, ["(Ok(()), Ok(7))"]);
}

#[test]
fn a_sender_that_polls_is_no_livelock() {
    let poll = |sender: SyncSender<u8>| while sender.try_send(7).is_err() {};
    let outcomes = outcomes(move || both(poll, |receiver| receiver.recv()));
    assert_eq!(outcomes, ["((), Ok(7))"]);
}

#[test]
fn senders_are_served_in_the_order_in_which_they_came() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = sync_channel(0);
        let other = sender.clone();
        let threads = [thread::spawn(move || sender.send(1)), thread::spawn(move || other.send(2))];
        let received: Vec<u8> = receiver.iter().collect();
        (received, threads.map(|thread| thread.join().unwrap().is_ok()))
    });
    assert_eq!(outcomes, ["([1, 2], [true, true])", "([2, 1], [true, true])"]);
}

#[test]
fn what_was_not_taken_comes_back_from_every_sender() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = sync_channel(0);
        let other = sender.clone();
        let threads = [thread::spawn(move || sender.send(1)), thread::spawn(move || other.send(2))];
        let first = receiver.recv();
        drop(receiver);
        (first, threads.map(|thread| thread.join().unwrap().map_err(|SendError(back)| back)))
    });
    assert_eq!(outcomes, ["(Ok(1), [Ok(()), Err(2)])", "(Ok(2), [Err(1), Ok(())])"]);
}

#[test]
fn whoever_has_handed_over_has_seen_what_the_receiver_did_before() {
    let outcomes = outcomes(|| {
        let seen = Arc::new(AtomicU32::new(0));
        let (sender, receiver) = sync_channel(0);
        let theirs = seen.clone();
        let sending = thread::spawn(move || {
            sender.send(()).unwrap();
            theirs.load(Ordering::Relaxed)
        });
        seen.store(1, Ordering::Relaxed);
        receiver.recv().unwrap();
        sending.join().unwrap()
    });
    assert_eq!(outcomes, ["1"]);
}

#[test]
fn one_receiver_behind_a_lock_serves_two_threads() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = sync_channel(0);
        let receiver = Arc::new(Mutex::new(receiver));
        let threads =
            [receiver.clone(), receiver].map(|receiver| thread::spawn(move || receiver.lock().unwrap().recv()));
        let sent = (sender.send(1).is_ok(), sender.send(2).is_ok());
        (sent, threads.map(|thread| thread.join().unwrap().unwrap()))
    });
    assert_eq!(outcomes, ["((true, true), [1, 2])", "((true, true), [2, 1])"]);
}
