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

/// The driver replied `value` under `name`.
pub fn replies(name: &'static str, value: &'static str) -> Fact {
    Fact::outward("the driver replies as it should", move |observation| {
        let reply = observation.reply(name).map(String::from_utf8_lossy).unwrap_or_default();
        if reply == value {
            return Vec::new();
        }
        let seen = if reply.is_empty() { "nothing of the kind".to_owned() } else { reply.into_owned() };
        vec![Finding::new(Verdict::WrongAnswer, format!("the {name}: not the value asked for")).contrast(value, seen)]
    })
}

/// The driver replied a number under `name`, which is `most` or less; `verdict` is what it is called if it is more.
pub fn replies_at_most(name: &'static str, most: usize, verdict: Verdict) -> Fact {
    Fact::outward("what the driver counts stays within its bound", move |observation| {
        let reply = observation.reply(name).map(String::from_utf8_lossy).unwrap_or_default();
        let (verdict, message) = match reply.parse::<usize>() {
            Ok(count) if count <= most => return Vec::new(),
            Ok(_) => (verdict, format!("{name}: more than asked for")),
            Err(_) => (Verdict::WrongAnswer, format!("{name}: no number was replied")),
        };
        vec![Finding::new(verdict, message).contrast(format!("at most {most}"), reply)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::run::{Run, accepts, refuses};

    fn send(over: Channel, bytes: u64) -> Action {
        Action::Send { over, bytes }
    }

    #[test]
    fn only_what_the_driver_sends_over_sockets_counts() {
        let by_thread = Run::new().thread(1).does(1, 2, send(Channel::Socket, 24));
        accepts(
            &crosses_a_socket(24),
            [
                ("at once", Run::new().does(0, 1, send(Channel::Socket, 24))),
                ("in parts", Run::new().repeats(3, 0, 1, &send(Channel::Socket, 8))),
                ("more", Run::new().does(0, 1, send(Channel::Socket, 900))),
                ("by a thread", by_thread),
            ],
        );
        let received = Action::Receive { over: Channel::Socket, bytes: 24 };
        refuses(
            &crosses_a_socket(24),
            [
                ("nothing", Run::new(), Verdict::WrongAnswer, None),
                ("less", Run::new().does(0, 1, send(Channel::Socket, 23)), Verdict::WrongAnswer, None),
                ("over a pipe", Run::new().does(0, 1, send(Channel::Pipe, 24)), Verdict::WrongAnswer, None),
                ("by the child", Run::new().child(1).does(1, 2, send(Channel::Socket, 24)), Verdict::WrongAnswer, None),
                ("received", Run::new().does(0, 1, received), Verdict::WrongAnswer, None),
            ],
        );
    }

    #[test]
    fn a_file_is_seen_whoever_writes_it() {
        let file = || Action::File { path: "/tmp/numbers".into() };
        accepts(&writes_no_file(), [("a socket", Run::new().does(0, 1, send(Channel::Socket, 8)))]);
        refuses(
            &writes_no_file(),
            [
                ("the parent", Run::new().does(0, 3, file()), Verdict::WrongAnswer, Some(3)),
                ("the child", Run::new().child(1).does(1, 4, file()), Verdict::WrongAnswer, Some(4)),
            ],
        );
    }

    #[test]
    fn each_child_gets_as_many_arguments_as_asked_for() {
        let given = |run: Run, count| run.child(7).with(1, |task| task.arguments = vec!["x".into(); count]);
        accepts(&arguments(3), [("no child", Run::new()), ("three", given(Run::new(), 3))]);
        refuses(
            &arguments(3),
            [
                ("two", given(Run::new(), 2), Verdict::WrongAnswer, Some(7)),
                ("the numbers too", given(Run::new(), 9), Verdict::WrongAnswer, Some(7)),
            ],
        );
    }

    #[test]
    fn a_count_is_within_its_bound_or_has_the_name_that_the_check_gives_it() {
        let fact = replies_at_most("calls", 9, Verdict::NotBounded);
        let counted = |count: &str| Run::new().reply("calls", count);
        accepts(&fact, [("none", counted("0")), ("as many as may be", counted("9"))]);
        refuses(
            &fact,
            [
                ("one more", counted("10"), Verdict::NotBounded, None),
                ("no number", counted("few"), Verdict::WrongAnswer, None),
                ("no reply", Run::new(), Verdict::WrongAnswer, None),
            ],
        );
        let unobserved = [("told without an observer", counted("9").unobserved())];
        accepts(&fact, unobserved);
    }
}
