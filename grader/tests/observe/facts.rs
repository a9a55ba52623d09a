//! What the tests state of a run, as predicates: a failure prints what was expected, what was seen, and the run.

use grader::{
    judge::{Fact, Finding, Verdict},
    observe::{Action, Blocked, Ending, Event, Exit, Observation, TaskId, Wait},
    report::timeline,
};
use predicates::Predicate;

use super::run::line;

/// Asserts that facts hold of a run.
#[track_caller]
pub fn hold<const N: usize>(seen: &Observation, facts: [Fact; N]) {
    for fact in facts {
        if let Some(case) = fact.find_case(false, seen) {
            let products: Vec<String> = case.products().map(ToString::to_string).collect();
            panic!("not so: {fact}\n{}\n{}", products.join("\n"), told(seen));
        }
    }
}

/// Asserts that a rule of the judge refuses a run, how, and with which marked line.
#[track_caller]
pub fn refused(seen: &Observation, rule: &Fact, verdict: Verdict, mark: &str) {
    let findings = rule.findings(seen).unwrap();
    let found = findings.iter().any(|finding| finding.verdict == verdict && finding.place == Some(line(mark)));
    assert!(found, "expected {verdict} at {}, found {findings:#?}\n{}", line(mark), told(seen));
}

/// The driver ended by itself, with this code.
pub fn ended_with(code: i32) -> Fact {
    ends(Ending::Ended(Exit::Code(code)))
}

/// The run ended like this.
pub fn ends(ending: Ending) -> Fact {
    stated("how the run ends", move |seen| (format!("{ending:?}"), format!("{:?}", seen.ending), seen.ending == ending))
}

/// A thread was joined by that task, in a wait for it on the marked line, and had ended when the wait was over.
pub fn joined_by(thread: TaskId, by: TaskId, mark: &str) -> Fact {
    let place = line(mark);
    stated("who joined a thread, and where", move |seen| {
        let task = &seen.tasks[thread];
        let wait = waits(seen, by, Wait::Join(thread)).find(|wait| wait.stack.place() == Some(place.clone()));
        let over = wait.and_then(|wait| wait.until_us);
        let holds = task.joined.map(|(by, _)| by) == Some(by) && over.is_some() && task.end_us <= over;
        let told = format!("{:?}, ended at {:?}, wait {wait:?}", task.joined, task.end_us);
        (format!("task {thread} joined by {by} at {place}"), told, holds)
    })
}

/// A task waited for something on the marked line, and the wait came to its end.
pub fn waited(task: TaskId, on: Wait, mark: &str) -> Fact {
    let place = line(mark);
    stated("what a task waited for, and where", move |seen| {
        let own: Vec<&Event> = seen.events.iter().filter(|event| event.task == task).collect();
        let wait = waits(seen, task, on).find(|wait| wait.stack.place() == Some(place.clone()));
        let holds = wait.is_some_and(|wait| wait.until_us.is_some());
        (format!("task {task} waits on {on:?} at {place}"), format!("{own:#?}"), holds)
    })
}

/// A task did this on the marked line.
pub fn did(task: TaskId, action: Action, mark: &str) -> Fact {
    let place = line(mark);
    stated("what a task did, and where", move |seen| {
        let own: Vec<&Event> = seen.events.iter().filter(|event| event.task == task).collect();
        let holds = own.iter().any(|event| event.action == action && event.stack.place() == Some(place.clone()));
        (format!("task {task} does {action:?} at {place}"), format!("{own:#?}"), holds)
    })
}

/// A process ended like this, and that task collected its status.
pub fn reaped_by(process: TaskId, exit: Exit, by: TaskId) -> Fact {
    stated("how a process ended, and who asked", move |seen| {
        let task = &seen.tasks[process];
        let holds = task.exit == Some(exit) && task.reaped.map(|(by, _)| by) == Some(by);
        (format!("task {process}: {exit}, reaped by {by}"), format!("{:?}, {:?}", task.exit, task.reaped), holds)
    })
}

/// A process ended like this, and nobody asked how.
pub fn not_reaped(process: TaskId, exit: Exit) -> Fact {
    stated("a process that nobody asks for", move |seen| {
        let task = &seen.tasks[process];
        let told = format!("{:?}, {:?}", task.exit, task.reaped);
        (format!("task {process}: {exit}, not reaped"), told, task.exit == Some(exit) && task.reaped.is_none())
    })
}

/// A task waits for something, for ever, on the marked line.
pub fn blocked(task: TaskId, on: Wait, mark: &str) -> Fact {
    let place = line(mark);
    stated("what a task waits for in the end, and where", move |seen| {
        let blocked = seen.tasks[task].blocked.as_ref();
        let holds = |blocked: &Blocked| blocked.on == on && blocked.stack.place() == Some(place.clone());
        (format!("task {task} blocked on {on:?} at {place}"), format!("{blocked:?}"), blocked.is_some_and(holds))
    })
}

fn waits(seen: &Observation, task: TaskId, on: Wait) -> impl Iterator<Item = &Event> {
    let is_wait = move |event: &&Event| event.task == task && event.action == Action::Wait { on, timed: false };
    seen.events.iter().filter(is_wait)
}

/// A fact from a function that gives what is expected, what is seen, and whether it is the same.
fn stated(
    statement: &'static str,
    look: impl Fn(&Observation) -> (String, String, bool) + Send + Sync + 'static,
) -> Fact {
    Fact::new(statement, move |seen| match look(seen) {
        (_, _, true) => Vec::new(),
        (expected, seen, false) => vec![Finding::new(Verdict::WrongAnswer, statement).contrast(expected, seen)],
    })
}

fn told(seen: &Observation) -> String {
    format!("{:?}\n{}", seen.ending, timeline(seen).join("\n"))
}
