//! Who was woken too early, and who was called when nobody was listening.

use super::Note;
use crate::engine::event::Event;
use crate::engine::{Action, Execution, ObjectId, Op, TaskId};
use crate::explain::names::{Names, enumerate, noun};
use std::collections::HashSet;

/// What could have woken the threads that wait for ever.
pub(super) fn lost(execution: &Execution, names: &Names) -> Vec<Note> {
    let waiting = (0..execution.tasks.len()).filter(|task| !execution.tasks[*task].finished);
    let note = |task: TaskId| match execution.tasks[task].pending {
        Op::Wait { condvar, .. } => unheard(execution, names, task, condvar),
        Op::Park { .. } => used_up(execution, names, task),
        _ => None,
    };
    waiting.filter_map(note).collect()
}

/// A notification that came while nobody waited, before `task` did.
fn unheard(execution: &Execution, names: &Names, task: TaskId, condvar: ObjectId) -> Option<Note> {
    let events: Vec<&Event> = execution.events.iter().filter(|event| event.object == Some(condvar)).collect();
    let last_wait = events.iter().rposition(|event| event.task == task && event.action == Action::Waits);
    let mut waiting: HashSet<TaskId> = HashSet::new();
    let mut notified = 0;
    let mut lost = None;
    for event in &events[..last_wait.unwrap_or(events.len())] {
        match event.action {
            Action::Waits => drop(waiting.insert(event.task)),
            Action::Wakes => {
                notified -= usize::from(waiting.remove(&event.task) && notified > 0);
            }
            Action::WakesSpuriously | Action::TimesOut => drop(waiting.remove(&event.task)),
            Action::Notifies { .. } if waiting.len() == notified => lost = Some(*event),
            Action::Notifies { all } => notified = if all { waiting.len() } else { notified + 1 },
            _ => {}
        }
    }
    let (name, waits) = (names.thread(task), names.object(condvar));
    let Some(lost) = lost else {
        let nobody = !events.iter().any(|event| matches!(event.action, Action::Notifies { .. }));
        let text = format!("nobody ever notified {waits}, for which {name} waits.");
        return nobody.then(|| Note::new(text, []));
    };
    let text = format!(
        "{} notified {waits} at {} when nobody waited yet: a notification that nobody waits for is gone, and {name} came too \
         late for it.",
        names.thread(lost.task),
        names.place(lost.at)
    );
    Some(Note::new(text, [lost.at]))
}

/// What became of the tokens of a thread that is parked for ever.
fn used_up(execution: &Execution, names: &Names, task: TaskId) -> Option<Note> {
    let name = names.thread(task);
    let mut tokens: Vec<&Event> = Vec::new();
    let mut used: Option<(Vec<&Event>, &Event)> = None;
    for event in &execution.events {
        match event.action {
            Action::DoesTo("unparks", whom) if whom == task => tokens.push(event),
            Action::Does("goes on after park") | Action::WakesSpuriously | Action::TimesOut if event.task == task => {
                used = if tokens.is_empty() { used } else { Some((std::mem::take(&mut tokens), event)) };
            }
            _ => {}
        }
    }
    let Some((unparks, park)) = used else {
        return Some(Note::new(format!("nobody ever unparked {name}."), []));
    };
    let unpark = |event: &&Event| format!("{} at {}", names.thread(event.task), names.place(event.at));
    let unparks: Vec<String> = unparks.iter().map(unpark).collect();
    let text = format!(
        "{name} was unparked by {}, which its park at {} used up: several unparks before one park count as one.",
        enumerate(&unparks),
        names.place(park.at)
    );
    Some(Note::new(text, [park.at]))
}

/// Waits that returned before their time, or for no reason.
pub(super) fn sudden(execution: &Execution, names: &Names) -> Vec<Note> {
    let spurious = execution.events.iter().filter(|event| event.action == Action::WakesSpuriously).map(|event| {
        let what = event.object.map_or("park", |object| noun(execution.objects[object.0].kind));
        let text = format!(
            "{}'s wait at {} ({what}) returned for no reason, as std allows: a wait belongs in a loop that looks whether it \
             is over.",
            names.thread(event.task),
            names.place(event.at)
        );
        Note::new(text, [event.at])
    });
    let early = execution.early.iter().map(|(task, op, at)| {
        let what = if matches!(op, Op::Sleep { .. }) { "sleep" } else { "time-out" };
        let text = format!(
            "{}'s {what} at {} was over while others were still busy: it waits for the clock, not for them.",
            names.thread(*task),
            names.place(at)
        );
        Note::new(text, [*at])
    });
    spurious.chain(early).collect()
}
