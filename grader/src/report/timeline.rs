//! The threads and processes of one run, drawn as text: one row each, time from left to right.

use crate::observe::{Action, Event, Micros, Observation, Task, TaskId, TaskKind, Wait};

/// Columns of the drawing.
const WIDTH: usize = 48;

/// Rows that are drawn; a run with a thousand threads is told by its first ones.
const ROWS: usize = 8;

/// What stands in a bar.
const SIGNS: [(char, &str); 7] = [
    ('=', "alive"),
    ('j', "joins"),
    ('w', "waits for a process"),
    ('z', "sleeps"),
    ('.', "waits"),
    ('P', "prints"),
    ('x', "cut off"),
];

/// Draws a run, and says below it what the signs mean. Nothing where nobody observed.
pub fn timeline(observation: &Observation) -> Vec<String> {
    if observation.unobserved {
        return Vec::new();
    }
    let end = observation.tasks.iter().filter_map(|task| task.end_us).max().unwrap_or(0).max(1);
    let labels: Vec<String> = (0..observation.tasks.len().min(ROWS)).map(|id| observation.label(id)).collect();
    let widest = labels.iter().map(String::len).max().unwrap_or(0);
    let bars: Vec<String> = (0..labels.len()).map(|id| bar(observation, id, end)).collect();
    let row =
        |(id, label): (usize, &String)| format!("{label:>widest$} |{}| {}", bars[id], note(&observation.tasks[id]));
    let mut rows: Vec<String> = labels.iter().enumerate().map(row).collect();
    if observation.tasks.len() > ROWS {
        rows.push(format!("{:>widest$}  and {} more", "", observation.tasks.len() - ROWS));
    }
    rows.push(format!("{:>widest$}  {}", "", legend(&bars)));
    rows.iter().map(|row| row.trim_end().to_owned()).collect()
}

/// What the signs mean that are there.
fn legend(bars: &[String]) -> String {
    let is_there = |sign: char| sign == '=' || bars.iter().any(|bar| bar.contains(sign));
    let there = SIGNS.iter().filter(|(sign, _)| is_there(*sign));
    there.map(|(sign, meaning)| format!("{sign} {meaning}")).collect::<Vec<_>>().join("  ")
}

fn bar(observation: &Observation, id: TaskId, end: Micros) -> String {
    let column = |at: Micros| ((at as usize).saturating_mul(WIDTH) / (end as usize + 1)).min(WIDTH - 1);
    let task = &observation.tasks[id];
    let last = column(task.end_us.unwrap_or(end));
    let mut bar = vec![' '; WIDTH];
    bar[column(task.start_us).min(last)..=last].fill('=');
    let own = || observation.events.iter().filter(|event| event.task == id);
    for (event, mark) in own().filter_map(|event| Some((event, mark(event)?))) {
        let from = column(event.at_us).min(last);
        bar[from..=column(event.until_us.unwrap_or(end)).clamp(from, last)].fill(mark);
    }
    for event in own().filter(|event| matches!(event.action, Action::Print { .. })) {
        bar[column(event.at_us).min(last)] = 'P';
    }
    if task.left_behind || task.blocked.is_some() {
        bar[last] = 'x';
    }
    bar.into_iter().collect()
}

fn mark(event: &Event) -> Option<char> {
    match &event.action {
        Action::Sleep { .. } => Some('z'),
        Action::Wait { on: Wait::Join(_) | Wait::Scope, .. } => Some('j'),
        Action::Wait { on: Wait::Child(_), .. } => Some('w'),
        Action::Wait { .. } | Action::Receive { .. } | Action::Send { .. } => Some('.'),
        _ => None,
    }
}

fn note(task: &Task) -> String {
    seen_of(task).unwrap_or_else(|| "not joined".to_owned())
}

/// What was seen to become of a task; `None` for a thread that nobody was seen to wait for.
pub(super) fn seen_of(task: &Task) -> Option<String> {
    Some(match (task.kind, task.exit) {
        _ if task.never_ran => "never ran".to_owned(),
        _ if task.blocked.is_some() => "blocked".to_owned(),
        _ if task.left_behind => "left behind".to_owned(),
        (TaskKind::Process, Some(exit)) => exit.to_string(),
        (TaskKind::Thread, _) if task.joined.is_some() || task.scoped => "joined".to_owned(),
        (TaskKind::Thread, _) => return None,
        (TaskKind::Process, None) => String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::Exit;

    #[test]
    fn a_join_is_drawn_below_the_thread_that_it_waits_for() {
        let main = Task { end_us: Some(480), exit: Some(Exit::Code(0)), ..Task::default() };
        let thread = Task {
            kind: TaskKind::Thread,
            start_us: 100,
            end_us: Some(300),
            joined: Some((0, 310)),
            ..Task::default()
        };
        let join = Action::Wait { on: Wait::Join(1), timed: false };
        let event = Event { at_us: 100, until_us: Some(310), task: 0, action: join, stack: Default::default() };
        let observation = Observation { tasks: vec![main, thread], events: vec![event], ..Observation::default() };
        let drawn = timeline(&observation);
        assert_eq!(drawn[0], "    main |=========jjjjjjjjjjjjjjjjjjjjjj=================| exit code 0");
        assert_eq!(drawn[1], "thread 1 |         =====================                  | joined");
        assert_eq!(drawn[2], "          = alive  j joins");
        assert!(timeline(&Observation { unobserved: true, ..observation }).is_empty());
    }
}
