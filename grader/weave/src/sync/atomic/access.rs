//! What all atomics do: each operation is a point, then it is done in the memory model and, with the newest value, for real.

use super::word::Real;
use crate::engine::reduction::Key;
use crate::engine::{Execution, Identity, Kind, ObjectId, Op, Place, Span, execution, looking_point, me, point};
use std::sync::atomic::{AtomicU8, Ordering};

/// An atomic of std, and which one it is in the execution.
pub(super) struct Access<R> {
    pub(super) identity: Identity,
    /// Has the newest value of all that were stored.
    pub(super) value: R,
}

/// A compare_exchange: the name of the method, whether it may fail for no reason, and its orderings.
#[derive(Clone, Copy)]
pub(super) struct Exchange {
    pub(super) method: &'static str,
    pub(super) weak: bool,
    pub(super) success: Ordering,
    pub(super) failure: Ordering,
}

impl<R: Real> Access<R> {
    fn object(&self) -> ObjectId {
        let mut execution = execution();
        let (object, new) = self.identity.resolve(&mut execution, Kind::Atomic, Span::of(&self.value));
        let word = R::to_word(self.value.load(Ordering::Relaxed));
        if new {
            execution.begin_atomic(object, word);
        } else if execution.newest(object) != word {
            execution.overwrite_atomic(object, word);
        }
        object
    }

    fn is_outside(&self) -> bool {
        let outside = me().is_none();
        if outside {
            self.identity.used_outside(Span::of(&self.value));
        }
        outside
    }

    #[track_caller]
    pub(super) fn load(&self, order: Ordering, at: Place) -> R::Value {
        let newest = self.value.load(order);
        if self.is_outside() {
            return newest;
        }
        let object = self.object();
        let mut execution = looking_point(Op::Step, at);
        let word = execution.load(object, order, at);
        execution.looked(at, word);
        R::of_word(word)
    }

    #[track_caller]
    pub(super) fn store(&self, value: R::Value, order: Ordering, at: Place) {
        if self.is_outside() {
            return self.value.store(value, order);
        }
        // An ordering that makes no sense for a store has to panic before the point.
        AtomicU8::new(0).store(0, order);
        let object = self.object();
        let (mut execution, _) = point(Op::Step, at);
        execution.store(object, R::to_word(value), order, at);
        self.value.store(value, order);
    }

    /// A read-modify-write that always writes: `modify` does it for real.
    pub(super) fn modify(
        &self,
        method: &'static str,
        order: Ordering,
        at: Place,
        modify: impl FnOnce(&R) -> R::Value,
    ) -> R::Value {
        if self.is_outside() {
            return modify(&self.value);
        }
        let object = self.object();
        let mut execution = looking_point(Op::Step, at);
        let before = modify(&self.value);
        let after = self.value.load(Ordering::Relaxed);
        execution.update(object, method, R::to_word(after), order, at);
        if before == after {
            execution.looked(at, R::to_word(before));
        }
        before
    }

    #[track_caller]
    pub(super) fn exchange(
        &self,
        exchange: Exchange,
        current: R::Value,
        new: R::Value,
        at: Place,
    ) -> Result<R::Value, R::Value> {
        let Exchange { method, weak, success, failure } = exchange;
        if self.is_outside() {
            return self.value.compare_exchange(current, new, success, failure);
        }
        // A failure ordering that makes no sense has to panic before the point.
        let _ = AtomicU8::new(0).compare_exchange(0, 0, success, failure);
        let object = self.object();
        let mut execution = looking_point(Op::Step, at);
        let before = self.value.load(Ordering::Relaxed);
        if before != current || weak && execution.exchange_fails_for_no_reason() {
            execution.keep(object, method, failure, at);
            execution.looked(at, R::to_word(before));
            return Err(before);
        }
        self.value.store(new, Ordering::Relaxed);
        execution.update(object, method, R::to_word(new), success, at);
        if new == current {
            execution.looked(at, R::to_word(before));
        }
        Ok(before)
    }

    /// As in std, `change` is called again only if another thread changed the value meanwhile.
    #[track_caller]
    pub(super) fn try_update(
        &self,
        exchange: Exchange,
        at: Place,
        mut change: impl FnMut(R::Value) -> Option<R::Value>,
    ) -> Result<R::Value, R::Value> {
        let mut before = self.load(exchange.failure, at);
        while let Some(after) = change(before) {
            match self.exchange(exchange, before, after, at) {
                Ok(before) => return Ok(before),
                Err(newer) => before = newer,
            }
        }
        Err(before)
    }

    /// For formatting, which does not know its caller.
    pub(super) fn load_to_format(&self) -> R::Value {
        if self.is_outside() {
            return self.value.load(Ordering::Relaxed);
        }
        let at = execution().mine().at;
        self.load(Ordering::Relaxed, at)
    }
}

impl Execution {
    /// A compare_exchange_weak that could succeed may fail all the same, as often as waits may return for no reason.
    fn exchange_fails_for_no_reason(&mut self) -> bool {
        self.touch(Key::Luck, false);
        if self.spurious_left == 0 || self.choose_value(2) == 0 {
            return false;
        }
        self.touch(Key::Luck, true);
        self.spurious_left -= 1;
        true
    }
}
