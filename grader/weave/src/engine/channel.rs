//! Channels: what waits in them, and what their ends publish to each other. The messages themselves are elsewhere.
//!
//! With a capacity, or as much as there is memory for, a message is put in and taken out. Without (a rendezvous), it goes from
//! hand to hand: a sender that finds the receiver waiting hands its message over and goes on; otherwise it waits until its
//! message is taken, by any kind of receive.

use super::execution::Execution;
use super::object::{Channel, Message, ObjectId};
use super::reduction::Key;

/// What became of a message that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// The sender can go on.
    Done,
    /// The sender waits until it is taken.
    Waits { ticket: u64 },
}

impl Channel {
    /// Whether a message can be put in without waiting for anything.
    pub(crate) fn has_room(&self) -> bool {
        match self.capacity {
            None => true,
            Some(0) => self.receiving,
            Some(capacity) => self.queue.len() < capacity,
        }
    }

    pub(crate) fn is_rendezvous(&self) -> bool {
        self.capacity == Some(0)
    }

    /// Nothing is there, and nothing will come.
    pub(crate) fn is_disconnected(&self) -> bool {
        self.queue.is_empty() && self.senders == 0
    }
}

impl Execution {
    /// The current thread puts a message in.
    pub(crate) fn put(&mut self, object: ObjectId) -> Put {
        self.progress();
        let (view, turn) = (self.mine().seen.clone(), self.turn());
        let channel = self.object(object).channel_mut();
        let ticket = channel.sent;
        channel.sent += 1;
        channel.queue.push_back(Message { ticket, view, turn });
        let handed = std::mem::take(&mut channel.receiving);
        let before = match channel.capacity {
            Some(0) if !handed => None,
            Some(0) => Some((channel.receiver.clone(), turn)),
            Some(capacity) if ticket >= capacity as u64 => channel.room.pop_front(),
            _ => None,
        };
        let waits = channel.is_rendezvous() && !handed;
        if let Some((view, made_room)) = before {
            self.mine().seen.join(&view);
            self.needs(made_room);
        }
        self.tick();
        self.touch_sending(object, true);
        if waits { Put::Waits { ticket } } else { Put::Done }
    }

    /// A sender that waited goes on. True if its message was taken; otherwise it takes it back.
    pub(crate) fn end_handing_over(&mut self, object: ObjectId, ticket: u64) -> bool {
        self.progress();
        self.touch_sending(object, true);
        let channel = self.object(object).channel_mut();
        let Some(index) = channel.taken.iter().position(|message| message.ticket == ticket) else {
            channel.queue.retain(|message| message.ticket != ticket);
            return false;
        };
        let view = channel.taken.swap_remove(index).view;
        self.mine().seen.join(&view);
        true
    }

    /// The current thread takes the oldest message, if there is one: its number.
    pub(crate) fn take(&mut self, object: ObjectId) -> Option<u64> {
        let message = self.object(object).channel_mut().queue.pop_front()?;
        self.progress();
        self.mine().seen.join(&message.view);
        self.needs(message.turn);
        let (view, turn) = (self.mine().seen.clone(), self.turn());
        let channel = self.object(object).channel_mut();
        match channel.capacity {
            None => {}
            Some(0) => channel.taken.push(Message { ticket: message.ticket, view, turn }),
            Some(_) => channel.room.push_back((view, turn)),
        }
        self.tick();
        self.touch_receiving(object, true);
        Some(message.ticket)
    }

    /// The receiver of a rendezvous begins to wait.
    pub(crate) fn begin_to_receive(&mut self, object: ObjectId) {
        self.publish_receiver(object);
        self.object(object).channel_mut().receiving = true;
        self.touch_receiving(object, true);
    }

    /// The receiver waits no more.
    pub(crate) fn end_to_receive(&mut self, object: ObjectId) {
        self.object(object).channel_mut().receiving = false;
        self.touch_receiving(object, true);
    }

    /// The receiver goes away. Messages of senders that wait are theirs to take back, all others are lost.
    pub(crate) fn end_receiver(&mut self, object: ObjectId) {
        self.progress();
        self.publish_receiver(object);
        let channel = self.object(object).channel_mut();
        channel.receiver_gone = true;
        if !channel.is_rendezvous() {
            channel.queue.clear();
        }
        self.touch_sending(object, true);
        self.touch_receiving(object, true);
    }

    /// The current thread finds that the receiver has gone.
    pub(crate) fn see_no_receiver(&mut self, object: ObjectId) {
        let gone = self.object(object).channel().receiver.clone();
        self.mine().seen.join(&gone);
        self.touch_sending(object, false);
    }

    /// Another sender; nobody can tell, because there was one before.
    pub(crate) fn begin_sender(&mut self, object: ObjectId) {
        self.object(object).channel_mut().senders += 1;
    }

    /// A sender goes away. True if it was the last.
    pub(crate) fn end_sender(&mut self, object: ObjectId) -> bool {
        self.release(object);
        self.touch_sending(object, true);
        let channel = self.object(object).channel_mut();
        channel.senders -= 1;
        let last = channel.senders == 0;
        if last {
            self.progress();
        }
        last
    }

    /// The receiver finds that all senders have gone.
    pub(crate) fn see_no_sender(&mut self, object: ObjectId) {
        self.acquire(object);
        self.see_empty(object);
    }

    /// The receiver finds nothing, which a message or the last sender's end could change.
    pub(crate) fn see_empty(&mut self, object: ObjectId) {
        self.touch_sending(object, false);
        self.touch_receiving(object, false);
    }

    /// A sender finds no room, which a receive could change.
    pub(crate) fn see_full(&mut self, object: ObjectId) {
        self.touch_sending(object, false);
        self.touch_receiving(object, false);
    }

    fn publish_receiver(&mut self, object: ObjectId) {
        let seen = self.mine().seen.clone();
        self.object(object).channel_mut().receiver.join(&seen);
        self.tick();
    }

    fn touch_sending(&mut self, object: ObjectId, changes: bool) {
        self.touch(Key::Sending(object.0), changes);
        if self.object(object).channel().is_rendezvous() {
            self.touch(Key::Receiving(object.0), changes);
        }
    }

    fn touch_receiving(&mut self, object: ObjectId, changes: bool) {
        self.touch(Key::Receiving(object.0), changes);
        if self.object(object).channel().is_rendezvous() {
            self.touch(Key::Sending(object.0), changes);
        }
    }
}
