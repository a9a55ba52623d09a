//! The ends of a channel that send.

use super::{End, SendError, TrySendError};
use std::fmt;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::sync::mpsc as real;

/// As [`std::sync::mpsc::Sender`].
pub struct Sender<T>(pub(super) End<real::Sender<T>, T>);

/// As [`std::sync::mpsc::SyncSender`].
pub struct SyncSender<T>(pub(super) End<real::SyncSender<T>, T>);

impl<T> Sender<T> {
    /// As in std.
    ///
    /// # Errors
    /// The value, if the receiver has gone.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        match self.0.sides() {
            Ok(shared) => shared.send(value, Location::caller()),
            Err(real) => real.send(value),
        }
    }
}

impl<T> SyncSender<T> {
    /// As in std.
    ///
    /// # Errors
    /// The value, if the receiver has gone, or goes without taking it from a channel without capacity.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        match self.0.sides() {
            Ok(shared) => shared.send(value, Location::caller()),
            Err(real) => real.send(value),
        }
    }

    /// As in std: without capacity it succeeds only if the receiver waits.
    ///
    /// # Errors
    /// The value, if there is no room, or the receiver has gone.
    #[track_caller]
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        match self.0.sides() {
            Ok(shared) => shared.try_send(value, Location::caller()),
            Err(real) => real.try_send(value),
        }
    }
}

macro_rules! senders {
    ($($sender:ident)*) => { $(
        impl<T> Clone for $sender<T> {
            fn clone(&self) -> Self {
                Self(self.0.another(Clone::clone))
            }
        }

        impl<T> Drop for $sender<T> {
            fn drop(&mut self) {
                if let Some(shared) = self.0.explored() {
                    shared.drop_sender();
                }
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
