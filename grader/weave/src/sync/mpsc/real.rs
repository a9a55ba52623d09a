//! The ends of real channels, for threads that are not explored. Behind a trait, so that all that std compiles again for each
//! type of message, and even the drop of such an end, is compiled once with this crate.

use super::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};
use crate::parcel::Parcel;
use std::sync::mpsc::{Receiver, Sender, SyncSender};
use std::time::Duration;

pub(super) trait Sending: Send + Sync {
    fn send(&self, message: Parcel) -> Result<(), SendError<Parcel>>;
    /// A sender of an unbounded channel has always room.
    fn try_send(&self, message: Parcel) -> Result<(), TrySendError<Parcel>>;
    fn another(&self) -> Box<dyn Sending>;
}

impl Sending for Sender<Parcel> {
    fn send(&self, message: Parcel) -> Result<(), SendError<Parcel>> {
        self.send(message)
    }

    fn try_send(&self, message: Parcel) -> Result<(), TrySendError<Parcel>> {
        Ok(self.send(message)?)
    }

    fn another(&self) -> Box<dyn Sending> {
        Box::new(self.clone())
    }
}

impl Sending for SyncSender<Parcel> {
    fn send(&self, message: Parcel) -> Result<(), SendError<Parcel>> {
        self.send(message)
    }

    fn try_send(&self, message: Parcel) -> Result<(), TrySendError<Parcel>> {
        self.try_send(message)
    }

    fn another(&self) -> Box<dyn Sending> {
        Box::new(self.clone())
    }
}

pub(super) trait Receiving: Send {
    fn recv(&self) -> Result<Parcel, RecvError>;
    fn try_recv(&self) -> Result<Parcel, TryRecvError>;
    fn recv_timeout(&self, timeout: Duration) -> Result<Parcel, RecvTimeoutError>;
}

impl Receiving for Receiver<Parcel> {
    fn recv(&self) -> Result<Parcel, RecvError> {
        self.recv()
    }

    fn try_recv(&self) -> Result<Parcel, TryRecvError> {
        self.try_recv()
    }

    fn recv_timeout(&self, timeout: Duration) -> Result<Parcel, RecvTimeoutError> {
        self.recv_timeout(timeout)
    }
}
