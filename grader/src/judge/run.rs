//! Observations for the rules' tables, told in a line or two each. What a rule makes of one is asserted by [`accepts`] and
//! [`refuses`]; that the tracer really sees such runs is `tests/observe.rs`'s concern.

use predicates::Predicate;

use super::{Fact, Place, Verdict};
use crate::observe::{
    Action, Blocked, Ending, Event, Exit, Frame, Micros, Observation, Reply, Stack, Stream, Task, TaskId, TaskKind,
    Wait,
};

/// A run that is being told. Task 0 is the driver's main thread; the tasks that are started count from 1.
#[derive(Clone)]
pub(super) struct Run {
    seen: Observation,
    now: Micros,
}

/// Microseconds from the beginning of a call to its end, and from there to the next.
const STEP: Micros = 10;

impl Run {
    /// A driver that has answered and ended well.
    #[must_use]
    pub(super) fn new() -> Run {
        let main = Task { arguments: vec!["driver".into()], exit: Some(Exit::Code(0)), ..Task::default() };
        let ending = Ending::Ended(Exit::Code(0));
        Run { seen: Observation { tasks: vec![main], ending, ..Observation::default() }, now: 0 }.reply("done", "")
    }

    /// Main starts a thread on this line.
    #[must_use]
    pub(super) fn thread(self, line: u32) -> Run {
        self.start(0, TaskKind::Thread, line)
    }

    /// Main starts a process on this line, which executes a program with one argument.
    #[must_use]
    pub(super) fn child(self, line: u32) -> Run {
        let run = self.start(0, TaskKind::Process, line);
        let id = run.seen.tasks.len() - 1;
        run.with(id, |task| task.arguments = vec!["driver".into(), "child".into()])
    }

    /// `starter` starts a thread or a process, which executes nothing.
    #[must_use]
    #[track_caller]
    pub(super) fn start(mut self, starter: TaskId, kind: TaskKind, line: u32) -> Run {
        let id = self.seen.tasks.len();
        let process = if kind == TaskKind::Thread { self.seen.tasks[starter].process } else { id };
        let started_at = stack(&[line]);
        let task = Task { kind, parent: Some(starter), process, started_at, start_us: self.now, ..Task::default() };
        self.seen.tasks.push(task);
        self.later(STEP)
    }

    /// Main joins a thread, which has ended by then.
    #[must_use]
    #[track_caller]
    pub(super) fn joined(self, id: TaskId) -> Run {
        let run = self.does(0, 90, Action::Wait { on: Wait::Join(id), timed: false }).ended(id);
        let now = run.now;
        run.with(id, |task| task.joined = Some((0, now)))
    }

    /// Main collects the status of a child, which has ended by then.
    #[must_use]
    #[track_caller]
    pub(super) fn reaped(self, id: TaskId) -> Run {
        let run = self.does(0, 90, Action::Wait { on: Wait::Child(Some(id)), timed: false }).ended(id);
        let now = run.now;
        run.with(id, |task| task.reaped = Some((0, now)))
    }

    /// A task ends.
    #[must_use]
    #[track_caller]
    pub(super) fn ended(self, id: TaskId) -> Run {
        let now = self.now;
        self.with(id, |task| _ = task.end_us.get_or_insert(now)).later(STEP)
    }

    /// Changes what is known of a task.
    #[must_use]
    #[track_caller]
    pub(super) fn with(mut self, id: TaskId, change: impl FnOnce(&mut Task)) -> Run {
        change(&mut self.seen.tasks[id]);
        self
    }

    /// A task prints to standard output, in one call.
    #[must_use]
    pub(super) fn prints(self, id: TaskId, text: &str) -> Run {
        let action = Action::Print { stream: Stream::Out, bytes: text.into(), failed: false };
        self.does(id, 50, action)
    }

    /// A task prints these, each in a call of its own, and sleeps after each.
    #[must_use]
    pub(super) fn counts(self, id: TaskId, pause_us: Micros, texts: &[&str]) -> Run {
        texts.iter().fold(self, |run, text| run.prints(id, text).sleeps(id, 53, 1, pause_us))
    }

    /// A task prints to standard error, in one call.
    #[must_use]
    pub(super) fn complains(self, id: TaskId, text: &str) -> Run {
        let action = Action::Print { stream: Stream::Err, bytes: text.into(), failed: false };
        self.does(id, 51, action)
    }

    /// A task sleeps on this line, this many times for this long.
    #[must_use]
    pub(super) fn sleeps(self, id: TaskId, line: u32, times: usize, asked_us: Micros) -> Run {
        (0..times).fold(self, |run, _| run.does(id, line, Action::Sleep { asked_us, cut: false }).until_later(asked_us))
    }

    /// A task sleeps in another file, called from this line.
    #[must_use]
    pub(super) fn sleeps_within(self, id: TaskId, (file, inner): (&str, u32), line: u32) -> Run {
        let mut run = self.does_within(id, &[inner, line], Action::Sleep { asked_us: STEP, cut: false });
        if let Some(event) = run.seen.events.last_mut() {
            event.stack.frames[0].place.file = file.to_owned();
        }
        run
    }

    /// Time passes, all of which the last thing done takes.
    fn until_later(mut self, us: Micros) -> Run {
        self.now += us;
        if let Some(event) = self.seen.events.last_mut() {
            event.until_us = Some(self.now);
        }
        self
    }

    /// A task does something on this line, a number of times.
    #[must_use]
    pub(super) fn repeats(self, times: usize, id: TaskId, line: u32, action: &Action) -> Run {
        (0..times).fold(self, |run, _| run.does(id, line, action.clone()))
    }

    /// A task does something on this line.
    #[must_use]
    pub(super) fn does(self, id: TaskId, line: u32, action: Action) -> Run {
        self.does_within(id, &[line], action)
    }

    /// A task does something, with these lines on its stack, innermost first.
    #[must_use]
    pub(super) fn does_within(mut self, id: TaskId, lines: &[u32], action: Action) -> Run {
        let (at_us, until_us) = (self.now, Some(self.now + STEP));
        self.seen.events.push(Event { at_us, until_us, task: id, action, stack: stack(lines) });
        self.later(2 * STEP)
    }

    /// Time passes.
    #[must_use]
    pub(super) fn later(mut self, us: Micros) -> Run {
        self.now += us;
        self
    }

    /// A task waits for ever, on this line; 0 is no line of the student's.
    #[must_use]
    #[track_caller]
    pub(super) fn blocked(self, id: TaskId, on: Wait, line: u32) -> Run {
        self.with(id, |task| task.blocked = Some(Blocked { on, stack: stack(&[line]) }))
    }

    /// The run ends otherwise, and nothing is answered.
    #[must_use]
    pub(super) fn ending(mut self, ending: Ending) -> Run {
        self.seen.ending = ending;
        self.seen.replies.retain(|reply| reply.name != "done");
        self
    }

    /// The driver replies.
    #[must_use]
    pub(super) fn reply(mut self, name: &str, value: &str) -> Run {
        self.seen.replies.push(Reply { name: name.to_owned(), bytes: value.into() });
        self
    }

    /// Nobody observed it: only the first task is known, and what was printed may be another's.
    #[must_use]
    pub(super) fn unobserved(mut self) -> Run {
        self.seen.tasks.truncate(1);
        self.seen.events.retain(|event| matches!(event.action, Action::Print { .. }));
        for event in &mut self.seen.events {
            (event.task, event.stack) = (0, Stack::default());
        }
        self.seen.unobserved = true;
        self
    }

    /// The facts. Whoever has not ended does so now.
    #[must_use]
    pub(super) fn seen(mut self) -> Observation {
        self.seen.wall_us = self.now;
        for task in &mut self.seen.tasks {
            task.end_us.get_or_insert(self.now);
        }
        self.seen
    }
}

/// Asserts that a fact holds of each run. A run comes with what it is.
#[track_caller]
pub(super) fn accepts<const N: usize>(fact: &Fact, runs: [(&str, Run); N]) {
    for (name, run) in runs {
        let seen = run.seen();
        assert!(fact.eval(&seen), "{name}: {:#?}", fact.findings(&seen));
    }
}

/// Asserts that a fact holds of none of the runs, and how the first finding is named and where it points.
#[track_caller]
pub(super) fn refuses<const N: usize>(fact: &Fact, runs: [(&str, Run, Verdict, Option<u32>); N]) {
    for (name, run, verdict, line) in runs {
        let findings = fact.findings(&run.seen()).unwrap_or_default();
        let found = findings.first().map(|finding| (finding.verdict, finding.place.clone()));
        let place = line.map(|line| Place { file: "src/lib.rs".into(), line });
        assert_eq!(found, Some((verdict, place)), "{name}: {findings:#?}");
    }
}

fn stack(lines: &[u32]) -> Stack {
    let frame = |line: &u32| Frame {
        function: "run".to_owned(),
        place: Place { file: "src/lib.rs".to_owned(), line: *line },
        student: true,
    };
    Stack { addresses: Vec::new(), frames: lines.iter().filter(|line| **line > 0).map(frame).collect() }
}
