//! Rules on processes: how many were started, and whether each was waited for.

use super::{
    Fact, Finding, Verdict,
    threads::{number, slept},
};
use crate::observe::{Action, Observation, Task, TaskId};

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
///
/// Nothing is said of one that we ended because it executed a program that is not of the run: what it would have become is
/// not known, and that it asked is told with how the run ended.
pub fn reaped() -> Fact {
    Fact::new("every child process is waited for", |observation| {
        observation
            .children()
            .filter(|(id, task)| task.reaped.is_none() && !was_refused_its_program(observation, *id))
            .map(|(id, task)| not_reaped(observation, id, task))
            .collect()
    })
}

fn was_refused_its_program(observation: &Observation, id: TaskId) -> bool {
    let is_refusal = |action: &Action| matches!(action, Action::Refused { call, .. } if call == "execve");
    observation.events.iter().any(|event| event.task == id && is_refusal(&event.action))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        judge::run::{Run, accepts, refuses},
        observe::TaskKind,
    };

    #[test]
    fn children_are_counted_whatever_they_execute() {
        let forked = Run::new().start(0, TaskKind::Process, 1).ended(1);
        accepts(&children(0), [("none", Run::new()), ("a thread", Run::new().thread(1))]);
        accepts(&children(1), [("one", Run::new().child(1).reaped(1)), ("one that executes nothing", forked)]);
        refuses(
            &children(1),
            [
                ("none", Run::new(), Verdict::NoProcess, None),
                ("a thread in its place", Run::new().thread(1).joined(1), Verdict::NoProcess, None),
                ("the second is shown", Run::new().child(1).child(2), Verdict::NotBounded, Some(2)),
            ],
        );
        refuses(&children(2), [("one", Run::new().child(1), Verdict::NoProcess, None)]);
    }

    #[test]
    fn a_child_that_nobody_waits_for_is_an_orphan_or_a_zombie() {
        let behind = |task: &mut Task| task.left_behind = true;
        let refused = || Action::Refused { call: "execve".to_owned(), about: "/bin/sleep".to_owned() };
        let grandchild = Run::new().child(1).start(1, TaskKind::Process, 2).with(2, behind).reaped(1);
        accepts(
            &reaped(),
            [
                ("none", Run::new()),
                ("reaped", Run::new().child(1).reaped(1)),
                ("reaped long after its end", Run::new().child(1).ended(1).later(9_000).reaped(1)),
                ("ended by us", Run::new().child(1).does(1, 1, refused()).ended(1)),
                ("ended by us, and late", Run::new().child(1).does(1, 1, refused()).with(1, behind)),
                ("never executed, but reaped", Run::new().start(0, TaskKind::Process, 1).reaped(1)),
            ],
        );
        refuses(
            &reaped(),
            [
                (
                    "a sleep in place of a wait",
                    Run::new().child(1).sleeps(0, 3, 1, 9).ended(1),
                    Verdict::Zombie,
                    Some(3),
                ),
                (
                    "a sleep before it is there",
                    Run::new().sleeps(0, 3, 1, 9).child(5).ended(1),
                    Verdict::Zombie,
                    Some(5),
                ),
                ("still there", Run::new().child(1).with(1, behind), Verdict::Orphan, Some(1)),
                ("ended", Run::new().child(1).ended(1), Verdict::Zombie, Some(1)),
                ("one of two", Run::new().child(1).child(2).reaped(1).ended(2), Verdict::Zombie, Some(2)),
                ("a grandchild", grandchild, Verdict::Orphan, Some(2)),
            ],
        );
    }
}
