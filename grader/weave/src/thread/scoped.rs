//! Threads that may borrow, because their scope waits for them.

use super::Thread;
use super::join::{Handle, Result, Returns};
use super::spawn::{Body, Builder};
use crate::engine::{Action, Execution, Identity, Kind, ObjectId, Op, Place, Span, execution, point};
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a scope shares with its threads.
pub(super) struct Shared {
    identity: Identity,
    /// A thread panicked, and nobody took its result.
    pub(super) unseen_panic: AtomicBool,
}

impl Shared {
    fn at(at: Place) -> Arc<Shared> {
        Arc::new(Shared { identity: Identity::at(at), unseen_panic: AtomicBool::new(false) })
    }

    /// Waits for its threads.
    fn end(&self, at: Place) {
        let object = self.object(&mut execution());
        let (mut execution, _) = point(Op::ScopeEnd(object), at);
        execution.progress();
        execution.end_scope(object, at);
    }

    pub(super) fn object(&self, execution: &mut Execution) -> ObjectId {
        self.identity.resolve(execution, Kind::Scope, Span::nothing()).0
    }
}

/// As [`std::thread::Scope`].
pub struct Scope<'scope, 'env: 'scope> {
    shared: Arc<Shared>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

impl<'scope> Scope<'scope, '_> {
    pub(super) fn launch(&'scope self, builder: Builder, body: Body<'scope>, at: Place) -> io::Result<Handle> {
        // SAFETY: `scope` does not return before all threads have ended, and what they borrow outlives it.
        unsafe { builder.launch(body, at, Some(self.shared.clone())) }
    }

    /// As in std.
    ///
    /// # Panics
    /// If the system starts no more threads.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, body: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let handle = self.launch_at_once(Body::new(body), Location::caller());
        // SAFETY: that is what the thread was made for.
        unsafe { ScopedJoinHandle::new(handle) }
    }

    fn launch_at_once(&'scope self, body: Body<'scope>, at: Place) -> Handle {
        self.launch(Builder::new(), body, at).expect("failed to spawn thread")
    }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Scope").finish_non_exhaustive()
    }
}

/// As [`std::thread::ScopedJoinHandle`].
pub struct ScopedJoinHandle<'scope, T>(Handle, Returns<T>, PhantomData<&'scope ()>);

impl<T> ScopedJoinHandle<'_, T> {
    /// # Safety
    /// The thread returns a `T`.
    pub(super) unsafe fn new(handle: Handle) -> Self {
        Self(handle, PhantomData, PhantomData)
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

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}

// SAFETY: as in std: a handle gives nothing of the result away but by `join`, which takes the handle.
unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
// SAFETY: as above.
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}

/// As [`std::thread::scope`]. It returns when the values that its threads returned and nobody took, and their thread-local
/// values, have been dropped.
///
/// # Panics
/// As in std: if a thread panicked whose result nobody took.
#[track_caller]
pub fn scope<'env, F, T>(body: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let mut call = Call { body: Some(body), value: None };
    within(&mut call, Location::caller());
    call.value.expect("a scope calls its closure once")
}

/// The closure of a scope, and what it returned.
struct Call<F, T> {
    body: Option<F>,
    value: Option<T>,
}

/// Closures of all types as one type. A trait of its own, because of a closure that is called in this way the compiler would
/// make a function for each of the ways in which one can be called.
trait Within<'env> {
    fn call<'scope>(&mut self, scope: &'scope Scope<'scope, 'env>);
}

impl<'env, F, T> Within<'env> for Call<F, T>
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    fn call<'scope>(&mut self, scope: &'scope Scope<'scope, 'env>) {
        if let Some(body) = self.body.take() {
            self.value = Some(body(scope));
        }
    }
}

/// Calls it once with a new scope, and waits for its threads.
fn within<'env>(call: &mut dyn Within<'env>, at: Place) {
    let scope = Scope { shared: Shared::at(at), scope: PhantomData, env: PhantomData };
    let result = catch_unwind(AssertUnwindSafe(|| call.call(&scope)));
    scope.shared.end(at);
    match result {
        Err(payload) => resume_unwind(payload),
        Ok(()) if scope.shared.unseen_panic.load(Ordering::Relaxed) => panic!("a scoped thread panicked"),
        Ok(()) => {}
    }
}

impl Execution {
    fn end_scope(&mut self, scope: ObjectId, at: Place) {
        self.acquire(scope);
        for task in &mut self.tasks {
            task.joined |= task.scope == Some(scope);
        }
        self.event(Action::Does("ends the scope"), Some(scope), at);
    }
}
