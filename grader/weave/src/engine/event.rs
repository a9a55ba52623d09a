//! What happened, in the order in which it did: the raw material of explanations.

use super::Place;
use super::object::ObjectId;
use super::task::TaskId;
use std::sync::atomic::Ordering;

/// One visible operation that was done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    pub(crate) task: TaskId,
    pub(crate) action: Action,
    pub(crate) object: Option<ObjectId>,
    pub(crate) at: Place,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Action {
    Spawns(TaskId),
    Joins(TaskId),
    Ends,
    Panics,
    Yields,
    /// Locks, and the like: the word for it ("locks", "read-locks", "try_lock").
    Takes(&'static str),
    /// A lock that could not be had at once.
    FailsTo(&'static str),
    Releases(&'static str),
    /// An atomic load: the number of the store that it read in the modification order, and that of the newest one.
    Loads {
        value: u64,
        store: u32,
        newest: u32,
        order: Ordering,
    },
    Stores {
        value: u64,
        store: u32,
        order: Ordering,
    },
    /// A read-modify-write: the name of the method, what it read and wrote, and the number of the store that it made.
    Updates {
        method: &'static str,
        before: u64,
        after: u64,
        store: u32,
        order: Ordering,
    },
    /// A compare_exchange that did not: what it read.
    Keeps {
        method: &'static str,
        value: u64,
        store: u32,
        order: Ordering,
    },
    /// Looks at something that is no atomic, and says what it sees: "finds it initialised".
    Sees(&'static str),
    Fences(Ordering),
    Waits,
    Wakes,
    WakesSpuriously,
    TimesOut,
    Notifies {
        all: bool,
    },
    /// Said in one word of the operation: "sends", "receives", "parks", "prints" …
    Does(&'static str),
    /// The same, about a thread: "unparks".
    DoesTo(&'static str, TaskId),
}

impl Action {
    /// Whether the operation only looked: two such on one object can change places.
    pub(crate) fn only_looks(self) -> bool {
        matches!(self, Self::Loads { .. } | Self::FailsTo(_) | Self::Keeps { .. } | Self::Sees(_))
    }
}
