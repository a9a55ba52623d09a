//! Channels that hold messages.

use crate::{fault, outcomes};
use std::cell::Cell;
use std::time::Duration;
use weave::sync::Arc;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::sync::mpsc::{Receiver, SendError, Sender, SyncSender, TryRecvError, TrySendError, channel, sync_channel};
use weave::{Explorer, Fault, thread};

#[test]
fn messages_of_one_sender_keep_their_order() {
    let exploration = Explorer::new().explore(|| {
        let (sender, receiver) = channel();
        let sending = thread::spawn(move || (0..6).for_each(|number| sender.send(number).unwrap()));
        let received: Vec<u32> = receiver.into_iter().collect();
        sending.join().unwrap();
        received
    });
    assert_eq!(crate::outcomes_of(&exploration), ["[0, 1, 2, 3, 4, 5]"]);
    assert!(exploration.schedules < 50, "sending and receiving change places: {}", exploration.covered());
}

#[test]
fn messages_of_two_senders_mix() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = channel();
        let other = sender.clone();
        let one = thread::spawn(move || (1..3).for_each(|number| sender.send(number).unwrap()));
        let two = thread::spawn(move || other.send(3).unwrap());
        let received: Vec<u32> = receiver.iter().collect();
        one.join().unwrap();
        two.join().unwrap();
        received
    });
    assert_eq!(outcomes, ["[1, 2, 3]", "[1, 3, 2]", "[3, 1, 2]"]);
}

#[test]
fn a_sender_that_is_kept_keeps_the_receiver_waiting() {
    let program = || {
        let (sender, receiver) = channel::<u8>();
        let theirs = sender.clone();
        let sending = thread::spawn(move || theirs.send(1).unwrap());
        let received: Vec<u8> = receiver.iter().collect();
        drop(sender);
        sending.join().unwrap();
        received
    };
    assert_eq!(fault(program), Some(Fault::Stuck));
}

#[test]
fn an_empty_channel_is_told_from_one_without_senders() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = channel();
        let sending = thread::spawn(move || sender.send(1).unwrap());
        let received = (receiver.try_recv(), receiver.try_recv());
        drop(receiver);
        (received, sending.join().is_ok())
    });
    let all = [
        "((Err(Empty), Err(Empty)), false)",
        "((Err(Empty), Err(Empty)), true)",
        "((Err(Empty), Ok(1)), true)",
        "((Ok(1), Err(Disconnected)), true)",
        "((Ok(1), Err(Empty)), true)",
    ];
    assert_eq!(outcomes, all);
}

#[test]
fn a_sender_can_be_dropped_late_even_if_another_one_is_dropped_later() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = channel::<()>();
        let other = sender.clone();
        let done = Arc::new([AtomicU32::new(0), AtomicU32::new(0)]);
        let (theirs, others) = (done.clone(), done.clone());
        let one = thread::spawn(move || {
            theirs[0].store(1, Ordering::SeqCst);
            drop(sender);
        });
        let two = thread::spawn(move || {
            let saw = others[0].load(Ordering::SeqCst) == 1;
            drop(other);
            others[1].store(1, Ordering::SeqCst);
            saw
        });
        let dropped = done[1].load(Ordering::SeqCst) == 1;
        let received = receiver.try_recv();
        one.join().unwrap();
        (two.join().unwrap(), dropped, received)
    });
    assert!(outcomes.contains(&"(true, true, Err(Empty))".to_owned()), "{outcomes:#?}");
    assert!(outcomes.contains(&"(true, true, Err(Disconnected))".to_owned()), "{outcomes:#?}");
}

#[test]
fn a_full_channel_makes_its_sender_wait() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = sync_channel(1);
        let sending = thread::spawn(move || (sender.send(1), sender.try_send(2)));
        let first = receiver.recv();
        let rest: Vec<u8> = receiver.iter().collect();
        (sending.join().unwrap(), first, rest)
    });
    assert_eq!(outcomes, ["((Ok(()), Err(TrySendError::Full(..))), Ok(1), [])", "((Ok(()), Ok(())), Ok(1), [2])"]);
}

#[test]
fn joining_a_sender_that_waits_for_room_is_no_way_on() {
    let program = || {
        let (sender, receiver) = sync_channel(1);
        let sending = thread::spawn(move || (0..3).for_each(|number| sender.send(number).unwrap()));
        sending.join().unwrap();
        receiver.iter().count()
    };
    assert_eq!(fault(program), Some(Fault::Stuck));
}

#[test]
fn a_sender_that_waits_for_room_gets_its_message_back() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = sync_channel(1);
        let sending = thread::spawn(move || [1, 2].map(|number| sender.send(number).map_err(|back| back.0)));
        drop(receiver);
        sending.join().unwrap()
    });
    assert_eq!(outcomes, ["[Err(1), Err(2)]", "[Ok(()), Err(2)]"]);
}

struct Counted(Arc<AtomicU32>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_receiver_drops_what_it_did_not_take() {
    let outcomes = outcomes(|| {
        let dropped = Arc::new(AtomicU32::new(0));
        let (sender, receiver) = channel();
        for _ in 0..3 {
            assert!(sender.send(Counted(dropped.clone())).is_ok());
        }
        drop(receiver.recv().unwrap());
        let before = dropped.load(Ordering::Relaxed);
        drop(receiver);
        let after = dropped.load(Ordering::Relaxed);
        let late = sender.send(Counted(dropped.clone())).is_err();
        (before, after, late, dropped.load(Ordering::Relaxed))
    });
    assert_eq!(outcomes, ["(1, 3, true, 4)"]);
}

#[test]
fn a_message_brings_what_its_sender_has_seen_and_nothing_comes_back() {
    let outcomes = outcomes(|| {
        let data = Arc::new([AtomicU32::new(0), AtomicU32::new(0)]);
        let theirs = data.clone();
        let (sender, receiver) = sync_channel(1);
        let sending = thread::spawn(move || {
            theirs[0].store(1, Ordering::Relaxed);
            sender.send(()).unwrap();
            let first = theirs[1].load(Ordering::Relaxed);
            sender.send(()).unwrap();
            (first, theirs[1].load(Ordering::Relaxed))
        });
        data[1].store(1, Ordering::Relaxed);
        receiver.recv().unwrap();
        let seen = data[0].load(Ordering::Relaxed);
        receiver.recv().unwrap();
        (seen, sending.join().unwrap())
    });
    assert_eq!(outcomes, ["(1, (0, 1))", "(1, (1, 1))"]);
}

#[test]
fn what_is_there_is_received_before_the_time_is_out() {
    let outcomes = outcomes(|| {
        let (sender, receiver) = channel();
        sender.send(1).unwrap();
        (receiver.recv_timeout(Duration::ZERO), receiver.recv_timeout(Duration::ZERO))
    });
    assert_eq!(outcomes, ["(Ok(1), Err(Timeout))"]);
}

#[test]
fn an_endless_sender_ends_when_its_receiver_has_gone() {
    let exploration = Explorer::new().nearby(10, 0).max_schedules(10).random(5).explore(|| {
        let (sender, receiver) = channel();
        let sending = thread::spawn(move || while sender.send(1).is_ok() {});
        receiver.recv().unwrap();
        drop(receiver);
        sending.join().unwrap();
    });
    assert!(exploration.passed(), "{:?}", exploration.verdict);
}

#[test]
fn outside_of_an_exploration_channels_are_those_of_std() {
    let (sender, receiver) = sync_channel(0);
    let sending = std::thread::spawn(move || sender.clone().send(1).unwrap());
    assert_eq!(receiver.iter().collect::<Vec<u8>>(), [1]);
    sending.join().unwrap();
}

#[test]
fn outside_of_an_exploration_a_message_comes_back_where_it_cannot_be_sent() {
    let message = std::rc::Rc::new("message");
    let (sender, receiver) = sync_channel(1);
    sender.send(message.clone()).unwrap();
    assert!(matches!(sender.try_send(message.clone()), Err(TrySendError::Full(back)) if *back == "message"));
    assert_eq!(receiver.recv_timeout(Duration::ZERO).as_deref(), Ok(&"message"));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    drop(receiver);
    assert!(matches!(sender.try_send(message.clone()), Err(TrySendError::Disconnected(back)) if *back == "message"));
    assert!(matches!(sender.send(message.clone()), Err(SendError(back)) if *back == "message"));
    assert_eq!(std::rc::Rc::strong_count(&message), 1);
}

#[test]
fn outside_of_an_exploration_messages_are_dropped_with_the_receiver() {
    let text = String::from("borrowed");
    let message = std::rc::Rc::new(&text);
    let (sender, receiver) = channel();
    sender.clone().send(message.clone()).unwrap();
    sender.send(message.clone()).unwrap();
    drop(receiver.recv().unwrap());
    assert_eq!(std::rc::Rc::strong_count(&message), 2);
    drop(receiver);
    assert_eq!(std::rc::Rc::strong_count(&message), 1);
}

#[test]
fn ends_go_where_their_messages_may_go() {
    fn goes<T: Send>() {}
    fn is_shared<T: Sync>() {}
    goes::<(Sender<Cell<u8>>, SyncSender<Cell<u8>>, Receiver<Cell<u8>>)>();
    is_shared::<(Sender<Cell<u8>>, SyncSender<Cell<u8>>)>();
}

#[test]
fn a_channel_from_outside_cannot_be_used() {
    let (sender, _receiver) = channel();
    assert_eq!(fault(move || sender.send(1).unwrap()), Some(Fault::Outlives));
}
