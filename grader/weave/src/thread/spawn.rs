//! Starting threads.

use super::join::{Handle, JoinHandle, Packet};
use super::scoped::Shared;
use super::{Scope, ScopedJoinHandle, Thread};
use crate::engine::worker::{self, Job, Worker};
use crate::engine::{Action, Op, Place, Ticket, me, note_panic_of, point};
use crate::parcel::Parcel;
use std::io;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// What a thread is to do, with what it returns in a parcel.
pub(super) struct Body<'scope>(Box<dyn FnOnce() -> Parcel + Send + 'scope>);

impl<'scope> Body<'scope> {
    /// Closures of all types as one type: nothing else of a thread's way is compiled again for each of them.
    pub(super) fn new<F, T>(body: F) -> Self
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        // SAFETY: a `T` may go to any thread. Only `launch` runs it, whose caller promises that what it borrows lives.
        Self(Box::new(move || unsafe { Parcel::new(body()) }))
    }
}

/// As [`std::thread::Builder`].
#[derive(Debug, Default)]
#[must_use = "must eventually spawn the thread"]
pub struct Builder {
    name: Option<String>,
    stack_size: Option<usize>,
}

impl Builder {
    /// As in std.
    pub fn new() -> Self {
        Self::default()
    }

    /// As in std.
    pub fn name(mut self, name: String) -> Self {
        self.name = Some(name);
        self
    }

    /// As in std.
    pub fn stack_size(mut self, bytes: usize) -> Self {
        self.stack_size = Some(bytes);
        self
    }

    /// As in std.
    ///
    /// # Errors
    /// If the system starts no more threads.
    ///
    /// # Panics
    /// If called from a thread that is not explored.
    #[track_caller]
    pub fn spawn<F, T>(self, body: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        // SAFETY: the closure borrows nothing.
        unsafe { self.spawn_unchecked(body) }
    }

    /// As in std.
    ///
    /// # Safety
    /// As in std: whatever the closure borrows must live until the thread has ended.
    ///
    /// # Errors
    /// If the system starts no more threads.
    #[track_caller]
    pub unsafe fn spawn_unchecked<F, T>(self, body: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send,
        T: Send,
    {
        // SAFETY: the caller's promise; and the thread is made for a `T`.
        unsafe { Ok(JoinHandle::new(self.launch(Body::new(body), Location::caller(), None)?)) }
    }

    /// As in std.
    ///
    /// # Errors
    /// If the system starts no more threads.
    #[track_caller]
    pub fn spawn_scoped<'scope, F, T>(
        self,
        scope: &'scope Scope<'scope, '_>,
        body: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let handle = scope.launch(self, Body::new(body), Location::caller())?;
        // SAFETY: that is what the thread was made for.
        Ok(unsafe { ScopedJoinHandle::new(handle) })
    }

    /// Starts a thread that waits for its first turn.
    ///
    /// # Safety
    /// Whatever the closure borrows lives until the thread has ended, and what its result borrows until the handle is gone, too.
    pub(super) unsafe fn launch(self, body: Body<'_>, at: Place, scope: Option<Arc<Shared>>) -> io::Result<Handle> {
        let (worker, ticket) = self.begin(at, scope.as_deref());
        let task = ticket.task();
        let packet = Arc::new(Packet { result: Mutex::new(None), scope });
        let theirs = packet.clone();
        let job: Box<dyn FnOnce() + Send + '_> = Box::new(move || {
            let result = catch_unwind(AssertUnwindSafe(body.0));
            if result.is_err() {
                note_panic_of(task);
            }
            *theirs.result.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
            drop(theirs);
        });
        // SAFETY: the caller's promise. The thread is done with all that the closure borrows when the scheduler says so.
        let job = unsafe { std::mem::transmute::<Box<dyn FnOnce() + Send + '_>, Job>(job) };
        let real = worker.start(ticket, job)?;
        Ok(Handle { task, thread: Thread::explored(task, real), packet })
    }

    fn begin(self, at: Place, scope: Option<&Shared>) -> (Worker, Ticket) {
        assert!(me().is_some(), "threads of this crate can only be started by a closure that is being explored");
        let (mut execution, _) = point(Op::Step, at);
        execution.progress();
        let worker = worker::hire(self.name.as_deref(), self.stack_size);
        let task = execution.new_task(self.name, worker.baton(), at);
        if let Some(scope) = scope {
            let scope = scope.object(&mut execution);
            *execution.object(scope).running() += 1;
            execution.tasks[task].scope = Some(scope);
        }
        execution.event(Action::Spawns(task), None, at);
        (worker, execution.ticket(task))
    }
}

/// As [`std::thread::spawn`].
///
/// # Panics
/// If the system starts no more threads, or if called from a thread that is not explored.
#[track_caller]
pub fn spawn<F, T>(body: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    let handle = launch_at_once(Body::new(body), Location::caller());
    // SAFETY: that is what the thread was made for.
    unsafe { JoinHandle::new(handle) }
}

fn launch_at_once(body: Body<'static>, at: Place) -> Handle {
    // SAFETY: the closure borrows nothing.
    unsafe { Builder::new().launch(body, at, None) }.expect("failed to spawn thread")
}
