//! What each step did, in a few words.

use super::names::Names;
use super::source::Sources;
use super::{Spot, Step, message};
use crate::engine::event::Event;
use crate::engine::object::Kind;
use crate::engine::{Action, Execution};

pub(super) fn steps(execution: &Execution, names: &Names, sources: &mut Sources) -> Vec<Step> {
    let mut panics = vec![0; execution.tasks.len()];
    let step = |event: &Event| Step {
        thread: event.task,
        action: action(execution, names, event),
        at: spot(execution, event, &mut panics).read(sources),
    };
    execution.events.iter().map(step).collect()
}

/// Where it was done. `panics`: how many of each thread came before.
fn spot(execution: &Execution, event: &Event, panics: &mut [usize]) -> Spot {
    if event.action != Action::Panics {
        return Spot::of(event.at);
    }
    let number = panics[event.task];
    panics[event.task] += 1;
    let panic = execution.panics.iter().filter(|panic| panic.task == event.task).nth(number);
    panic.map_or(Spot::of(event.at), |panic| message::spot(execution, panic))
}

fn action(execution: &Execution, names: &Names, event: &Event) -> String {
    let object = event.object.map_or("", |object| names.object(object));
    let is_of_scope = event.object.is_some_and(|object| execution.objects[object.0].kind == Kind::Scope);
    match event.action {
        Action::Spawns(task) => format!("spawns {}", names.thread(task)),
        Action::Joins(task) => format!("joins {}", names.thread(task)),
        Action::Ends => "ends".into(),
        Action::Panics => "panics".into(),
        Action::Yields => "lets others go first".into(),
        Action::Takes(verb) => format!("{verb} {object}"),
        Action::FailsTo(method) => format!("{method} of {object} fails"),
        Action::Releases(verb) => format!("{verb} {object}, taken here"),
        Action::Loads { value, store, newest, .. } if store < newest => {
            format!("loads {} from {object}, an old value", number(value))
        }
        Action::Loads { value, .. } => format!("loads {} from {object}", number(value)),
        Action::Stores { value, .. } => format!("stores {} in {object}", number(value)),
        Action::Updates { method, before, after, .. } => {
            format!("{method} on {object}: {} to {}", number(before), number(after))
        }
        Action::Keeps { method, value, .. } => format!("{method} on {object} fails: it is {}", number(value)),
        Action::Sees(words) => format!("{words} {object}"),
        Action::Fences(order) => format!("fence({order:?})"),
        Action::Waits => format!("waits on {object}"),
        Action::Wakes => "is woken".into(),
        Action::WakesSpuriously => "is woken for no reason".into(),
        Action::TimesOut => "times out".into(),
        Action::Notifies { all: true } => format!("notifies all on {object}"),
        Action::Notifies { all: false } => format!("notifies one on {object}"),
        Action::Does(words) if is_of_scope => words.into(),
        Action::Does(words) => format!("{words} {object}").trim_end().into(),
        Action::DoesTo(words, task) => format!("{words} {}", names.thread(task)),
    }
}

/// A value of an atomic, which is kept as 64 bits; what is as large as a negative number would be is taken for one.
pub(super) fn number(word: u64) -> String {
    match i64::try_from(word) {
        Ok(value) => value.to_string(),
        Err(_) => (word as i64).to_string(),
    }
}
