//! Channels of bounded capacity, with every outcome that std's documented behaviour leaves open.

pub mod bounded;
pub mod rendezvous;

use std::fmt::Display;
use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::thread;
use std::time::Duration;

/// What a receiver waits before it gives up.
const A_WHILE: Duration = Duration::from_millis(10);

/// Runs a sender and a receiver at once; each drops its end of the channel when it is done.
fn meet<S: Send + Display, R: Display>(
    capacity: usize,
    send: impl FnOnce(SyncSender<u32>) -> S + Send,
    receive: impl FnOnce(Receiver<u32>) -> R,
) -> String {
    let (sender, receiver) = sync_channel(capacity);
    thread::scope(|scope| {
        let sent = scope.spawn(move || send(sender));
        let received = receive(receiver);
        format!("{}, {received}", sent.join().unwrap())
    })
}

fn send(sender: SyncSender<u32>) -> &'static str {
    sent(&sender, 7)
}

fn sent(sender: &SyncSender<u32>, value: u32) -> &'static str {
    match sender.send(value) {
        Ok(()) => "sent",
        Err(_) => "refused",
    }
}

fn try_send(sender: SyncSender<u32>) -> &'static str {
    match sender.try_send(7) {
        Ok(()) => "sent",
        Err(TrySendError::Full(_)) => "full",
        Err(TrySendError::Disconnected(_)) => "refused",
    }
}

fn recv(receiver: Receiver<u32>) -> String {
    match receiver.recv() {
        Ok(value) => format!("got {value}"),
        Err(RecvError) => "closed".to_owned(),
    }
}

fn try_recv(receiver: Receiver<u32>) -> String {
    tried(&receiver)
}

fn tried(receiver: &Receiver<u32>) -> String {
    match receiver.try_recv() {
        Ok(value) => format!("got {value}"),
        Err(TryRecvError::Empty) => "empty".to_owned(),
        Err(TryRecvError::Disconnected) => "closed".to_owned(),
    }
}

fn recv_timeout(receiver: Receiver<u32>) -> String {
    match receiver.recv_timeout(A_WHILE) {
        Ok(value) => format!("got {value}"),
        Err(RecvTimeoutError::Timeout) => "gave up".to_owned(),
        Err(RecvTimeoutError::Disconnected) => "closed".to_owned(),
    }
}

fn iter(receiver: Receiver<u32>) -> String {
    format!("got {:?}", receiver.iter().collect::<Vec<_>>())
}

fn try_iter(receiver: Receiver<u32>) -> String {
    format!("got {:?}", receiver.try_iter().collect::<Vec<_>>())
}
