//! The ends of a channel that send.

use super::real::Sending;
use super::{Carries, End, SendError, TrySendError};
use crate::engine::Place;
use crate::parcel::Parcel;
use std::fmt;
use std::marker::PhantomData;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};

/// As [`std::sync::mpsc::Sender`].
pub struct Sender<T>(pub(super) End<Box<dyn Sending>>, pub(super) Carries<T>);

/// As [`std::sync::mpsc::SyncSender`].
pub struct SyncSender<T>(pub(super) End<Box<dyn Sending>>, pub(super) Carries<T>);

impl<T> Sender<T> {
    /// As in std.
    ///
    /// # Errors
    /// The value, if the receiver has gone.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        send(&self.0, value, Location::caller())
    }
}

impl<T> SyncSender<T> {
    /// As in std.
    ///
    /// # Errors
    /// The value, if the receiver has gone, or goes without taking it from a channel without capacity.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        send(&self.0, value, Location::caller())
    }

    /// As in std: without capacity it succeeds only if the receiver waits.
    ///
    /// # Errors
    /// The value, if there is no room, or the receiver has gone.
    #[track_caller]
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        // SAFETY: as in `send`.
        match self.0.try_send(unsafe { Parcel::new(value) }, Location::caller()) {
            Ok(()) => Ok(()),
            // SAFETY: as in `send`.
            Err(TrySendError::Full(message)) => Err(TrySendError::Full(unsafe { message.open() })),
            // SAFETY: as in `send`.
            Err(TrySendError::Disconnected(message)) => Err(TrySendError::Disconnected(unsafe { message.open() })),
        }
    }
}

fn send<T>(end: &End<Box<dyn Sending>>, value: T, at: Place) -> Result<(), SendError<T>> {
    // SAFETY: the ends of a channel own its messages, and go only where these may go.
    match end.send(unsafe { Parcel::new(value) }, at) {
        Ok(()) => Ok(()),
        // SAFETY: what comes back is what was sent.
        Err(SendError(message)) => Err(SendError(unsafe { message.open() })),
    }
}

macro_rules! senders {
    ($($sender:ident)*) => { $(
        impl<T> Clone for $sender<T> {
            fn clone(&self) -> Self {
                Self(self.0.another(), PhantomData)
            }
        }

        impl<T> Drop for $sender<T> {
            fn drop(&mut self) {
                self.0.drop_sender();
            }
        }

        impl<T> fmt::Debug for $sender<T> {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_struct(stringify!($sender)).finish_non_exhaustive()
            }
        }

        impl<T> UnwindSafe for $sender<T> {}
        impl<T> RefUnwindSafe for $sender<T> {}
    )* };
}

senders! { Sender SyncSender }
