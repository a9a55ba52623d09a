//! The rule on a function that an exercise gives: who called it. A call shows in the kernel as a sleep, so the function has to
//! sleep once a call, and nothing else in its file may.

use super::{Fact, Finding, Place, Verdict};
use crate::observe::{Action, Event, Observation, TaskId, TaskKind};

/// Each thread calls the `function` that is given in `file` once, and nobody else calls it.
pub fn each_thread_calls(function: &'static str, file: &'static str) -> Fact {
    Fact::new("each thread calls what is given, once", move |observation| {
        let given = Given { function, file, observation };
        let tasks = || 0..observation.tasks.len();
        let found = tasks().find_map(|task| given.called_by(task));
        found.or_else(|| tasks().find_map(|task| given.not_called_by(task))).into_iter().collect()
    })
}

/// What is given, in a run.
#[derive(Clone, Copy)]
struct Given<'a> {
    function: &'a str,
    file: &'a str,
    observation: &'a Observation,
}

impl<'a> Given<'a> {
    /// A task that calls it and should not, or not so often.
    fn called_by(self, task: TaskId) -> Option<Finding> {
        let (function, calls) = (self.function, self.calls(task).count());
        let (verdict, message, first_wrong) = match self.is_thread(task) {
            false => (Verdict::NoThread, format!("{function} is called on no thread of its own"), 0),
            true => (Verdict::NotParallel, format!("{function} is called several times on the same thread"), 1),
        };
        let call = self.calls(task).nth(first_wrong)?;
        let times = if calls == 1 { "once".to_owned() } else { format!("{calls} times") };
        let seen = format!("{} called {function} {times}", self.observation.label(task));
        Some(self.finding(verdict, message, seen).at(self.caller(call)))
    }

    /// A thread that does not call it.
    fn not_called_by(self, task: TaskId) -> Option<Finding> {
        if !self.is_thread(task) || self.calls(task).next().is_some() {
            return None;
        }
        let seen = format!("{} did not call it", self.observation.label(task));
        let finding = self.finding(Verdict::WrongAnswer, format!("a thread does not call {}", self.function), seen);
        Some(finding.at(self.observation.tasks[task].started_at.place()))
    }

    fn finding(self, verdict: Verdict, message: String, seen: String) -> Finding {
        let asked = format!("each thread calls {} once, and nobody else does", self.function);
        Finding::new(verdict, message).contrast(asked, seen)
    }

    fn is_thread(self, task: TaskId) -> bool {
        self.observation.tasks[task].kind == TaskKind::Thread
    }

    fn calls(self, task: TaskId) -> impl Iterator<Item = &'a Event> {
        let is_call = move |event: &&Event| {
            let innermost = event.stack.frames.iter().find(|frame| frame.student);
            matches!(event.action, Action::Sleep { .. }) && innermost.is_some_and(|frame| frame.place.file == self.file)
        };
        self.observation.events.iter().filter(move |event| event.task == task && is_call(event))
    }

    /// The student's line that made the call.
    fn caller(self, call: &Event) -> Option<Place> {
        let theirs = call.stack.frames.iter().find(|frame| frame.student && frame.place.file != self.file)?;
        (theirs.place.line > 0).then(|| theirs.place.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::run::{Run, accepts, refuses};

    /// `task` calls `ask` on this line of the student's.
    fn call(run: Run, task: TaskId, line: u32) -> Run {
        run.sleeps_within(task, ("src/ask.rs", 9), line)
    }

    fn fact() -> Fact {
        each_thread_calls("ask", "src/ask.rs")
    }

    #[test]
    fn each_thread_calls_what_is_given_once() {
        let two = || Run::new().thread(1).thread(2);
        let once_each = call(call(two(), 2, 5), 1, 5);
        let with_naps = call(Run::new().thread(1).sleeps(0, 3, 1, 10).sleeps(1, 4, 1, 10), 1, 5);
        accepts(&fact(), [("no threads", Run::new()), ("once each", once_each), ("naps of their own", with_naps)]);
        let main_too = call(call(Run::new().thread(1), 1, 5), 0, 7);
        let in_a_child = call(Run::new().child(1), 1, 5);
        let twice = call(call(call(two(), 1, 5), 2, 5), 1, 6);
        let unseen = Run::new().thread(1).sleeps(1, 5, 1, 10);
        refuses(
            &fact(),
            [
                ("main alone", call(Run::new(), 0, 7), Verdict::NoThread, Some(7)),
                ("main for idle threads", call(two(), 0, 7), Verdict::NoThread, Some(7)),
                ("main too", main_too, Verdict::NoThread, Some(7)),
                ("a child process", in_a_child, Verdict::NoThread, Some(5)),
                ("one thread for both", twice, Verdict::NotParallel, Some(6)),
                ("one of two threads", call(two(), 1, 5), Verdict::WrongAnswer, Some(2)),
                ("one of its own in its place", unseen, Verdict::WrongAnswer, Some(1)),
            ],
        );
    }
}
