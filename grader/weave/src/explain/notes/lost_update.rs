//! A thread loads, another one stores, and the first stores what it made of the old value: the other's store is lost.

use super::{Note, number, read, value, written};
use crate::engine::event::Event;
use crate::engine::{Action, Execution};
use crate::explain::names::Names;

/// Visible operations of one thread between its load and its store, beyond which they are not taken for one update.
const FAR: usize = 4;

pub(super) fn notes(execution: &Execution, names: &Names) -> Vec<Note> {
    (0..execution.events.len()).filter_map(|index| note(execution, names, index)).collect()
}

fn note(execution: &Execution, names: &Names, index: usize) -> Option<Note> {
    let events = &execution.events;
    let over = &events[index];
    let Action::Stores { value: stored, store: last, .. } = over.action else { return None };
    let load = load_before(events, index)?;
    let known = read(load)?;
    let is_lost = |event: &&Event| {
        let store = written(event).filter(|_| event.object == over.object).map_or(0, |made| made.0);
        event.task != over.task && known < store && store < last
    };
    let lost = events.iter().rfind(is_lost)?;
    let (number_lost, value_lost) = written(lost)?;
    let atomic = over.object?;
    let before = value(execution, atomic, number_lost - 1)?;
    let from_to = format!("from {before} to {}", number(value_lost));
    let (name, object, other) = (names.thread(lost.task), names.object(atomic), names.thread(over.task));
    let (place, loaded_at, stored_at) = (names.place(lost.at), names.place(load.at), names.place(over.at));
    let loaded = value(execution, atomic, known)?;
    let places = if loaded_at == stored_at { "both".into() } else { format!("loaded at {loaded_at}, stored") };
    let text = format!(
        "{name}'s update of {object} at {place} ({from_to}) was lost: {other} had loaded {loaded}, and stored {} over it \
         ({places} at {stored_at}).",
        number(stored)
    );
    Some(Note::new(text, [over.at, load.at]))
}

/// The load of the same thread that the store may go back to.
fn load_before(events: &[Event], index: usize) -> Option<&Event> {
    let over = &events[index];
    let own = events[..index].iter().rev().filter(|event| event.task == over.task);
    let looked = own.take(FAR).find(|event| event.object == over.object)?;
    matches!(looked.action, Action::Loads { .. } | Action::Keeps { .. } | Action::Updates { .. }).then_some(looked)
}
