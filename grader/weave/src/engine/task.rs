//! A thread of the explored program, as the scheduler knows it.

use super::Place;
use super::baton::Baton;
use super::object::ObjectId;
use super::op::{Op, Wake};
use super::view::View;
use std::sync::Arc;

/// The number of a thread in one execution; the one that runs the explored closure is 0.
pub(crate) type TaskId = usize;

/// An atomic, the order of an old store that a thread reads from it, and how often in a row.
pub(crate) type Stale = (ObjectId, u32, u32);

/// A place where a thread looks for a change, what it saw there, and how often in a row it saw the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub(crate) at: Place,
    pub(crate) seen: u64,
    pub(crate) times: u32,
}

#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) name: Option<String>,
    pub(crate) spawned_at: Place,
    /// The scope that waits for it, if it was spawned in one.
    pub(crate) scope: Option<ObjectId>,
    pub(crate) baton: Arc<Baton>,
    /// What it does next, and where.
    pub(crate) pending: Op,
    pub(crate) at: Place,
    pub(crate) finished: bool,
    pub(crate) joined: bool,
    /// It let others go first, and none of them has done anything since.
    pub(crate) yielded: bool,
    pub(crate) wake: Wake,
    /// What it has seen; what it read without acquiring; what its last release fence published.
    pub(crate) seen: View,
    pub(crate) unacquired: View,
    pub(crate) fenced: Option<View>,
    pub(crate) park_token: Option<View>,
    /// The yield was asked for by the program, and returned at once.
    pub(crate) explicit: bool,
    pub(crate) hasty: bool,
    /// Operations in a row that changed nothing.
    pub(crate) idle: u32,
    pub(crate) looks: Vec<Look>,
    pub(crate) stale: Vec<Stale>,
    /// How often it was woken before its time.
    pub(crate) early: u32,
    /// The panic that ended it: its index among all panics.
    pub(crate) panic: Option<usize>,
    /// For the search by priorities: the highest goes first.
    pub(crate) priority: i64,
}

impl Task {
    pub(crate) fn new(name: Option<String>, baton: Arc<Baton>, spawned_at: Place, seen: View, priority: i64) -> Self {
        Self {
            name,
            spawned_at,
            scope: None,
            baton,
            pending: Op::Start,
            at: spawned_at,
            finished: false,
            joined: false,
            yielded: false,
            wake: Wake::Normal,
            seen,
            unacquired: View::default(),
            fenced: None,
            park_token: None,
            explicit: false,
            hasty: false,
            idle: 0,
            looks: Vec::new(),
            stale: Vec::new(),
            early: 0,
            panic: None,
            priority,
        }
    }

    /// Notes that it saw `seen` at `at`; how often in a row that was the same.
    pub(crate) fn look(&mut self, at: Place, seen: u64) -> u32 {
        match self.looks.iter_mut().find(|look| look.at == at) {
            Some(look) if look.seen == seen => {
                look.times += 1;
                look.times
            }
            Some(look) => {
                *look = Look { at, seen, times: 1 };
                1
            }
            None => {
                self.looks.push(Look { at, seen, times: 1 });
                1
            }
        }
    }
}
