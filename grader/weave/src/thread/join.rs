//! Waiting for a thread, and the way of its result.

use super::Thread;
use super::scoped::Shared;
use crate::engine::reduction::Key;
use crate::engine::{Action, Op, Place, TaskId, looking_point, me, point};
use crate::parcel::Parcel;
use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

/// As [`std::thread::Result`].
pub type Result<T> = std::result::Result<T, Box<dyn Any + Send + 'static>>;

/// The result on its way from the thread to whoever joins it.
pub(super) struct Packet {
    pub(super) result: Mutex<Option<Result<Parcel>>>,
    pub(super) scope: Option<Arc<Shared>>,
}

impl Drop for Packet {
    /// As in std, a scope only minds a panic whose result nobody took.
    fn drop(&mut self) {
        let result = self.result.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let (Some(Err(_)), Some(scope)) = (&result, &self.scope) {
            scope.unseen_panic.store(true, Ordering::Relaxed);
        }
    }
}

/// What a handle is of a thread whose results are of this type: it has a share in the packet that owns one.
pub(super) type Returns<T> = PhantomData<Arc<Mutex<T>>>;

/// What both kinds of handles are made of. It is the same for results of all types.
pub(super) struct Handle {
    pub(super) task: TaskId,
    pub(super) thread: Thread,
    pub(super) packet: Arc<Packet>,
}

impl Handle {
    /// # Safety
    /// The thread returns a `T`.
    pub(super) unsafe fn join<T>(self, at: Place) -> Result<T> {
        match self.result(at) {
            // SAFETY: the caller's promise.
            Ok(value) => Ok(unsafe { value.open() }),
            Err(payload) => Err(payload),
        }
    }

    fn result(self, at: Place) -> Result<Parcel> {
        wait_for(self.task, at);
        let result = self.packet.result.lock().unwrap_or_else(PoisonError::into_inner).take();
        result.expect("a thread leaves its result before it ends")
    }

    pub(super) fn is_finished(&self, at: Place) -> bool {
        is_finished(self.task, at)
    }
}

fn wait_for(task: TaskId, at: Place) {
    assert!(me().is_some(), "a thread of an exploration can only be joined by another one");
    let (mut execution, _) = point(Op::Join(task), at);
    execution.progress();
    execution.tasks[task].joined = true;
    let seen = execution.tasks[task].seen.clone();
    execution.mine().seen.join(&seen);
    execution.touch(Key::Task(task), false);
    execution.event(Action::Joins(task), None, at);
}

fn is_finished(task: TaskId, at: Place) -> bool {
    let mut execution = looking_point(Op::Step, at);
    let finished = execution.tasks[task].finished;
    execution.touch(Key::Task(task), false);
    execution.looked(at, u64::from(finished));
    finished
}

/// As [`std::thread::JoinHandle`].
pub struct JoinHandle<T>(Handle, Returns<T>);

impl<T> JoinHandle<T> {
    /// # Safety
    /// The thread returns a `T`.
    pub(super) unsafe fn new(handle: Handle) -> Self {
        Self(handle, PhantomData)
    }

    /// As in std.
    #[must_use]
    pub fn thread(&self) -> &Thread {
        &self.0.thread
    }

    /// As in std.
    ///
    /// # Errors
    /// If the thread panicked: what it panicked with.
    ///
    /// # Panics
    /// If called from a thread that is not explored.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        // SAFETY: a handle is only made for a thread that returns a `T`.
        unsafe { self.0.join(Location::caller()) }
    }

    /// As in std.
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.0.is_finished(Location::caller())
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}

// SAFETY: as in std: a handle gives nothing of the result away but by `join`, which takes the handle.
unsafe impl<T> Send for JoinHandle<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for JoinHandle<T> {}
