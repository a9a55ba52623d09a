//! Threads that may borrow, which loom lacks: made of its own threads, and joined when their scope ends. A panic of a thread
//! ends loom's search, so that nobody ever joins one that panicked.

use loom::thread::{JoinHandle, spawn};
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;
use std::thread::Result;

/// A thread that has not been joined, if it is there.
type Thread = Rc<RefCell<Option<JoinHandle<()>>>>;

/// As [`std::thread::Scope`].
pub struct Scope<'scope, 'env: 'scope> {
    threads: RefCell<Vec<Thread>>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

/// As [`std::thread::ScopedJoinHandle`].
pub struct ScopedJoinHandle<'scope, T> {
    thread: Thread,
    result: Rc<RefCell<Option<T>>>,
    scope: PhantomData<&'scope ()>,
}

impl<'scope> Scope<'scope, '_> {
    /// As in std.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, body: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let result: Rc<RefCell<Option<T>>> = Rc::default();
        let theirs = Rc::clone(&result);
        let body: Box<dyn FnOnce() + 'scope> = Box::new(move || *theirs.borrow_mut() = Some(body()));
        // SAFETY: `scope` does not return before the thread has been joined, and what it borrows outlives that. All threads of
        // loom are one of the system, so that the counts of `Rc` are safe.
        let body = unsafe { std::mem::transmute::<Box<dyn FnOnce() + 'scope>, Box<dyn FnOnce()>>(body) };
        let thread = Rc::new(RefCell::new(Some(spawn(body))));
        self.threads.borrow_mut().push(Rc::clone(&thread));
        ScopedJoinHandle { thread, result, scope: PhantomData }
    }
}

impl<T> ScopedJoinHandle<'_, T> {
    /// As in std.
    ///
    /// # Errors
    /// None: a panic has ended the search before.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        join(&self.thread);
        Ok(self.result.take().expect("the thread has left its result"))
    }
}

#[track_caller]
fn join(thread: &Thread) {
    let thread = thread.borrow_mut().take();
    if let Some(thread) = thread {
        thread.join().expect("a panic has ended the search before");
    }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Scope").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}

/// As [`std::thread::scope`].
#[track_caller]
pub fn scope<'env, F, T>(body: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let scope = Scope { threads: RefCell::default(), scope: PhantomData, env: PhantomData };
    let value = body(&scope);
    // Threads may spawn others meanwhile.
    while let Some(thread) = next(&scope) {
        join(&thread);
    }
    value
}

fn next(scope: &Scope<'_, '_>) -> Option<Thread> {
    scope.threads.borrow_mut().pop()
}
