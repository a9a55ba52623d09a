//! Rules on what crossed from one process to another, and by which way.

use super::{Fact, Finding, Verdict};
use crate::observe::{Action, Channel, Observation};

/// The driver's process sent at least `bytes` over a socket.
pub fn crosses_a_socket(bytes: u64) -> Fact {
    Fact::new("the data crosses a socket", move |observation| {
        let sent = sent(observation, Channel::Socket);
        if sent >= bytes {
            return Vec::new();
        }
        let finding = Finding::new(Verdict::WrongAnswer, "the numbers did not cross the channel between the processes");
        vec![finding.contrast(format!("at least {bytes} bytes over a socket"), format!("{sent} bytes"))]
    })
}

/// Nobody wrote to a file.
pub fn writes_no_file() -> Fact {
    Fact::new("no file is written", |observation| {
        let written = observation.events.iter().find_map(|event| match &event.action {
            Action::File { path } => Some((path, event)),
            _ => None,
        });
        let Some((path, event)) = written else { return Vec::new() };
        let finding = Finding::new(Verdict::WrongAnswer, "data went through a file");
        vec![finding.contrast("no file is written", path.clone()).at(event.stack.place())]
    })
}

/// Each child was executed with `count` arguments, the program among them.
pub fn arguments(count: usize) -> Fact {
    Fact::new("a child gets the arguments that it is to get", move |observation| {
        let child =
            observation.children().find(|(_, task)| !task.arguments.is_empty() && task.arguments.len() != count);
        let Some((id, task)) = child else { return Vec::new() };
        let finding =
            Finding::new(Verdict::WrongAnswer, format!("{} got other arguments than asked for", observation.label(id)));
        let seen = format!("{} arguments", task.arguments.len() - 1);
        vec![finding.contrast(format!("{} arguments", count - 1), seen).at(task.started_at.place())]
    })
}

fn sent(observation: &Observation, channel: Channel) -> u64 {
    let of_driver = observation.events.iter().filter(|event| observation.tasks[event.task].process == 0);
    of_driver
        .map(|event| match event.action {
            Action::Send { over, bytes } if over == channel => bytes,
            _ => 0,
        })
        .sum()
}
