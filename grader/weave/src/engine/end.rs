//! How threads begin and end, and how an execution does.

use super::event::Action;
use super::execution::{Execution, execution, me};
use super::object::ObjectId;
use super::op::Op;
use super::point::point;
use super::reduction::Key;
use super::task::TaskId;
use super::worker::Worker;
use crate::fault::Fault;
use crate::settings::LeftThreads;
use std::cell::Cell;

thread_local! {
    static LAST: Last = const { Last(Cell::new(None)) };
}

/// Ends a task when all other thread-local values of its thread are gone.
struct Last(Cell<Option<TaskId>>);

/// Called before a thread has any thread-local value of the program: destructors run in the reverse order of their
/// registration, so this one comes last.
pub(super) fn register_last() {
    LAST.with(|last| last.0.set(None));
}

/// The calling thread is about to end, and its task with it.
pub(super) fn end_at_last(task: TaskId) {
    LAST.with(|last| last.0.set(Some(task)));
}

impl Drop for Last {
    fn drop(&mut self) {
        if let Some(task) = self.0.get() {
            end(task, None);
        }
    }
}

/// The task has done everything that others could tell, and its thread may do more, if it is told. False: the execution was
/// over before.
pub(super) fn end(task: TaskId, worker: Option<Worker>) -> bool {
    let mut execution = execution();
    if execution.over {
        return false;
    }
    if task == 0 && execution.ends_others() {
        let at = execution.tasks[task].at;
        drop(execution);
        execution = point(Op::Step, at).0;
        // Whether others have printed before it is all that is left of them.
        execution.touch(Key::Output, false);
    }
    execution.resting.extend(worker);
    execution.note_end(task);
    if task == 0 {
        execution.judge_end_of_closure();
    }
    if execution.failure.is_none() && execution.tasks.iter().all(|task| task.finished) {
        execution.judge_end_of_all();
        execution.over = true;
    }
    if execution.failure.is_some() {
        execution.over = true;
    }
    if !execution.over {
        match execution.pick(task) {
            Some(_) if execution.failure.is_some() => execution.over = true,
            Some(candidate) => {
                execution.begin_turn(candidate.task, candidate.wake);
                let baton = execution.tasks[candidate.task].baton.clone();
                drop(execution);
                baton.give();
                return true;
            }
            None => {
                execution.fail_stuck();
                execution.over = true;
            }
        }
    }
    let done = execution.done.clone();
    drop(execution);
    done.give();
    true
}

impl Execution {
    fn note_end(&mut self, task: TaskId) {
        self.tasks[task].finished = true;
        self.steps += 1;
        self.progress();
        let at = self.tasks[task].at;
        let scope = self.tasks[task].scope;
        self.note(Action::Ends, scope, at);
        if let Some(scope) = scope {
            *self.object(scope).running() -= 1;
            self.release(scope);
            // The scope ends after all of its threads, so nobody can tell in which order they do.
            self.touch(Key::Object(scope.0), false);
        }
        self.touch(Key::Ends, task == 0);
        self.touch(Key::Task(task), true);
        self.others_may_run_again(task);
    }

    /// Whether the end of the closure takes threads away from what they would still do.
    fn ends_others(&self) -> bool {
        let is_left = self.tasks.iter().skip(1).any(|task| !task.finished);
        is_left && self.settings.left_threads == LeftThreads::End && self.tasks[0].panic.is_none()
    }

    fn judge_end_of_closure(&mut self) {
        if let Some(panic) = self.tasks[0].panic {
            let text = self.panics.get(panic).map(|panic| panic.message.clone()).unwrap_or_default();
            return self.fail(Fault::Panicked, text, None);
        }
        match self.settings.left_threads {
            LeftThreads::RunOn => {}
            LeftThreads::Fail if self.tasks.iter().any(|task| !task.finished) => {
                self.fail(Fault::ThreadLeft, String::new(), None);
            }
            LeftThreads::End => {
                self.judge_end_of_all();
                self.over = true;
            }
            LeftThreads::Fail => {}
        }
    }

    /// Nobody joins a thread any more.
    fn judge_end_of_all(&mut self) {
        if !self.settings.unjoined_panics_fail {
            return;
        }
        let unseen = self.tasks.iter().find(|task| task.panic.is_some() && !task.joined);
        if let Some(panic) = unseen.and_then(|task| task.panic) {
            let text = self.panics.get(panic).map(|panic| panic.message.clone()).unwrap_or_default();
            self.fail(Fault::PanickedUnseen, text, None);
        }
    }

    /// Nobody can go on: a circle if each waits for the next, otherwise nobody is left who could help.
    pub(super) fn fail_stuck(&mut self) {
        let fault = if self.has_circle() { Fault::Deadlock } else { Fault::Stuck };
        self.fail(fault, String::new(), None);
    }

    fn has_circle(&self) -> bool {
        (0..self.tasks.len()).any(|task| self.is_in_circle(task))
    }

    /// Whether `task` waits for somebody who waits, over however many others, for `task`.
    pub(super) fn is_in_circle(&self, task: TaskId) -> bool {
        let mut reached = self.waits_for(task);
        let mut next = 0;
        while let Some(other) = reached.get(next).copied() {
            next += 1;
            if other == task {
                return true;
            }
            let further = if self.can_go_on(other) { Vec::new() } else { self.waits_for(other) };
            for other in further {
                if !reached.contains(&other) {
                    reached.push(other);
                }
            }
        }
        false
    }

    /// The threads without which `task` cannot go on, as far as the objects tell.
    pub(crate) fn waits_for(&self, task: TaskId) -> Vec<TaskId> {
        if self.tasks[task].finished {
            return Vec::new();
        }
        let holders = |lock: ObjectId| {
            let lock = self.objects[lock.0].lock();
            lock.writer.iter().chain(&lock.readers).map(|hold| hold.task).collect()
        };
        match self.tasks[task].pending {
            Op::Lock(lock) | Op::Write(lock) | Op::AskToWrite(lock) | Op::Read(lock) | Op::Once(lock) => holders(lock),
            Op::Initialised { once, .. } => holders(once),
            Op::Join(other) => vec![other],
            Op::ScopeEnd(scope) => self.tasks_of_scope(scope),
            _ => Vec::new(),
        }
    }

    fn tasks_of_scope(&self, scope: ObjectId) -> Vec<TaskId> {
        (0..self.tasks.len())
            .filter(|task| !self.tasks[*task].finished && self.tasks[*task].scope == Some(scope))
            .collect()
    }
}

/// The panic that the current thread is unwinding from, if it is one of an execution.
pub(crate) fn note_panic_of(task: TaskId) {
    if me().is_none() {
        return;
    }
    let mut execution = execution();
    let panic = execution.panics.iter().rposition(|panic| panic.task == task);
    execution.tasks[task].panic = panic;
}
