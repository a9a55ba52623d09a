//! The end of a channel that receives.

use super::real::Receiving;
use super::{Carries, End, RecvError, RecvTimeoutError, TryRecvError};
use crate::engine::Place;
use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::panic::{Location, RefUnwindSafe, UnwindSafe};
use std::time::Duration;

/// As [`std::sync::mpsc::Receiver`].
pub struct Receiver<T>(End<Box<dyn Receiving>>, Carries<T>, PhantomData<Cell<()>>);

impl<T> Receiver<T> {
    pub(super) fn new(end: End<Box<dyn Receiving>>) -> Self {
        Self(end, PhantomData, PhantomData)
    }

    fn receive(&self, timeout: Option<Duration>, at: Place) -> Result<T, RecvTimeoutError> {
        match self.0.receive(timeout, at) {
            // SAFETY: the senders of this channel send values of this type.
            Ok(message) => Ok(unsafe { message.open() }),
            Err(error) => Err(error),
        }
    }

    fn recv_at(&self, at: Place) -> Result<T, RecvError> {
        match self.receive(None, at) {
            Ok(value) => Ok(value),
            Err(_) => Err(RecvError),
        }
    }

    fn try_recv_at(&self, at: Place) -> Result<T, TryRecvError> {
        match self.0.try_receive(at) {
            // SAFETY: the senders of this channel send values of this type.
            Ok(message) => Ok(unsafe { message.open() }),
            Err(error) => Err(error),
        }
    }

    /// As in std.
    ///
    /// # Errors
    /// If nothing is there, and all senders have gone.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.recv_at(Location::caller())
    }

    /// As in std: from a channel without capacity it takes what a sender waits to hand over.
    ///
    /// # Errors
    /// If nothing is there.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.try_recv_at(Location::caller())
    }

    /// As in std, in virtual time.
    ///
    /// # Errors
    /// If nothing came in time, or nothing is there and all senders have gone.
    #[track_caller]
    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        self.receive(Some(timeout), Location::caller())
    }

    /// As in std.
    #[track_caller]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { receiver: self, at: Location::caller() }
    }

    /// As in std.
    #[track_caller]
    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter { receiver: self, at: Location::caller() }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.0.drop_receiver();
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Receiver").finish_non_exhaustive()
    }
}

impl<T> UnwindSafe for Receiver<T> {}
impl<T> RefUnwindSafe for Receiver<T> {}

/// As [`std::sync::mpsc::Iter`].
#[derive(Debug)]
pub struct Iter<'a, T: 'a> {
    receiver: &'a Receiver<T>,
    at: Place,
}

/// As [`std::sync::mpsc::TryIter`].
#[derive(Debug)]
pub struct TryIter<'a, T: 'a> {
    receiver: &'a Receiver<T>,
    at: Place,
}

/// As [`std::sync::mpsc::IntoIter`].
#[derive(Debug)]
pub struct IntoIter<T> {
    receiver: Receiver<T>,
    at: Place,
}

impl<T> Iterator for Iter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.recv_at(self.at).ok()
    }
}

impl<T> Iterator for TryIter<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.try_recv_at(self.at).ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        self.receiver.recv_at(self.at).ok()
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;
    #[track_caller]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    #[track_caller]
    fn into_iter(self) -> IntoIter<T> {
        IntoIter { at: Location::caller(), receiver: self }
    }
}
