//! What is wrong, in a sentence or two, and the place that is to blame most.

use super::Spot;
use super::names::Names;
use super::states::state;
use crate::engine::execution::{Failure, Panicked};
use crate::engine::{Execution, TaskId};
use crate::fault::Fault;

/// The message, and where.
pub(super) fn message(execution: &Execution, names: &Names) -> (String, Option<Spot>) {
    let Some(failure) = &execution.failure else {
        let cut = "the schedule was cut off: it needs more operations than the limit of steps allows";
        return (if execution.too_long { cut.into() } else { String::new() }, None);
    };
    match failure.fault {
        Fault::Deadlock => deadlock(execution, names),
        Fault::Stuck => stuck(execution, names),
        Fault::Livelock => livelock(execution, names),
        Fault::Panicked => panicked(execution, names),
        Fault::PanickedUnseen => panicked_unseen(execution, names),
        Fault::ThreadLeft => thread_left(execution, names),
        Fault::Outlives => (outlives(execution, names, failure), failure.at.map(Spot::of)),
        Fault::Polling => (polling(execution, names, failure), Some(whereabouts(execution, failure))),
        Fault::Endless => (endless(execution, names, failure), Some(whereabouts(execution, failure))),
        Fault::DataRace => (data_race(execution, names, failure), failure.at.map(Spot::of)),
        Fault::Exited | Fault::Nondeterministic => (failure.text.clone(), Some(whereabouts(execution, failure))),
    }
}

fn whereabouts(execution: &Execution, failure: &Failure) -> Spot {
    Spot::of(failure.at.unwrap_or(execution.tasks[execution.current].at))
}

fn deadlock(execution: &Execution, names: &Names) -> (String, Option<Spot>) {
    let circle = circle(execution);
    let first = circle.iter().min().copied().unwrap_or(0);
    let at = Some(Spot::of(execution.tasks[first].at));
    let message = match circle[..] {
        [alone] => format!("deadlock: {} waits for itself, for ever", names.thread(alone)),
        [one, other] => {
            format!("deadlock: {} and {} wait for each other, for ever", names.thread(one), names.thread(other))
        }
        _ => {
            let links: Vec<&str> = circle.iter().chain([&first]).map(|task| names.thread(*task)).collect();
            format!("deadlock: {} threads wait in a circle, each for the next: {}", circle.len(), links.join(" → "))
        }
    };
    (message, at)
}

/// The shortest circle of threads that wait for each other, from its lowest number on.
pub(super) fn circle(execution: &Execution) -> Vec<TaskId> {
    let circles = (0..execution.tasks.len()).filter_map(|start| circle_from(execution, start));
    circles.min_by_key(Vec::len).unwrap_or_default()
}

fn circle_from(execution: &Execution, start: TaskId) -> Option<Vec<TaskId>> {
    let mut paths = vec![vec![start]];
    let mut reached = vec![start];
    let mut next = 0;
    while let Some(path) = paths.get(next).cloned() {
        next += 1;
        for other in execution.waits_for(path[path.len() - 1]) {
            if other == start {
                return Some(path);
            }
            if !reached.contains(&other) {
                reached.push(other);
                paths.push([&path[..], &[other]].concat());
            }
        }
    }
    None
}

fn stuck(execution: &Execution, names: &Names) -> (String, Option<Spot>) {
    let waiting: Vec<TaskId> = (0..execution.tasks.len()).filter(|task| !execution.tasks[*task].finished).collect();
    let root = |task: &&TaskId| execution.waits_for(**task).is_empty();
    let Some(first) = waiting.iter().find(root).or(waiting.first()).copied() else { return (String::new(), None) };
    let others = waiting.iter().any(|task| *task != first && execution.waits_for(*task).is_empty());
    let message = if others {
        format!("stuck: {} wait, and no thread is left that could wake them", names.these(&waiting))
    } else {
        let state = state(execution, names, first);
        format!("stuck: {} {state}, and no thread is left that could end that", names.thread(first))
    };
    (message, Some(Spot::of(execution.tasks[first].at)))
}

fn livelock(execution: &Execution, names: &Names) -> (String, Option<Spot>) {
    let goes_round = |task: &TaskId| !execution.tasks[*task].finished && execution.can_go_on(*task);
    let going: Vec<TaskId> = (0..execution.tasks.len()).filter(goes_round).collect();
    let looks = |task: TaskId| {
        let last = execution.events.iter().rfind(|event| event.task == task && event.action.only_looks());
        Spot::of(last.map_or(execution.tasks[task].at, |event| event.at))
    };
    let at = going.first().map(|task| looks(*task));
    let verb = if going.len() == 1 { "goes" } else { "go" };
    let who = names.these(&going);
    (format!("livelock: {who} {verb} round and round, and nobody ever changes what is looked at"), at)
}

fn polling(execution: &Execution, names: &Names, failure: &Failure) -> String {
    let who = names.thread(execution.current);
    let place = names.place(failure.at.unwrap_or(execution.tasks[execution.current].at));
    format!(
        "polling: {who} looks again and again at {place} until another thread has done something, in place of waiting"
    )
}

fn endless(execution: &Execution, names: &Names, failure: &Failure) -> String {
    let who = names.thread(execution.current);
    let place = names.place(failure.at.unwrap_or(execution.tasks[execution.current].at));
    format!("endless: {who} computes on and on after {place}, and does nothing that another thread could see")
}

fn data_race(execution: &Execution, names: &Names, failure: &Failure) -> String {
    let files = execution.events.iter().map(|event| event.at.file()).chain(failure.at.map(|at| at.file()));
    let mut files: Vec<&str> = files.collect();
    files.sort_unstable();
    files.dedup();
    let short = |text: String, file: &&str| text.replace(&format!("{file}:"), &format!("{}:", names.file(file)));
    format!("data race: {}", files.iter().fold(failure.text.clone(), short))
}

fn outlives(execution: &Execution, names: &Names, failure: &Failure) -> String {
    let born = failure.at;
    let object = execution.objects.iter().find(|object| Some(object.born) == born);
    let kind = object.map_or("object", |object| super::names::noun(object.kind));
    let place = born.map(|at| names.place(at)).unwrap_or_default();
    format!(
        "the {kind} made at {place} is older than the run: make it inside of the closure, so that each run has a new one"
    )
}

fn thread_left(execution: &Execution, names: &Names) -> (String, Option<Spot>) {
    let left: Vec<TaskId> = (1..execution.tasks.len()).filter(|task| !execution.tasks[*task].finished).collect();
    let at = left.first().map(|task| Spot::of(execution.tasks[*task].spawned_at));
    let verb = if left.len() == 1 { "was" } else { "were" };
    (format!("left behind: {} {verb} still running when the closure returned", names.these(&left)), at)
}

fn panicked(execution: &Execution, names: &Names) -> (String, Option<Spot>) {
    let Some(last) = execution.tasks[0].panic.and_then(|panic| execution.panics.get(panic)) else {
        return ("main panicked".into(), None);
    };
    let Some(cause) = cause(execution, last) else {
        return (what(names, execution, last), Some(spot(execution, last)));
    };
    let message = and(&what(names, execution, cause), &format!("{} panicked because of that", names.thread(last.task)));
    (message, Some(spot(execution, cause)))
}

/// The panic of another thread that this one passes on.
fn cause<'a>(execution: &'a Execution, panic: &Panicked) -> Option<&'a Panicked> {
    let passes_on = ["Any { .. }", "a scoped thread panicked", "PoisonError"];
    let others = passes_on.iter().any(|words| panic.message.contains(words));
    execution.panics.iter().find(|other| other.task != panic.task).filter(|_| others)
}

fn panicked_unseen(execution: &Execution, names: &Names) -> (String, Option<Spot>) {
    let unseen = execution.tasks.iter().find(|task| task.panic.is_some() && !task.joined);
    let Some(panic) = unseen.and_then(|task| execution.panics.get(task.panic?)) else { return (String::new(), None) };
    let more = format!("nobody joins {}, so nobody learns of it", names.thread(panic.task));
    let message = and(&what(names, execution, panic), &more);
    (message, Some(spot(execution, panic)))
}

/// A panic may have lines of its own.
fn and(panic: &str, more: &str) -> String {
    format!("{panic}{}{more}", if panic.contains('\n') { "\n" } else { "; " })
}

fn what(names: &Names, execution: &Execution, panic: &Panicked) -> String {
    let at = spot(execution, panic);
    let place = if at.line == 0 { String::new() } else { format!(" at {}", names.line(&at.file, at.line)) };
    format!("{} panicked{place}: {}", names.thread(panic.task), panic.message)
}

/// Where a panic came up; for one inside of a library, the operation of the program that it came from.
pub(super) fn spot(execution: &Execution, panic: &Panicked) -> Spot {
    match &panic.at {
        Some((file, line, column)) if !is_library(file) => Spot { file: file.clone(), line: *line, column: *column },
        _ => Spot::of(execution.tasks[panic.task].at),
    }
}

fn is_library(file: &str) -> bool {
    let weave = file!().strip_suffix("explain/message.rs");
    file.starts_with("/rustc/") || weave.is_some_and(|weave| file.starts_with(weave))
}
