//! Rules on processes: how many were executed, and whether each was waited for.

use super::{Fact, Finding, Verdict, threads::number};
use crate::observe::{Observation, Task, TaskId};

/// Just `count` child processes were executed.
pub fn children(count: usize) -> Fact {
    Fact::new("as many child processes as asked for", move |observation| {
        let executed: Vec<&Task> =
            observation.children().map(|(_, task)| task).filter(|task| !task.arguments.is_empty()).collect();
        let (verdict, message) = match executed.len() {
            seen if seen == count => return Vec::new(),
            0 => (Verdict::NoProcess, "no child process was started"),
            seen if seen < count => (Verdict::NoProcess, "fewer child processes were started than asked for"),
            _ => (Verdict::NotBounded, "more child processes were started than asked for"),
        };
        let place = executed.get(count).and_then(|task| task.started_at.place());
        let finding = Finding::new(verdict, message).at(place);
        vec![finding.contrast(number(count, "child process"), number(executed.len(), "child process"))]
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
    let place = task.started_at.place();
    if task.left_behind {
        let finding = Finding::new(Verdict::Orphan, format!("{label} outlives the process that started it"));
        return finding
            .contrast("a wait for the child", format!("{label} was still there when its parent ended"))
            .at(place);
    }
    let finding = Finding::new(Verdict::Zombie, format!("{label} ended, and nobody asked how"));
    finding.contrast("a wait for the child", format!("{label} was a zombie when its parent ended")).at(place)
}
