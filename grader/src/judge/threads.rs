//! Rules on threads: how many there were, whether each was joined, and how whoever started them waited.

use super::{Fact, Finding, Place, Verdict};
use crate::observe::{Action, Observation, Task, TaskId};

/// Just `count` threads were started beside the main one.
pub fn threads(count: usize) -> Fact {
    Fact::new("as many threads as asked for", move |observation| {
        let started: Vec<&Task> = observation.threads().map(|(_, task)| task).collect();
        let (verdict, message) = match started.len() {
            seen if seen == count => return Vec::new(),
            0 => (Verdict::NoThread, "no thread was started"),
            seen if seen < count => (Verdict::NotParallel, "fewer threads were started than asked for"),
            _ => (Verdict::NotBounded, "more threads were started than asked for"),
        };
        let place = started.get(count).and_then(|task| task.started_at.place());
        let finding = Finding::new(verdict, message).at(place);
        vec![finding.contrast(number(count, "thread"), number(started.len(), "thread"))]
    })
}

/// Every thread was joined, or belongs to a scope, which joins by itself.
pub fn joined() -> Fact {
    Fact::new("every thread is joined", |observation| {
        observation
            .threads()
            .filter(|(_, task)| {
                !is_joined(task) && task.parent.is_none_or(|starter| polling(observation, starter).is_none())
            })
            .map(|(id, task)| not_joined(observation, id, task))
            .collect()
    })
}

/// Nobody waits for a thread or a process by asking again and again.
pub fn waits_without_asking() -> Fact {
    Fact::new("whoever waits, sleeps until it is woken", |observation| {
        let starters: std::collections::BTreeSet<TaskId> =
            observation.tasks.iter().filter_map(|task| task.parent).collect();
        starters.into_iter().filter_map(|starter| polling(observation, starter)).collect()
    })
}

/// "1 thread", "2 threads".
pub(super) fn number(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}"),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

fn is_joined(task: &Task) -> bool {
    task.scoped || task.joined.is_some()
}

fn not_joined(observation: &Observation, id: TaskId, task: &Task) -> Finding {
    let label = observation.label(id);
    let sleep = task.parent.and_then(|starter| slept(observation, starter, task));
    let seen = match (task.never_ran, task.left_behind) {
        (true, _) => format!("{label} had not printed a thing yet when its process ended"),
        (_, true) => format!("{label} was still running when its process ended"),
        _ => format!("{label} ended, but nobody joined it"),
    };
    let message = match sleep {
        Some(_) => format!("a sleep is no join: {label} may take longer than any sleep"),
        None => format!("{label} was started and never joined"),
    };
    let mut finding = Finding::new(Verdict::NotJoined, message).contrast("a join before the process goes on", seen);
    finding.place = sleep.clone().or_else(|| task.started_at.place());
    finding.also = task.started_at.place().into_iter().map(|place| (format!("{label} was started"), place)).collect();
    finding
}

/// Where `starter` slept while the task was there.
pub(super) fn slept(observation: &Observation, starter: TaskId, task: &Task) -> Option<Place> {
    let sleep = observation.events.iter().find(|event| {
        event.task == starter && event.at_us >= task.start_us && matches!(event.action, Action::Sleep { .. })
    });
    sleep.and_then(|event| event.stack.place())
}

/// Looks or naps of one task, beyond which it is polling. One look before a wait is prudence, a loop is not.
const LOOKS: usize = 8;

fn all_ended(observation: &Observation, starter: TaskId) -> bool {
    let mut started = observation.tasks.iter().filter(|task| task.parent == Some(starter));
    started.all(|task| !task.never_ran && !task.left_behind)
}

fn polling(observation: &Observation, starter: TaskId) -> Option<Finding> {
    let born = observation.tasks.iter().filter(|task| task.parent == Some(starter)).map(|task| task.start_us).min()?;
    let own = || observation.events.iter().filter(move |event| event.task == starter && event.at_us >= born);
    let spin = own().find(|event| event.action == Action::Spin);
    let looks: Vec<_> = own().filter(|event| event.action == Action::Poll { found: None }).collect();
    let naps: Vec<_> = own().filter(|event| matches!(event.action, Action::Sleep { .. })).collect();
    let label = observation.label(starter);
    let (event, seen) = match spin {
        _ if looks.len() > LOOKS => {
            (looks[LOOKS], format!("{label} asked {} times whether its child had ended", looks.len()))
        }
        Some(spin) => (spin, format!("{label} kept a core busy while it waited")),
        // Naps after which it goes on whatever has happened are no question; that is a sleep in place of a join.
        None if naps.len() > LOOKS && all_ended(observation, starter) => {
            (naps[LOOKS], format!("{label} slept {} times to look again", naps.len()))
        }
        None => return None,
    };
    let finding = Finding::new(Verdict::BusyWait, format!("{label} waits by asking again and again"));
    Some(finding.contrast("a wait that the kernel ends: join or wait", seen).at(event.stack.place()))
}
