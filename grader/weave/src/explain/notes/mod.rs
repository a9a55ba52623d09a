//! What the order of the steps means: what was lost to whom, what was seen too late, and which ordering would forbid it.

mod given_up;
mod graph;
mod lost_update;
mod old_value;
mod sections;
mod wakeups;

use super::Spot;
use super::names::Names;
use super::steps::number;
use crate::engine::event::Event;
use crate::engine::{Action, Execution, ObjectId, Place};
use crate::fault::Fault;

/// More would hide the few that matter.
const MOST: usize = 6;

/// One sentence or two, and the places that it blames, the likeliest first.
pub(super) struct Note {
    pub(super) text: String,
    pub(super) blames: Vec<Spot>,
}

impl Note {
    fn new(text: String, blames: impl IntoIterator<Item = Place>) -> Self {
        Self { text, blames: blames.into_iter().map(Spot::of).collect() }
    }
}

pub(super) fn notes(execution: &Execution, names: &Names) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for note in all(execution, names) {
        if !notes.iter().any(|known| known.text == note.text) && notes.len() < MOST {
            notes.push(note);
        }
    }
    notes
}

fn all(execution: &Execution, names: &Names) -> Vec<Note> {
    let fault = execution.failure.as_ref().map(|failure| failure.fault);
    let panicked = matches!(fault, Some(Fault::Panicked | Fault::PanickedUnseen));
    let waits = matches!(fault, Some(Fault::Deadlock | Fault::Stuck));
    let values =
        !matches!(fault, Some(Fault::Deadlock | Fault::ThreadLeft | Fault::Outlives | Fault::Nondeterministic));
    let mut notes = Vec::new();
    if values {
        notes.extend(old_value::notes(execution, names));
        notes.extend(lost_update::notes(execution, names));
        notes.extend(given_up::notes(execution, names));
    }
    if panicked {
        notes.extend(sections::notes(execution, names));
    }
    if waits {
        notes.extend(wakeups::lost(execution, names));
    }
    notes.extend(wakeups::sudden(execution, names));
    notes
}

/// The number of the store that an event read.
fn read(event: &Event) -> Option<u32> {
    match event.action {
        Action::Loads { store, .. } | Action::Keeps { store, .. } => Some(store),
        // It reads the newest one, and its own comes next.
        Action::Updates { store, .. } => Some(store - 1),
        _ => None,
    }
}

/// The number of the store that an event made, and its value.
fn written(event: &Event) -> Option<(u32, u64)> {
    match event.action {
        Action::Stores { value, store, .. } | Action::Updates { after: value, store, .. } => Some((store, value)),
        _ => None,
    }
}

/// The value of a store, in words, as far as any event tells it.
fn value(execution: &Execution, atomic: ObjectId, store: u32) -> Option<String> {
    let told = |event: &Event| match event.action {
        Action::Loads { value, .. } | Action::Keeps { value, .. } if read(event) == Some(store) => Some(value),
        Action::Updates { before, .. } if read(event) == Some(store) => Some(before),
        _ => written(event).filter(|made| made.0 == store).map(|made| made.1),
    };
    execution.events.iter().filter(|event| event.object == Some(atomic)).find_map(told).map(number)
}

/// What an operation on an atomic is called in a sentence.
fn noun(event: &Event) -> &'static str {
    match event.action {
        Action::Loads { .. } => "load",
        Action::Stores { .. } => "store",
        Action::Updates { method, .. } | Action::Keeps { method, .. } => method,
        _ => "operation",
    }
}
