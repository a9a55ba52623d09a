//! How a run ended, before anything else is asked of it: stuck, over a limit, in a panic, or without an answer.

use super::{Fact, Finding, Place, Verdict};
use crate::observe::{Action, Blocked, CPU_SIGNAL, Ending, Exit, Limit, Observation, Stream, TaskId, Wait};

/// The run came to its end and gave its answer.
pub fn ends_well() -> Fact {
    Fact::new("the run comes to its end and gives its answer", |observation| {
        let findings = cut_short(observation);
        if !findings.is_empty() {
            return findings;
        }
        panicked(observation).or_else(|| ended_early(observation)).into_iter().collect()
    })
}

/// The run came to an end of its own, whatever that was; for runs in which a panic is expected.
pub fn ends() -> Fact {
    Fact::new("the run comes to an end", cut_short)
}

fn cut_short(observation: &Observation) -> Vec<Finding> {
    let finding = match &observation.ending {
        Ending::Stuck => Some(stuck(observation)),
        Ending::Limit(limit) => Some(over_limit(observation, *limit)),
        Ending::Ended(Exit::Signal(CPU_SIGNAL)) => Some(over_limit(observation, Limit::Cpu)),
        Ending::Ended(_) | Ending::Stopped => out_of_memory(observation).or_else(|| unfinished(observation)),
    };
    finding.into_iter().collect()
}

fn stuck(observation: &Observation) -> Finding {
    let blocked: Vec<(TaskId, &Blocked)> =
        observation.tasks.iter().enumerate().filter_map(|(id, task)| Some((id, task.blocked.as_ref()?))).collect();
    let locked = blocked.iter().find(|(_, blocked)| blocked.on == Wait::Lock);
    let cycle = blocked.iter().find(|(id, _)| waits_for_itself(*id, &blocked));
    let verdict = if locked.is_some() || cycle.is_some() { Verdict::Deadlock } else { Verdict::Stuck };
    // A lock that is never given back is where it began; else whoever waits furthest in.
    let first = locked.or(cycle).or_else(|| blocked.iter().rev().find(|(_, blocked)| blocked.stack.place().is_some()));
    let message = match verdict {
        Verdict::Deadlock => "all wait in a circle, so nobody can go on",
        _ => "all wait, and nobody is left who could wake them",
    };
    let also = blocked.iter().filter_map(|(id, blocked)| {
        Some((format!("{} waits {}", observation.label(*id), on(observation, &blocked.on)), blocked.stack.place()?))
    });
    let seen = blocked.iter().map(|(id, blocked)| {
        let place = blocked.stack.place().map(|place| format!(" at {place}")).unwrap_or_default();
        format!("{} waits {}{place}", observation.label(*id), on(observation, &blocked.on))
    });
    let mut finding = Finding::new(verdict, message)
        .contrast("a run that comes to its end", seen.collect::<Vec<_>>().join("\n"))
        .at(first.and_then(|(_, blocked)| blocked.stack.place()));
    finding.also = also.collect();
    finding
}

/// Whether following who waits for whose end leads back to the start.
fn waits_for_itself(start: TaskId, blocked: &[(TaskId, &Blocked)]) -> bool {
    let mut at = start;
    for _ in 0..=blocked.len() {
        let next = blocked.iter().find(|(id, _)| *id == at).map(|(_, blocked)| blocked.on);
        let Some(Wait::Join(next) | Wait::Child(Some(next))) = next else { return false };
        if next == start {
            return true;
        }
        at = next;
    }
    false
}

/// What a task waits for, to follow "waits".
pub(super) fn on(observation: &Observation, wait: &Wait) -> String {
    match wait {
        Wait::Join(id) => format!("for the end of {} (join)", observation.label(*id)),
        Wait::Scope => "for the threads of its scope".to_owned(),
        Wait::Child(Some(id)) => format!("for the end of {}", observation.label(*id)),
        Wait::Child(None) => "for the end of a child process".to_owned(),
        Wait::Lock => "for a lock".to_owned(),
        Wait::Condvar => "for a condition variable".to_owned(),
        Wait::Barrier => "at a barrier".to_owned(),
        Wait::Channel => "for a message on a channel".to_owned(),
        Wait::Park => "to be unparked".to_owned(),
        Wait::Futex => "to be woken".to_owned(),
        Wait::Read => "for bytes from another process".to_owned(),
        Wait::Write => "for another process to read".to_owned(),
        Wait::Poll => "for any of several descriptors".to_owned(),
    }
}

fn over_limit(observation: &Observation, limit: Limit) -> Finding {
    let (what, allowed) = match limit {
        Limit::Cpu => ("CPU time", "a bounded amount of work"),
        Limit::Wall => ("time", "a run that comes to its end"),
        Limit::Memory => ("memory", "a bounded amount of memory"),
        Limit::Threads => ("threads at once", "a bounded number of threads"),
        Limit::Processes => ("processes at once", "a bounded number of processes"),
        Limit::Output => ("output", "the output that the exercise asks for"),
    };
    let last = observation.events.iter().rev().find_map(|event| event.stack.place());
    let started = observation.tasks.iter().rev().find_map(|task| task.started_at.place());
    let place = match limit {
        Limit::Threads | Limit::Processes => started,
        _ => last,
    };
    let seen = format!("the run was ended: it had used more {what} than it may");
    Finding::new(Verdict::OverLimit, format!("too much {what}")).contrast(allowed, seen).at(place)
}

/// What the runtime prints before it aborts because the system has no more memory to give.
fn out_of_memory(observation: &Observation) -> Option<Finding> {
    let printed = observation.printed(Stream::Err);
    let aborted = matches!(observation.ending, Ending::Ended(Exit::Signal(nix::libc::SIGABRT)));
    let asked = String::from_utf8_lossy(&printed).contains("memory allocation of");
    (aborted && asked).then(|| over_limit(observation, Limit::Memory))
}

/// A panic, as the driver's hook told it: where, on which thread, with what message.
struct Panic {
    place: Option<Place>,
    message: String,
}

fn panics(observation: &Observation) -> impl Iterator<Item = Panic> {
    observation.replies.iter().filter(|reply| reply.name == "panic").map(|reply| {
        let text = String::from_utf8_lossy(&reply.bytes).into_owned();
        let mut lines = text.splitn(3, '\n');
        let place = lines.next().and_then(place);
        let message = lines.nth(1).unwrap_or_default().to_owned();
        Panic { place, message }
    })
}

/// `src/lib.rs:12:5` as a place, where it is one of the student's.
fn place(location: &str) -> Option<Place> {
    let mut parts = location.rsplitn(3, ':');
    let (_column, line, file) = (parts.next()?, parts.next()?, parts.next()?);
    file.starts_with("src/").then_some(Place { file: file.to_owned(), line: line.parse().ok()? })
}

fn unfinished(observation: &Observation) -> Option<Finding> {
    let panic = panics(observation).find(|panic| {
        ["not yet implemented", "not implemented"].iter().any(|opening| panic.message.starts_with(opening))
    })?;
    let finding = Finding::new(Verdict::Unfinished, "a todo!() was reached: this is where to begin");
    Some(finding.contrast("an answer", panic.message).at(panic.place))
}

fn panicked(observation: &Observation) -> Option<Finding> {
    let panic = panics(observation).next()?;
    Some(
        Finding::new(Verdict::Panicked, "a panic where none belongs")
            .contrast("no panic", panic.message)
            .at(panic.place),
    )
}

fn ended_early(observation: &Observation) -> Option<Finding> {
    if observation.reply("done").is_some() && observation.ending == Ending::Ended(Exit::Code(0)) {
        return None;
    }
    let seen = match observation.ending {
        Ending::Ended(exit) => format!("the process ended with {exit} before your function had returned"),
        _ => "the process ended before your function had returned".to_owned(),
    };
    let finding = Finding::new(Verdict::EndedEarly, "the process ended in the middle of your code");
    let of_driver = observation.events.iter().rev().filter(|event| observation.tasks[event.task].process == 0);
    let exit = of_driver
        .clone()
        .find(|event| matches!(event.action, Action::Exit | Action::Exec { .. }))
        .and_then(|event| event.stack.place());
    let place = exit.or_else(|| of_driver.filter(|event| event.task == 0).find_map(|event| event.stack.place()));
    Some(finding.contrast("your function returns", seen).at(place))
}
