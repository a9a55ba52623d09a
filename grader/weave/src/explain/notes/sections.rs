//! A thread locks twice, and another one has the lock in between: what was seen the first time may not hold the second time.

use super::Note;
use crate::engine::event::Event;
use crate::engine::object::Kind;
use crate::engine::{Action, Execution, ObjectId};
use crate::explain::names::Names;

/// The latest pairs come last, and are the likeliest to matter.
const MOST: usize = 2;

pub(super) fn notes(execution: &Execution, names: &Names) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for (index, event) in execution.events.iter().enumerate().rev() {
        if let Some(note) =
            note(execution, names, index, event).filter(|note| notes.iter().all(|known| known.text != note.text))
        {
            notes.push(note);
        }
        if notes.len() == MOST {
            break;
        }
    }
    notes
}

fn note(execution: &Execution, names: &Names, second: usize, event: &Event) -> Option<Note> {
    let lock = taken(execution, event)?;
    let takes = |other: &Event| taken(execution, other) == Some(lock);
    let before = &execution.events[..second];
    let first = before.iter().rposition(|other| other.task == event.task && takes(other))?;
    // The same place again is a loop, each round of which stands for itself.
    if before[first].at.file() == event.at.file() && before[first].at.line() >= event.at.line() {
        return None;
    }
    let between = before[first..].iter().rfind(|other| other.task != event.task && takes(other) && !reads(other))?;
    let (name, other) = (names.thread(event.task), names.thread(between.task));
    let text = format!(
        "{name} had {} twice, at {} and at {}; in between, {other} had it at {}. What {name} saw the first time may no \
         longer hold the second time.",
        names.object(lock),
        names.place(before[first].at),
        names.place(event.at),
        names.place(between.at),
    );
    Some(Note::new(text, [event.at, before[first].at]))
}

/// The lock that the event took.
fn taken(execution: &Execution, event: &Event) -> Option<ObjectId> {
    let is_lock = |object: &ObjectId| matches!(execution.objects[object.0].kind, Kind::Mutex | Kind::RwLock);
    event.object.filter(is_lock).filter(|_| matches!(event.action, Action::Takes(_)))
}

fn reads(event: &Event) -> bool {
    matches!(event.action, Action::Takes(verb) if verb.contains("read"))
}
