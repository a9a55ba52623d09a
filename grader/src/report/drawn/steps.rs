//! What each thread and process of an observed run does, one step after the other.

use draw::{Schedule, Step, Waits, time};

use crate::{
    judge::{Place, waited_for},
    observe::{Action, Channel, Event, Micros, Observation, Stream, TaskId, TaskKind, Wait},
};

/// Threads and processes that are told of: a run with a thousand of them is told by its first ones.
const TASKS: usize = 12;
/// Steps that are kept; of a longer run its end is.
const STEPS: usize = 120;
/// Letters of what is printed.
const PRINTED: usize = 40;

/// The steps of the run, in order.
pub(super) fn steps(observation: &Observation) -> Schedule {
    let mut told: Vec<Told> = (0..observation.tasks.len().min(TASKS))
        .flat_map(|id| born_and_gone(observation, id))
        .chain(observation.events.iter().enumerate().flat_map(|event| of_event(observation, event)))
        .filter(|told| told.step.column < TASKS)
        .collect();
    told.sort_by_key(|told| told.step.at_us);
    let until = |event| told.iter().position(|told| told.ends == Some(event));
    let ends: Vec<Option<usize>> = told.iter().map(|told| told.begins.and_then(until)).collect();
    let steps = told.into_iter().zip(ends).map(|(mut told, end)| {
        if let Some(waits) = &mut told.step.waits {
            waits.until = end;
        }
        told.step
    });
    let columns = (0..observation.tasks.len()).map(|id| observation.label(id)).collect();
    Schedule { columns, steps: steps.collect(), left_out: 0 }.folded().end(STEPS)
}

/// A step, and the wait, by the number of its event, that begins or ends with it.
struct Told {
    step: Step,
    begins: Option<usize>,
    ends: Option<usize>,
}

fn told(column: TaskId, at_us: Micros, action: impl Into<String>, place: Option<Place>) -> Told {
    let place = place.map(|place| place.to_string()).unwrap_or_default();
    let step = Step { column, action: action.into(), place, at_us: Some(at_us), ..Step::default() };
    Told { step, begins: None, ends: None }
}

fn born_and_gone(observation: &Observation, id: TaskId) -> Vec<Told> {
    let task = &observation.tasks[id];
    let born = task.parent.map(|parent| {
        let action = format!("starts {}", observation.label(id));
        told(parent, task.start_us, action, task.started_at.place())
    });
    let gone = task.end_us.filter(|_| task.blocked.is_none()).map(|end| {
        let action = match (task.kind, task.exit) {
            _ if task.never_ran => "never ran".to_owned(),
            _ if task.left_behind => "is cut off: nobody has waited for it".to_owned(),
            (TaskKind::Process, Some(exit)) => format!("ends: {exit}"),
            _ => "ends".to_owned(),
        };
        told(id, end, action, None)
    });
    born.into_iter().chain(gone).collect()
}

fn of_event(observation: &Observation, (number, event): (usize, &Event)) -> Vec<Told> {
    let Some(action) = action(observation, event) else { return Vec::new() };
    let mut first = told(event.task, event.at_us, action, event.stack.place());
    let Action::Wait { on, .. } = &event.action else { return vec![first] };
    first.step.waits = Some(Waits { on: whom(observation, event.task, on), until: None });
    first.begins = Some(number);
    let last = event
        .until_us
        .map(|until| Told { ends: Some(number), ..told(event.task, until, "goes on", event.stack.place()) });
    [first].into_iter().chain(last).collect()
}

/// Who has to do something before the wait is over.
fn whom(observation: &Observation, waiting: TaskId, on: &Wait) -> Vec<TaskId> {
    let scoped = |id: &TaskId| observation.tasks[*id].scoped && observation.tasks[*id].parent == Some(waiting);
    match on {
        Wait::Join(id) | Wait::Child(Some(id)) => vec![*id],
        Wait::Scope => (0..observation.tasks.len()).filter(scoped).collect(),
        _ => Vec::new(),
    }
}

/// What was done, in words; `None` for what is told otherwise.
fn action(observation: &Observation, event: &Event) -> Option<String> {
    Some(match &event.action {
        Action::Print { failed: true, .. } => "prints, and nobody is there to read it".to_owned(),
        Action::Print { stream, bytes, .. } => printed(*stream, bytes),
        Action::Sleep { asked_us, cut: true } => format!("sleeps {}, cut short by the grader", time(*asked_us)),
        Action::Sleep { asked_us, .. } => format!("sleeps {}", time(*asked_us)),
        Action::Wait { on, timed: false } => format!("waits {}", waited_for(observation, on)),
        Action::Wait { on, timed: true } => format!("waits {}, or for its time-out", waited_for(observation, on)),
        Action::Spin => "computes, and gives nobody a turn".to_owned(),
        Action::Poll { found: None } => "asks whether a process has ended: not yet".to_owned(),
        Action::Poll { found: Some(id) } => format!("asks whether {} has ended: yes", observation.label(*id)),
        Action::Send { over, bytes } => format!("sends {bytes} bytes over a {}", channel(*over)),
        Action::Receive { over, bytes } => format!("receives {bytes} bytes over a {}", channel(*over)),
        Action::File { path } => format!("writes to {path}"),
        // What std asks for by itself is nobody's concern.
        Action::Refused { .. } | Action::Exit if event.stack.place().is_none() => return None,
        Action::Refused { call, .. } => format!("asks for {call}, which is refused"),
        Action::Exit => "ends its process".to_owned(),
        Action::Pair(Channel::Pipe) => "makes a pipe".to_owned(),
        Action::Pair(Channel::Socket) => "makes a pair of sockets".to_owned(),
        // The first one is the driver's.
        Action::Exec { .. } if event.task == 0 => return None,
        Action::Exec { arguments } => format!("executes {}", program(arguments)),
    })
}

fn printed(stream: Stream, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let (first, more) = text.trim().split_once('\n').unwrap_or((text.trim(), ""));
    let shown: String = first.chars().take(PRINTED).collect();
    let rest = if more.is_empty() && shown.len() == first.len() { "" } else { " …" };
    let to = if stream == Stream::Err { " to standard error" } else { "" };
    format!("prints{to} \"{shown}\"{rest}")
}

fn channel(over: Channel) -> &'static str {
    match over {
        Channel::Pipe => "pipe",
        Channel::Socket => "socket",
    }
}

/// The name of its file: where that lies differs each time.
fn program(arguments: &[String]) -> &str {
    arguments.first().and_then(|path| path.rsplit('/').next()).unwrap_or("a program")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{observe::Task, report::schedule};

    fn event(task: TaskId, at_us: Micros, until_us: Option<Micros>, action: Action) -> Event {
        Event { at_us, until_us, task, action, stack: Default::default() }
    }

    fn counting(until_us: Option<Micros>) -> Observation {
        let thread =
            Task { kind: TaskKind::Thread, parent: Some(0), start_us: 200, end_us: Some(46_000), ..Task::default() };
        let wait = event(0, 250, until_us, Action::Wait { on: Wait::Join(1), timed: false });
        let counts = (1..=10).flat_map(|number| {
            let at = number * 4_500;
            let print = Action::Print { stream: Stream::Out, bytes: format!("{number}\n").into_bytes(), failed: false };
            let sleep = Action::Sleep { asked_us: 4_000, cut: false };
            [event(1, at, Some(at), print), event(1, at + 1, Some(at + 4_000), sleep)]
        });
        Observation {
            tasks: vec![Task { end_us: Some(50_000), ..Task::default() }, thread],
            events: [wait].into_iter().chain(counts).collect(),
            ..Observation::default()
        }
    }

    #[test]
    fn a_run_is_told_step_by_step_and_what_comes_again_once() {
        let rows = schedule(&steps(&counting(Some(46_100)))).join("\n");
        insta::assert_snapshot!("steps", rows);
    }

    #[test]
    fn a_wait_that_nobody_ends_lasts_to_the_end_and_names_whom_it_is_for() {
        let told = steps(&counting(None));
        let wait = told.steps.iter().find_map(|step| step.waits.clone()).unwrap();
        assert_eq!(wait, Waits { on: vec![1], until: None });
    }
}
