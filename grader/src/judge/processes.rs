//! Rules on processes: how many were started, and whether each was waited for.

use super::{
    Fact, Finding, Verdict,
    threads::{number, slept},
};
use crate::observe::{Observation, Task, TaskId};

/// Just `count` child processes were started.
pub fn children(count: usize) -> Fact {
    Fact::new("as many child processes as asked for", move |observation| {
        let started: Vec<&Task> = observation.children().map(|(_, task)| task).collect();
        let (verdict, message) = match started.len() {
            seen if seen == count => return Vec::new(),
            0 => (Verdict::NoProcess, "no child process was started"),
            seen if seen < count => (Verdict::NoProcess, "fewer child processes were started than asked for"),
            _ => (Verdict::NotBounded, "more child processes were started than asked for"),
        };
        let place = started.get(count).and_then(|task| task.started_at.place());
        let finding = Finding::new(verdict, message).at(place);
        vec![finding.contrast(number(count, "child process"), number(started.len(), "child process"))]
    })
}

/// Every child process was waited for by whoever started it: no zombie, no orphan.
pub fn reaped() -> Fact {
    Fact::new("every child process is waited for", |observation| {
        observation
            .children()
            .filter(|(_, task)| task.reaped.is_none())
            .map(|(id, task)| not_reaped(observation, id, task))
            .collect()
    })
}

fn not_reaped(observation: &Observation, id: TaskId, task: &Task) -> Finding {
    let label = observation.label(id);
    let slept = task.parent.and_then(|starter| slept(observation, starter, task));
    let (verdict, message, seen) = match task.left_behind {
        true => (Verdict::Orphan, format!("{label} outlives the process that started it"), "was still there"),
        false => (Verdict::Zombie, format!("{label} ended, and nobody asked how"), "was a zombie"),
    };
    let message = match slept {
        Some(_) => format!("a sleep is no wait: {message}"),
        None => message,
    };
    let finding = Finding::new(verdict, message).at(slept.or_else(|| task.started_at.place()));
    finding.contrast("a wait for the child", format!("{label} {seen} when its parent ended"))
}
