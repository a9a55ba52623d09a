//! As [`std::sync::Barrier`].

use crate::engine::{Action, Execution, Identity, Kind, ObjectId, Op, Span, execution, me, point};
use std::fmt;
use std::panic::Location;
use std::sync as real;

/// As [`std::sync::Barrier`].
pub struct Barrier {
    identity: Identity,
    size: usize,
    /// For threads that are not explored.
    inner: real::Barrier,
}

/// As [`std::sync::BarrierWaitResult`].
pub struct BarrierWaitResult(bool);

impl Barrier {
    /// As in std.
    #[must_use]
    #[track_caller]
    pub const fn new(size: usize) -> Self {
        Self { identity: Identity::new(), size, inner: real::Barrier::new(size) }
    }

    fn object(&self, execution: &mut Execution) -> ObjectId {
        let (object, is_new) = self.identity.resolve(execution, Kind::Barrier, Span::of(&self.inner));
        if is_new {
            execution.object(object).barrier_mut().size = self.size;
        }
        object
    }

    /// As in std; the leader is the thread that comes last.
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        if me().is_none() {
            self.identity.used_outside(Span::of(&self.inner));
            return BarrierWaitResult(self.inner.wait().is_leader());
        }
        let at = Location::caller();
        let object = self.object(&mut execution());
        let (mut execution, _) = point(Op::Step, at);
        execution.progress();
        execution.release(object);
        execution.event(Action::Does("comes to"), Some(object), at);
        let barrier = execution.object(object).barrier_mut();
        barrier.arrived += 1;
        if barrier.arrived >= barrier.size {
            barrier.arrived = 0;
            barrier.generation += 1;
            execution.acquire(object);
            return BarrierWaitResult(true);
        }
        let generation = barrier.generation;
        drop(execution);
        let (mut execution, _) = point(Op::Barrier { barrier: object, generation }, at);
        execution.progress();
        execution.acquire(object);
        execution.event(Action::Does("leaves"), Some(object), at);
        BarrierWaitResult(false)
    }
}

impl BarrierWaitResult {
    /// As in std.
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("BarrierWaitResult").field("is_leader", &self.0).finish()
    }
}
