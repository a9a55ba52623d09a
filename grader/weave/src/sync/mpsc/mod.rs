//! As [`std::sync::mpsc`].

mod channel;
mod receiver;
mod sender;

use channel::{End, Shared};
pub use receiver::{IntoIter, Iter, Receiver, TryIter};
pub use sender::{Sender, SyncSender};
pub use std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};

use crate::engine::me;
use std::panic::Location;
use std::sync::mpsc as real;

/// As [`std::sync::mpsc::channel`].
#[must_use]
#[track_caller]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let born = Location::caller();
    if me().is_none() {
        let (sender, receiver) = real::channel();
        return (Sender(End::Outside(sender, born)), Receiver::new(End::Outside(receiver, born)));
    }
    let shared = Shared::new(None, born);
    (Sender(End::Explored(shared.clone())), Receiver::new(End::Explored(shared)))
}

/// As [`std::sync::mpsc::sync_channel`].
#[must_use]
#[track_caller]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let born = Location::caller();
    if me().is_none() {
        let (sender, receiver) = real::sync_channel(bound);
        return (SyncSender(End::Outside(sender, born)), Receiver::new(End::Outside(receiver, born)));
    }
    let shared = Shared::new(Some(bound), born);
    (SyncSender(End::Explored(shared.clone())), Receiver::new(End::Explored(shared)))
}
