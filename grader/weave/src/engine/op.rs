//! What a thread is about to do. Whether it can is decided by the state of the objects alone, so nothing keeps lists of who
//! has to be woken.

use super::object::ObjectId;
use super::reduction::Key;
use super::task::TaskId;

/// A point in virtual time, in nanoseconds since the execution began. `None`: too far away to ever come.
pub(crate) type Deadline = Option<u64>;

/// An operation that other threads can tell, and that may have to wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Op {
    /// The first step of a thread.
    Start,
    /// Can always be done.
    Step,
    /// Can always be done, but others go first.
    Yield,
    Lock(ObjectId),
    Read(ObjectId),
    Write(ObjectId),
    /// The first step of a writer: it takes the lock or, while readers have it, begins to wait for it.
    AskToWrite(ObjectId),
    Once(ObjectId),
    /// Waits until somebody else has initialised it. `or_poisoned`: or has tried to, and panicked.
    Initialised {
        once: ObjectId,
        or_poisoned: bool,
    },
    /// Waits for a notification.
    Wait {
        condvar: ObjectId,
        deadline: Deadline,
    },
    Join(TaskId),
    ScopeEnd(ObjectId),
    /// Waits for room in a channel that has a capacity.
    Send(ObjectId),
    /// The sender of a rendezvous channel waits until its message is taken.
    Taken {
        channel: ObjectId,
        ticket: u64,
    },
    Receive {
        channel: ObjectId,
        deadline: Deadline,
    },
    Barrier {
        barrier: ObjectId,
        generation: u64,
    },
    Park {
        deadline: Deadline,
    },
    Sleep {
        until: Deadline,
    },
}

impl Op {
    /// When the operation ends by itself, if it does.
    pub(crate) fn deadline(self) -> Deadline {
        match self {
            Self::Wait { deadline, .. } | Self::Receive { deadline, .. } | Self::Park { deadline } => deadline,
            Self::Sleep { until } => until,
            _ => None,
        }
    }

    /// What decides whether it can be done, and how. Nothing if it always can.
    pub(crate) fn keys(self, me: TaskId) -> Vec<Key> {
        let mut keys = match self {
            Self::Start | Self::Step | Self::Yield | Self::Sleep { .. } => Vec::new(),
            Self::Lock(object)
            | Self::Read(object)
            | Self::Write(object)
            | Self::AskToWrite(object)
            | Self::Once(object)
            | Self::Initialised { once: object, .. }
            | Self::Wait { condvar: object, .. }
            | Self::ScopeEnd(object)
            | Self::Barrier { barrier: object, .. } => vec![Key::Object(object.0)],
            Self::Send(channel) | Self::Taken { channel, .. } | Self::Receive { channel, .. } => {
                vec![Key::Sending(channel.0), Key::Receiving(channel.0)]
            }
            Self::Join(task) => vec![Key::Task(task)],
            Self::Park { .. } => vec![Key::Task(me)],
        };
        if self.may_wake_spuriously() {
            keys.push(Key::Luck);
        }
        if self.deadline().is_some() {
            keys.push(Key::Clock);
        }
        keys
    }

    /// The lock that it asks for, if it does.
    pub(crate) fn lock(self) -> Option<ObjectId> {
        match self {
            Self::Lock(lock) | Self::Read(lock) | Self::Write(lock) | Self::AskToWrite(lock) => Some(lock),
            _ => None,
        }
    }

    /// Whether std allows it to return for no reason.
    pub(crate) fn may_wake_spuriously(self) -> bool {
        matches!(self, Self::Wait { .. } | Self::Park { .. })
    }
}

/// Why an operation that had to wait goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    Normal,
    TimedOut,
    Spurious,
}
