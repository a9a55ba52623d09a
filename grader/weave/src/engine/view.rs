//! What a thread has seen: a vector clock for happens-before, and for each atomic the oldest store that it may still read.

use super::object::ObjectId;
use super::task::TaskId;

/// A vector clock, and a floor for each atomic object. Both only grow.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    clock: Vec<u32>,
    floors: Vec<u32>,
}

fn join(into: &mut Vec<u32>, from: &[u32]) {
    if into.len() < from.len() {
        into.resize(from.len(), 0);
    }
    for (mine, theirs) in into.iter_mut().zip(from) {
        *mine = (*mine).max(*theirs);
    }
}

fn raise(values: &mut Vec<u32>, index: usize, value: u32) {
    if values.len() <= index {
        values.resize(index + 1, 0);
    }
    values[index] = values[index].max(value);
}

impl View {
    /// Everything that `other` has seen is seen now.
    pub(crate) fn join(&mut self, other: &Self) {
        join(&mut self.clock, &other.clock);
        join(&mut self.floors, &other.floors);
    }

    /// As `join`, but of the floors alone: what a fence orders without being an edge of happens-before.
    pub(crate) fn join_floors(&mut self, other: &Self) {
        join(&mut self.floors, &other.floors);
    }

    /// How far `task` had come, as far as this view knows.
    pub(crate) fn clock(&self, task: TaskId) -> u32 {
        self.clock.get(task).copied().unwrap_or(0)
    }

    pub(crate) fn set_clock(&mut self, task: TaskId, value: u32) {
        raise(&mut self.clock, task, value);
    }

    /// The oldest store of the atomic that may still be read.
    pub(crate) fn floor(&self, atomic: ObjectId) -> u32 {
        self.floors.get(atomic.0).copied().unwrap_or(0)
    }

    pub(crate) fn raise_floor(&mut self, atomic: ObjectId, store: u32) {
        raise(&mut self.floors, atomic.0, store);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joined_view_has_seen_what_both_have() {
        let mut one = View::default();
        one.set_clock(0, 3);
        one.raise_floor(ObjectId(2), 5);
        let mut other = View::default();
        other.set_clock(1, 4);
        other.raise_floor(ObjectId(2), 4);
        one.join(&other);
        assert_eq!((one.clock(0), one.clock(1), one.clock(9)), (3, 4, 0));
        assert_eq!((one.floor(ObjectId(2)), one.floor(ObjectId(7))), (5, 0));
    }
}
