//! What a thread is called, and how it is unparked.

use crate::engine::reduction::Key;
use crate::engine::{Action, Op, TaskId, me, point};
use std::fmt;
use std::panic::Location;

/// As [`std::thread::Thread`].
#[derive(Clone)]
pub struct Thread {
    task: Option<TaskId>,
    real: std::thread::Thread,
}

/// As [`std::thread::ThreadId`], but the same in every execution of a schedule.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ThreadId(Number);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Number {
    Explored(TaskId),
    Ordinary(std::thread::ThreadId),
}

impl fmt::Debug for ThreadId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Number::Explored(task) => formatter.debug_tuple("ThreadId").field(&(task + 1)).finish(),
            Number::Ordinary(id) => id.fmt(formatter),
        }
    }
}

impl Thread {
    pub(super) fn explored(task: TaskId, real: std::thread::Thread) -> Self {
        Self { task: Some(task), real }
    }

    /// As in std.
    #[must_use]
    pub fn id(&self) -> ThreadId {
        ThreadId(self.task.map_or_else(|| Number::Ordinary(self.real.id()), Number::Explored))
    }

    /// As in std.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.real.name()
    }

    /// As in std.
    #[track_caller]
    pub fn unpark(&self) {
        let (Some(task), Some(_)) = (self.task, me()) else { return self.real.unpark() };
        let at = Location::caller();
        let (mut execution, _) = point(Op::Step, at);
        execution.progress();
        let seen = execution.mine().seen.clone();
        execution.tasks[task].park_token.get_or_insert_default().join(&seen);
        execution.tick();
        execution.touch(Key::Task(task), true);
        execution.event(Action::DoesTo("unparks", task), None, at);
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Thread").field("id", &self.id()).field("name", &self.name()).finish_non_exhaustive()
    }
}

/// As [`std::thread::current`].
#[must_use]
pub fn current() -> Thread {
    Thread { task: me(), real: std::thread::current() }
}
