//! What is drawn of a run or of a schedule, as data: the threads and processes of a run as a [`Timeline`], and in `steps` and
//! `told` what each does, one after the other. The crate `draw` makes pictures of it, [`timeline`](super::timeline) and
//! [`schedule`](super::schedule) make text.

mod steps;
mod told;

use draw::{Kind, Lane, Picture, Span, Timeline};
pub use told::{columns, of_explanation, of_trace, with_source};

use super::timeline::seen_of;
use crate::observe::{Action, Event, Observation, TaskId, TaskKind, Wait};

/// All that is drawn of a run; nothing where nobody observed.
pub fn picture(observation: &Observation) -> Picture {
    match observation.unobserved {
        true => Picture::default(),
        false => Picture { timeline: drawn(observation), schedule: steps::steps(observation) },
    }
}

/// What is drawn of a run; no lanes where nobody observed.
pub fn drawn(observation: &Observation) -> Timeline {
    if observation.unobserved {
        return Timeline::default();
    }
    let end_us = observation.tasks.iter().filter_map(|task| task.end_us).max().unwrap_or(0);
    let lanes = (0..observation.tasks.len()).map(|id| lane(observation, id, end_us)).collect();
    Timeline { lanes, end_us }
}

fn lane(observation: &Observation, id: TaskId, end_us: u64) -> Lane {
    let task = &observation.tasks[id];
    let end = task.end_us.unwrap_or(end_us);
    let own = || observation.events.iter().filter(|event| event.task == id);
    let span = |event: &Event| {
        let kind = kind(event)?;
        let until = event.until_us.unwrap_or(end).min(end);
        (event.at_us < until).then_some(Span { from_us: event.at_us, until_us: until, kind })
    };
    let prints = own().filter(|event| matches!(event.action, Action::Print { .. }));
    Lane {
        label: observation.label(id),
        // A thread may have ended before somebody came to join it: a run that was not bent shows no wait then.
        note: seen_of(task).unwrap_or_default(),
        is_process: task.kind == TaskKind::Process,
        start_us: task.start_us,
        end_us: end,
        spans: own().filter_map(span).collect(),
        prints_us: prints.map(|event| event.at_us).collect(),
    }
}

fn kind(event: &Event) -> Option<Kind> {
    match &event.action {
        Action::Sleep { .. } => Some(Kind::Sleep),
        Action::Wait { on, .. } => Some(match on {
            Wait::Join(_) | Wait::Scope => Kind::Join,
            Wait::Child(_) => Kind::Child,
            Wait::Lock => Kind::Lock,
            _ => Kind::Message,
        }),
        Action::Receive { .. } | Action::Send { .. } => Some(Kind::Message),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::Task;

    #[test]
    fn waits_and_prints_are_drawn_on_the_lane_of_who_made_them() {
        let thread = Task {
            kind: TaskKind::Thread,
            start_us: 100,
            end_us: Some(300),
            joined: Some((0, 310)),
            ..Task::default()
        };
        let event = |task, action, until_us| Event { at_us: 150, until_us, task, action, stack: Default::default() };
        let observation = Observation {
            tasks: vec![Task { end_us: Some(480), ..Task::default() }, thread],
            events: vec![
                event(0, Action::Wait { on: Wait::Join(1), timed: false }, Some(310)),
                event(1, Action::Sleep { asked_us: 100, cut: false }, None),
                event(1, Action::Exit, Some(300)),
            ],
            ..Observation::default()
        };
        let drawn = drawn(&observation);
        assert_eq!(drawn.end_us, 480);
        assert_eq!(drawn.lanes[0].spans, [Span { from_us: 150, until_us: 310, kind: Kind::Join }]);
        assert_eq!(drawn.lanes[1].spans, [Span { from_us: 150, until_us: 300, kind: Kind::Sleep }]);
        assert_eq!((drawn.lanes[1].label.as_str(), drawn.lanes[1].note.as_str()), ("thread 1", "joined"));
        let mut unseen = observation.clone();
        unseen.tasks[1].joined = None;
        assert_eq!(super::drawn(&unseen).lanes[1].note, "", "it may have been joined after its end");
        assert!(super::drawn(&Observation { unobserved: true, ..observation }).lanes.is_empty());
    }
}
