//! Uses of an `UnsafeCell` that no happens-before orders, one of them a write.
//!
//! `get` does not say whether it is called to read or to write. What was a write is told at the next use: its bytes are no
//! longer what they were.

use super::Place;
use super::execution::Execution;
use super::object::{ObjectId, Use};
use super::view::View;
use crate::fault::Fault;

impl Execution {
    /// The current thread uses the cell, whose bytes are now summed up in `bytes`.
    pub(crate) fn use_cell(&mut self, cell: ObjectId, bytes: u64, at: Place) {
        let current = self.current;
        let seen = self.tasks[current].seen.clone();
        let this = Use { task: current, clock: seen.clock(current), at };
        let state = self.object(cell).cell_mut();
        let mut race = None;
        if let Some(last) = state.last {
            if state.bytes == bytes {
                state.reads.retain(|read| read.task != last.task);
                state.reads.push(last);
            } else {
                race = state.unordered.map(|earlier| (earlier, last));
                state.reads.clear();
                state.write = Some(last);
            }
        }
        let unordered = |earlier: &Use| !ordered(earlier, current, &seen);
        if let Some(write) = state.write.filter(unordered) {
            race = race.or(Some((write, this)));
        }
        state.unordered = state.reads.iter().copied().find(unordered);
        state.last = Some(this);
        state.bytes = bytes;
        if let Some((one, other)) = race {
            self.fail(Fault::DataRace, self.race_text(one, other), Some(other.at));
        }
    }

    fn race_text(&self, one: Use, other: Use) -> String {
        let (first, second) = (self.thread_name(one.task), self.thread_name(other.task));
        format!(
            "{second} uses the UnsafeCell at {} and {first} at {}, and nothing orders the one before the other",
            crate::place(other.at),
            crate::place(one.at)
        )
    }
}

fn ordered(earlier: &Use, task: usize, seen: &View) -> bool {
    earlier.task == task || seen.clock(earlier.task) >= earlier.clock
}
