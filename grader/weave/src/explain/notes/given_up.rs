//! An exchange that failed because another thread was there first, and that was not tried again.

use super::{Note, read, written};
use crate::engine::event::Event;
use crate::engine::{Action, Execution};
use crate::explain::names::Names;

/// Visible operations of the thread within which it is tried again if it ever is.
const SOON: usize = 3;

pub(super) fn notes(execution: &Execution, names: &Names) -> Vec<Note> {
    (0..execution.events.len()).filter_map(|index| note(execution, names, index)).collect()
}

fn note(execution: &Execution, names: &Names, index: usize) -> Option<Note> {
    let (before, after) = execution.events.split_at(index);
    let (failed, after) = after.split_first()?;
    let Action::Keeps { method, store: found, .. } = failed.action else { return None };
    let own = after.iter().filter(|other| other.task == failed.task).take(SOON);
    let same = |other: &&Event| other.task == failed.task && other.object == failed.object;
    let tries = |other: &Event| same(&other) && !matches!(other.action, Action::Loads { .. });
    if own.clone().any(tries) {
        return None;
    }
    let known = before.iter().rev().filter(same).find_map(last_seen)?;
    let is_first = |other: &&Event| {
        let made = written(other).filter(|_| other.object == failed.object);
        other.task != failed.task && made.is_some_and(|made| known < made.0 && made.0 <= found)
    };
    let first = before.iter().find(is_first)?;
    let text = format!(
        "{}'s {method} of {} at {} failed, because {} was there first, at {}; and it was not tried again.",
        names.thread(failed.task),
        names.object(failed.object?),
        names.place(failed.at),
        names.thread(first.task),
        names.place(first.at),
    );
    Some(Note::new(text, [failed.at]))
}

/// The number of the newest store that a thread knew after this event.
fn last_seen(event: &Event) -> Option<u32> {
    written(event).map(|made| made.0).or(read(event))
}
