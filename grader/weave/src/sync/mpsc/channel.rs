//! What the ends of a channel share: the messages, and the rules of sending and receiving. It is the same for messages of all
//! types, which go in parcels.
//!
//! Nothing here drops a message, or calls any other code of the program, while it holds the execution or the messages.

use super::real::{Receiving, Sending};
use crate::engine::channel::Put;
use crate::engine::{
    Action, Execution, Guard, Identity, Kind, ObjectId, Op, Place, Span, Wake, execution, looking_point, me, point,
    stop,
};
use crate::fault::Fault;
use crate::parcel::Parcel;
use std::collections::VecDeque;
use std::sync::mpsc::{RecvTimeoutError, SendError, TryRecvError, TrySendError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// One end of a channel that was made by a thread of an exploration, or by any other thread, with the place where it was made.
pub(super) enum End<R> {
    Explored(Arc<Shared>),
    Outside(R, Place),
}

impl<R> End<R> {
    /// Whose rules are to be followed: those of the exploration, or those of std.
    fn sides(&self) -> Result<&Shared, &R> {
        match (self, me()) {
            (Self::Explored(shared), Some(_)) => Ok(shared),
            (Self::Outside(real, _), None) => Err(real),
            (Self::Explored(_), None) => panic!("a channel of an exploration can only be used by its threads"),
            (Self::Outside(_, born), Some(_)) => {
                let mut execution = execution();
                execution.fail(Fault::Outlives, String::new(), Some(born));
                stop(execution)
            }
        }
    }

    /// As `sides`, for an end that is dropped, which is nothing to complain about.
    fn explored(&self) -> Option<&Shared> {
        match (self, me()) {
            (Self::Explored(shared), Some(_)) => Some(shared),
            _ => None,
        }
    }
}

impl End<Box<dyn Sending>> {
    pub(super) fn send(&self, message: Parcel, at: Place) -> Result<(), SendError<Parcel>> {
        match self.sides() {
            Ok(shared) => shared.send(message, at),
            Err(real) => real.send(message),
        }
    }

    pub(super) fn try_send(&self, message: Parcel, at: Place) -> Result<(), TrySendError<Parcel>> {
        match self.sides() {
            Ok(shared) => shared.try_send(message, at),
            Err(real) => real.try_send(message),
        }
    }

    /// Another sender like this one.
    pub(super) fn another(&self) -> Self {
        if let Ok(shared) = self.sides() {
            shared.add_sender();
        }
        match self {
            Self::Explored(shared) => Self::Explored(shared.clone()),
            Self::Outside(end, born) => Self::Outside(end.another(), born),
        }
    }

    pub(super) fn drop_sender(&self) {
        if let Some(shared) = self.explored() {
            shared.drop_sender();
        }
    }
}

impl End<Box<dyn Receiving>> {
    /// `timeout`: None to wait for as long as it takes.
    pub(super) fn receive(&self, timeout: Option<Duration>, at: Place) -> Result<Parcel, RecvTimeoutError> {
        match (self.sides(), timeout) {
            (Ok(shared), _) => shared.receive(timeout, at),
            (Err(real), None) => Ok(real.recv()?),
            (Err(real), Some(timeout)) => real.recv_timeout(timeout),
        }
    }

    pub(super) fn try_receive(&self, at: Place) -> Result<Parcel, TryRecvError> {
        match self.sides() {
            Ok(shared) => shared.try_receive(at),
            Err(real) => real.try_recv(),
        }
    }

    pub(super) fn drop_receiver(&self) {
        if let Some(shared) = self.explored() {
            shared.drop_receiver();
        }
    }
}

pub(super) struct Shared {
    identity: Identity,
    capacity: Option<usize>,
    /// With their numbers: a sender that waits in vain takes its own back.
    messages: Mutex<VecDeque<(u64, Parcel)>>,
}

impl Shared {
    pub(super) fn new(capacity: Option<usize>, born: Place) -> Arc<Self> {
        let shared = Arc::new(Self { identity: Identity::at(born), capacity, messages: Mutex::default() });
        shared.object(&mut execution());
        shared
    }

    fn object(&self, execution: &mut Execution) -> ObjectId {
        let (object, is_new) = self.identity.resolve(execution, Kind::Channel, Span::nothing());
        if is_new {
            execution.object(object).channel_mut().capacity = self.capacity;
        }
        object
    }

    fn messages(&self) -> MutexGuard<'_, VecDeque<(u64, Parcel)>> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, value: Parcel, at: Place) -> Result<(), SendError<Parcel>> {
        let object = self.object(&mut execution());
        let op = if self.capacity == Some(0) { Op::Step } else { Op::Send(object) };
        let (mut execution, _) = point(op, at);
        if execution.object(object).channel().receiver_gone {
            execution.find_no_receiver(object, at);
            return Err(SendError(value));
        }
        match self.put(execution, object, value, "sends on", at) {
            Put::Done => Ok(()),
            Put::Waits { ticket } => self.hand_over(object, ticket, at),
        }
    }

    fn try_send(&self, value: Parcel, at: Place) -> Result<(), TrySendError<Parcel>> {
        let object = self.object(&mut execution());
        let mut execution = looking_point(Op::Step, at);
        let channel = execution.object(object).channel();
        if channel.receiver_gone {
            execution.find_no_receiver(object, at);
            return Err(TrySendError::Disconnected(value));
        }
        if !channel.has_room() {
            execution.see_full(object);
            execution.looked(at, 0);
            execution.note(Action::FailsTo("try_send"), Some(object), at);
            return Err(TrySendError::Full(value));
        }
        execution.found(at);
        self.put(execution, object, value, "try_send sends on", at);
        Ok(())
    }

    fn put(&self, mut execution: Guard, object: ObjectId, value: Parcel, verb: &'static str, at: Place) -> Put {
        let ticket = execution.object(object).channel().sent;
        let put = execution.put(object);
        execution.note(Action::Does(verb), Some(object), at);
        self.messages().push_back((ticket, value));
        put
    }

    /// The sender waits until its message is taken.
    fn hand_over(&self, object: ObjectId, ticket: u64, at: Place) -> Result<(), SendError<Parcel>> {
        let (mut execution, _) = point(Op::Taken { channel: object, ticket }, at);
        if execution.end_handing_over(object, ticket) {
            execution.note(Action::Does("has handed over on"), Some(object), at);
            return Ok(());
        }
        execution.find_no_receiver(object, at);
        let mut messages = self.messages();
        let index = messages.iter().position(|message| message.0 == ticket);
        let message = index.and_then(|index| messages.remove(index));
        Err(SendError(message.expect("what was not taken is still there").1))
    }

    /// `timeout`: None to wait for as long as it takes.
    fn receive(&self, timeout: Option<Duration>, at: Place) -> Result<Parcel, RecvTimeoutError> {
        let object = self.object(&mut execution());
        if self.capacity == Some(0) {
            return self.receive_from_hand(object, timeout, at);
        }
        let deadline = timeout.and_then(|timeout| execution().deadline(timeout));
        let (execution, wake) = point(Op::Receive { channel: object, deadline }, at);
        self.end_receive(execution, object, wake, at)
    }

    /// Others can tell whether the receiver of a rendezvous waits, so that it begins to wait is a step of its own.
    fn receive_from_hand(
        &self,
        object: ObjectId,
        timeout: Option<Duration>,
        at: Place,
    ) -> Result<Parcel, RecvTimeoutError> {
        let (mut execution, _) = point(Op::Step, at);
        let channel = execution.object(object).channel();
        if !channel.queue.is_empty() || channel.is_disconnected() {
            return self.end_receive(execution, object, Wake::Normal, at);
        }
        execution.progress();
        execution.begin_to_receive(object);
        execution.note(Action::Does("waits to receive from"), Some(object), at);
        let deadline = timeout.and_then(|timeout| execution.deadline(timeout));
        drop(execution);
        let (mut execution, wake) = point(Op::Receive { channel: object, deadline }, at);
        execution.end_to_receive(object);
        self.end_receive(execution, object, wake, at)
    }

    fn end_receive(
        &self,
        mut execution: Guard,
        object: ObjectId,
        wake: Wake,
        at: Place,
    ) -> Result<Parcel, RecvTimeoutError> {
        if let Some(ticket) = execution.take(object) {
            execution.note(Action::Does("receives from"), Some(object), at);
            return Ok(self.message(ticket));
        }
        execution.progress();
        if wake == Wake::TimedOut {
            execution.saw_try = true;
            execution.see_empty(object);
            execution.note(Action::TimesOut, Some(object), at);
            return Err(RecvTimeoutError::Timeout);
        }
        execution.find_no_sender(object, at);
        Err(RecvTimeoutError::Disconnected)
    }

    fn try_receive(&self, at: Place) -> Result<Parcel, TryRecvError> {
        let object = self.object(&mut execution());
        let mut execution = looking_point(Op::Step, at);
        if let Some(ticket) = execution.take(object) {
            execution.found(at);
            execution.note(Action::Does("try_recv receives from"), Some(object), at);
            return Ok(self.message(ticket));
        }
        execution.saw_try = true;
        if execution.object(object).channel().is_disconnected() {
            execution.find_no_sender(object, at);
            return Err(TryRecvError::Disconnected);
        }
        execution.see_empty(object);
        execution.looked(at, 0);
        execution.note(Action::FailsTo("try_recv"), Some(object), at);
        Err(TryRecvError::Empty)
    }

    /// The message that was taken: the one with this number, which is the oldest that is not of a sender who took it back.
    fn message(&self, ticket: u64) -> Parcel {
        let (number, value) = self.messages().pop_front().expect("the scheduler knows what is there");
        debug_assert_eq!(number, ticket, "messages come out in their order");
        value
    }

    fn add_sender(&self) {
        let mut execution = execution();
        let object = self.object(&mut execution);
        execution.begin_sender(object);
    }

    /// A sender is dropped. When exactly is told by who looks without waiting, or if it is the last.
    fn drop_sender(&self) {
        let mut execution = execution();
        let object = self.object(&mut execution);
        let at = execution.mine().at;
        if execution.object(object).channel().senders == 1 || execution.settings.release_points {
            drop(execution);
            execution = point(Op::Step, at).0;
        }
        if execution.end_sender(object) {
            execution.note(Action::Does("drops the last sender of"), Some(object), at);
        }
    }

    fn drop_receiver(&self) {
        let at = execution().mine().at;
        let (mut execution, _) = point(Op::Step, at);
        let object = self.object(&mut execution);
        execution.end_receiver(object);
        execution.note(Action::Does("drops the receiver of"), Some(object), at);
        let lost = if self.capacity == Some(0) { VecDeque::new() } else { std::mem::take(&mut *self.messages()) };
        drop(execution);
        drop(lost);
    }
}

impl Execution {
    fn find_no_receiver(&mut self, object: ObjectId, at: Place) {
        self.see_no_receiver(object);
        self.note(Action::Does("finds no receiver at"), Some(object), at);
    }

    fn find_no_sender(&mut self, object: ObjectId, at: Place) {
        self.see_no_sender(object);
        self.note(Action::Does("finds no more senders at"), Some(object), at);
    }
}
