//! Which places are to blame, the likeliest first.

use super::notes::Note;
use super::{Spot, message};
use crate::engine::event::Event;
use crate::engine::task::Task;
use crate::engine::{Action, Execution};
use crate::fault::Fault;

/// Of the message, of those who wait for ever, of the notes, then where a thread could have gone on and another one came
/// between, and then all others.
pub(super) fn suspects(execution: &Execution, at: Option<&Spot>, notes: &[Note]) -> Vec<Spot> {
    let noted = notes.iter().flat_map(|note| note.blames.iter().cloned());
    let told = at.cloned().into_iter().chain(waiting(execution)).chain(noted);
    let mut suspects: Vec<Spot> = Vec::new();
    for spot in told.chain(interrupted(&execution.events)).chain(latest(&execution.events)) {
        if !suspects.contains(&spot) {
            suspects.push(spot);
        }
    }
    suspects
}

/// Where threads wait that wait for ever, round the circle if there is one; for a lock, where somebody took it and holds it.
fn waiting(execution: &Execution) -> impl Iterator<Item = Spot> + '_ {
    let fault = execution.failure.as_ref().map(|failure| failure.fault);
    let wait = matches!(fault, Some(Fault::Deadlock | Fault::Stuck));
    let in_order = message::circle(execution).into_iter().chain(0..execution.tasks.len());
    let tasks: Vec<&Task> = in_order.map(|task| &execution.tasks[task]).collect();
    let waiting = tasks.into_iter().filter(move |task| wait && !task.finished);
    let held = waiting.clone().filter_map(|task| task.pending.lock()).flat_map(|lock| {
        let state = execution.objects[lock.0].lock();
        state.writer.iter().chain(&state.readers).map(|hold| hold.at)
    });
    held.chain(waiting.map(|task| task.at)).map(Spot::of)
}

/// Where a thread was before another one came between, and where it went on; the last such first.
fn interrupted(events: &[Event]) -> Vec<Spot> {
    let mut spots = Vec::new();
    for (index, next) in events.iter().enumerate().rev() {
        let before = events[..index].iter().rposition(|event| event.task == next.task);
        let Some(before) = before.filter(|before| before + 1 < index && !has_waited(next.action)) else { continue };
        if !matches!(events[before].action, Action::Spawns(_)) {
            spots.extend([Spot::of(events[before].at), Spot::of(next.at)]);
        }
    }
    spots
}

/// Where something was done, the latest first; but before all else by those who did not come last, as whoever comes last
/// tends to see what others did.
fn latest(events: &[Event]) -> impl Iterator<Item = Spot> + '_ {
    let is_done = |event: &&Event| !matches!(event.action, Action::Releases(_) | Action::Ends | Action::Panics);
    let last = events.last().map(|event| event.task);
    let [others, own] = [true, false].map(|other| {
        let of_them = move |event: &&Event| (Some(event.task) != last) == other;
        events.iter().rev().filter(is_done).filter(of_them).map(|event| Spot::of(event.at))
    });
    others.chain(own)
}

/// Whether it is what a thread does after it had to wait for others, who then came between in any case.
fn has_waited(action: Action) -> bool {
    let words = ["ends the scope", "goes on after park"];
    matches!(action, Action::Joins(_) | Action::Wakes | Action::TimesOut | Action::Ends | Action::Panics)
        || matches!(action, Action::Does(done) if words.contains(&done))
}
