//! Where each thread stands: what it waits for, and who has what it waits for.

use super::names::{Names, enumerate};
use super::{Spot, message};
use crate::engine::object::Hold;
use crate::engine::{Execution, ObjectId, Op, Place, TaskId};
use crate::fault::Fault;

pub(super) fn state(execution: &Execution, names: &Names, task: TaskId) -> String {
    let standing = &execution.tasks[task];
    match standing.pending {
        _ if standing.panic.is_some() && standing.finished => "panicked".into(),
        _ if standing.finished => "has ended".into(),
        Op::Start => "has not begun".into(),
        _ if is_to_blame(execution, task, &[Fault::Endless]) => "runs on and on".into(),
        Op::Step | Op::Yield if is_to_blame(execution, task, &[Fault::Polling, Fault::Livelock]) => {
            "keeps looking".into()
        }
        // What it was about to do, it has done.
        _ if execution.current == task && execution.can_go_on(task) => "runs".into(),
        Op::Step | Op::Yield => "could go on".into(),
        Op::Sleep { until: None } => "sleeps for ever".into(),
        op => format!(
            "{} {}",
            if execution.can_go_on(task) { "is about" } else { "waits" },
            wish(execution, names, task, op)
        ),
    }
}

/// Where it stands: at what it does next, or at what ended it.
pub(super) fn spot(execution: &Execution, task: TaskId) -> Spot {
    let standing = &execution.tasks[task];
    match standing.panic.and_then(|panic| execution.panics.get(panic)) {
        Some(panic) if standing.finished => message::spot(execution, panic),
        _ if is_to_blame(execution, task, &[Fault::Exited]) => Spot::of(failed_at(execution).unwrap_or(standing.at)),
        _ => Spot::of(standing.at),
    }
}

fn failed_at(execution: &Execution) -> Option<Place> {
    execution.failure.as_ref().and_then(|failure| failure.at)
}

/// Whether the execution ended in one of these faults because of what the thread does.
fn is_to_blame(execution: &Execution, task: TaskId, faults: &[Fault]) -> bool {
    let fault = execution.failure.as_ref().map(|failure| failure.fault).filter(|fault| faults.contains(fault));
    fault.is_some_and(|fault| fault == Fault::Livelock || execution.current == task)
}

/// What a waiting thread waits to do.
fn wish(execution: &Execution, names: &Names, task: TaskId, op: Op) -> String {
    match op {
        Op::Lock(lock) | Op::Write(lock) | Op::AskToWrite(lock) | Op::Read(lock) | Op::Once(lock) => {
            lock_wish(execution, names, task, op, lock)
        }
        Op::Initialised { once, .. } => lock_wish(execution, names, task, op, once),
        Op::Wait { condvar, deadline } => {
            format!("for a notification of {}{}", names.object_made(condvar), or_time(deadline))
        }
        Op::Join(other) => format!("to join {}", names.thread(other)),
        Op::ScopeEnd(scope) => {
            let running: Vec<TaskId> = (0..execution.tasks.len())
                .filter(|task| execution.tasks[*task].scope == Some(scope) && !execution.tasks[*task].finished)
                .collect();
            format!("for the threads of its scope: {}", names.these(&running))
        }
        Op::Send(channel) => {
            let holds = execution.objects[channel.0].channel().queue.len();
            let messages = if holds == 1 { "message" } else { "messages" };
            format!("for room in {}, which holds {holds} {messages}", names.object_made(channel))
        }
        Op::Taken { channel, .. } => format!("for somebody to receive from {}", names.object_made(channel)),
        Op::Receive { channel, deadline } => receive_wish(execution, names, channel, or_time(deadline)),
        Op::Barrier { barrier, .. } => {
            let state = execution.objects[barrier.0].barrier();
            format!("at {}, where {} of {} have come", names.object_made(barrier), state.arrived, state.size)
        }
        Op::Park { deadline } => format!("to be unparked{}", or_time(deadline)),
        Op::Sleep { .. } => "until its sleep is over".into(),
        Op::Start | Op::Step | Op::Yield => "to go on".into(),
    }
}

fn lock_wish(execution: &Execution, names: &Names, task: TaskId, op: Op, lock: ObjectId) -> String {
    let verb = match op {
        Op::Read(_) => "to read-lock",
        Op::Write(_) | Op::AskToWrite(_) => "to write-lock",
        Op::Once(_) => "for the first use of",
        Op::Initialised { .. } => "for the value of",
        _ => "to lock",
    };
    let state = execution.objects[lock.0].lock();
    let since = |hold: &Hold| {
        let holder = if hold.task == task { "itself" } else { names.thread(hold.task) };
        format!("{holder} since {}", names.place(hold.at))
    };
    let object = names.object_made(lock);
    if let Some(writer) = &state.writer {
        let held = if matches!(op, Op::Once(_) | Op::Initialised { .. }) { "done by" } else { "held by" };
        return format!("{verb} {object}, {held} {}", since(writer));
    }
    let readers: Vec<String> = state.readers.iter().map(since).collect();
    match (op, readers.is_empty()) {
        (_, true) => format!("{verb} {object}"),
        (Op::Read(_), false) => format!("{verb} {object}, read by {}, behind a writer that waits", enumerate(&readers)),
        _ => format!("{verb} {object}, read by {}", enumerate(&readers)),
    }
}

fn receive_wish(execution: &Execution, names: &Names, channel: ObjectId, or_time: &str) -> String {
    let object = names.object_made(channel);
    match execution.objects[channel.0].channel().senders {
        1 => format!("for a message in {object}, of which one sender is still alive{or_time}"),
        senders => format!("for a message in {object}, of which {senders} senders are still alive{or_time}"),
    }
}

fn or_time(deadline: Option<u64>) -> &'static str {
    if deadline.is_some() { ", or for its time-out" } else { "" }
}
