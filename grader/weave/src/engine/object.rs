//! Locks, atomics, channels and the like, as the scheduler knows them. Their data is elsewhere, in the types of std.

use super::Place;
use super::task::TaskId;
use super::view::View;
use std::collections::VecDeque;

/// The number of an object in one execution, in the order in which objects were first used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ObjectId(pub(crate) usize);

/// What an object is, in the words of std.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Mutex,
    RwLock,
    Condvar,
    Atomic,
    Channel,
    Barrier,
    Once,
    Scope,
    UnsafeCell,
}

/// Who has a lock, and where it was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hold {
    pub(crate) task: TaskId,
    pub(crate) at: Place,
}

/// A Mutex (only ever written), an RwLock, or the initialiser of a Once.
#[derive(Debug, Default)]
pub(crate) struct Lock {
    pub(crate) writer: Option<Hold>,
    pub(crate) readers: Vec<Hold>,
    /// What readers published when they let go: writers have seen it, other readers need not.
    pub(crate) read: View,
    /// Of a Once: whether it is initialised, and how often that was done; more than once only if it was emptied again.
    pub(crate) done: bool,
    pub(crate) initialised: u32,
    /// The last initialiser of a Once panicked.
    pub(crate) poisoned: bool,
}

#[derive(Debug)]
pub(crate) struct Waiter {
    pub(crate) task: TaskId,
    pub(crate) notified: bool,
}

/// One store in the modification order of an atomic.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    pub(crate) value: u64,
    /// Its place in the modification order, from 1.
    pub(crate) order: u32,
    /// What a thread that reads it with Acquire has seen.
    pub(crate) message: View,
    /// Whether the store published what its thread had seen (Release or stronger, or a fence before it).
    pub(crate) released: bool,
}

/// A message on its way: its number, what it publishes, and the transition that put it in.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) ticket: u64,
    pub(crate) view: View,
    pub(crate) turn: usize,
}

#[derive(Debug, Default)]
pub(crate) struct Channel {
    /// None: as many as there is memory for.
    pub(crate) capacity: Option<usize>,
    /// The messages that are under way, the oldest first. Without capacity: those of senders that wait until they are taken,
    /// or the one that was handed to the receiver while it waited.
    pub(crate) queue: VecDeque<Message>,
    /// How many messages were ever put in.
    pub(crate) sent: u64,
    /// What each receive published by which it made room, and in which transition, as far as the room has not been used.
    pub(crate) room: VecDeque<(View, usize)>,
    /// Without capacity: messages that were taken, and what that published, as long as their senders have not gone on.
    pub(crate) taken: Vec<Message>,
    /// Without capacity: the receiver waits, and nothing was handed to it yet.
    pub(crate) receiving: bool,
    /// What the receiver published when it began to wait, or went away.
    pub(crate) receiver: View,
    pub(crate) senders: usize,
    pub(crate) receiver_gone: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Barrier {
    pub(crate) size: usize,
    pub(crate) arrived: usize,
    pub(crate) generation: u64,
}

/// One use of an `UnsafeCell`, that may have been a read or a write.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Use {
    pub(crate) task: TaskId,
    pub(crate) clock: u32,
    pub(crate) at: Place,
}

#[derive(Debug, Default)]
pub(crate) struct Cell {
    /// What its bytes were at the last use.
    pub(crate) bytes: u64,
    pub(crate) last: Option<Use>,
    /// The last use of each thread that did not write, as far as known.
    pub(crate) reads: Vec<Use>,
    /// The last use that wrote.
    pub(crate) write: Option<Use>,
    /// Uses that were not ordered before the last one: if that one wrote, these are races.
    pub(crate) unordered: Option<Use>,
}

#[derive(Debug)]
pub(crate) enum State {
    Lock(Lock),
    Condvar(Vec<Waiter>),
    Atomic(Vec<Store>),
    Channel(Channel),
    Barrier(Barrier),
    Scope { running: usize },
    Cell(Cell),
}

#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) kind: Kind,
    pub(crate) born: Place,
    /// What the last release of it published.
    pub(crate) view: View,
    pub(crate) state: State,
}

impl Object {
    pub(crate) fn new(kind: Kind, born: Place) -> Self {
        let state = match kind {
            Kind::Mutex | Kind::RwLock | Kind::Once => State::Lock(Lock::default()),
            Kind::Condvar => State::Condvar(Vec::new()),
            Kind::Atomic => State::Atomic(Vec::new()),
            Kind::Channel => State::Channel(Channel { senders: 1, ..Channel::default() }),
            Kind::Barrier => State::Barrier(Barrier::default()),
            Kind::Scope => State::Scope { running: 0 },
            Kind::UnsafeCell => State::Cell(Cell::default()),
        };
        Self { kind, born, view: View::default(), state }
    }
}

/// The state of an object whose kind the caller knows, because an operation belongs to one kind.
macro_rules! states {
    ($($shared:ident, $unique:ident: $variant:ident => $state:ty;)*) => {
        impl Object { $(
            pub(crate) fn $shared(&self) -> &$state {
                match &self.state { State::$variant(state) => state, other => unreachable!("not this kind: {other:?}") }
            }
            pub(crate) fn $unique(&mut self) -> &mut $state {
                match &mut self.state { State::$variant(state) => state, other => unreachable!("not this kind: {other:?}") }
            }
        )* }
    };
}

states! {
    lock, lock_mut: Lock => Lock;
    waiters, waiters_mut: Condvar => Vec<Waiter>;
    stores, stores_mut: Atomic => Vec<Store>;
    channel, channel_mut: Channel => Channel;
    barrier, barrier_mut: Barrier => Barrier;
}

impl Object {
    pub(crate) fn cell_mut(&mut self) -> &mut Cell {
        match &mut self.state {
            State::Cell(cell) => cell,
            other => unreachable!("not a cell: {other:?}"),
        }
    }

    /// How many threads of a scope have not ended.
    pub(crate) fn running(&mut self) -> &mut usize {
        match &mut self.state {
            State::Scope { running } => running,
            other => unreachable!("not a scope: {other:?}"),
        }
    }

    pub(crate) fn scope_is_empty(&self) -> bool {
        matches!(self.state, State::Scope { running: 0 })
    }
}
