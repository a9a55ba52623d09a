//! The order of destructors: values that threads return, and thread-locals, against `join` and `scope`.

use std::cell::RefCell;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, Scope};

use crate::{Expect, Outcomes, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::exactly("scope_waits_for_a_dropped_result", scope_waits_for_a_dropped_result, &["result, scope"]),
    Program::exactly("scope_waits_for_a_result_of_a_kept_handle", scope_waits_for_a_kept_result, &["result, scope"]),
    Program::exactly(
        "scope_waits_for_a_thread_of_a_destructor",
        scope_waits_for_a_destructors_thread,
        &["spawned late, scope"],
    ),
    Program::passes("scope_may_return_before_thread_locals_are_gone", scope_and_thread_local)
        .outcomes(Outcomes::Among(&["local, scope", "scope, local"]))
        .may_leave_threads(),
    Program::exactly("scoped_join_waits_for_thread_locals", scoped_join_waits_for_thread_locals, &["local, join"]),
    Program::exactly("join_waits_for_thread_locals", join_waits_for_thread_locals, &["local, join, result"]),
    Program::exactly(
        "thread_locals_go_after_the_closure",
        thread_locals_go_after_the_closure,
        &["closure, local, join"],
    ),
    Program::passes("two_thread_locals_go_in_either_order", two_thread_locals)
        .outcomes(Outcomes::Among(&["local, other, join", "other, local, join"])),
    Program::exactly("detached_thread_drops_its_own_result", detached_drops_its_result, &["result"])
        .may_leave_threads(),
    Program::exactly("detached_thread_drops_its_thread_locals", detached_drops_its_local, &["local"])
        .may_leave_threads(),
    Program::exactly("result_dropped_by_the_thread_or_by_the_handle", dropped_by_whom, &["by itself", "by the parent"])
        .may_leave_threads(),
    Program::wrong("thread_local_needs_a_lock_of_the_joiner", local_needs_a_lock_of_the_joiner, Expect::Deadlock),
];

/// Sends its word when it is dropped.
struct Farewell(Sender<&'static str>, &'static str);

impl Drop for Farewell {
    fn drop(&mut self) {
        // Nobody may be listening any more.
        let _ = self.0.send(self.1);
    }
}

thread_local! {
    static LOCAL: RefCell<Option<Farewell>> = const { RefCell::new(None) };
    static OTHER: RefCell<Option<Farewell>> = const { RefCell::new(None) };
}

fn words(receiver: &Receiver<&'static str>) -> String {
    receiver.try_iter().collect::<Vec<_>>().join(", ")
}

/// A scoped thread returns a value with a destructor, and its handle is dropped at once.
/// The thread has not ended for `scope` until the value has been dropped.
fn scope_waits_for_a_dropped_result() -> String {
    let (log, said) = channel();
    thread::scope(|scope| {
        let farewell = Farewell(log.clone(), "result");
        scope.spawn(move || farewell);
    });
    log.send("scope").unwrap();
    words(&said)
}

/// A scoped thread returns a value with a destructor, and its handle lives until the end of the scope's closure.
/// Thread or handle drops the value, whichever is last, but before `scope` returns.
fn scope_waits_for_a_kept_result() -> String {
    let (log, said) = channel();
    thread::scope(|scope| {
        let farewell = Farewell(log.clone(), "result");
        let _handle = scope.spawn(move || farewell);
        thread::yield_now();
    });
    log.send("scope").unwrap();
    words(&said)
}

/// Spawns one more thread into the scope when it is dropped.
struct Successor<'scope, 'env> {
    scope: &'scope Scope<'scope, 'env>,
    log: Sender<&'static str>,
}

impl Drop for Successor<'_, '_> {
    fn drop(&mut self) {
        let log = self.log.clone();
        self.scope.spawn(move || log.send("spawned late").unwrap());
    }
}

/// The destructor of a scoped thread's result spawns another thread in the same scope.
/// `scope` waits for that one, too: the first thread counts until its result is gone.
fn scope_waits_for_a_destructors_thread() -> String {
    let (log, said) = channel();
    thread::scope(|scope| {
        let successor = Successor { scope, log: log.clone() };
        scope.spawn(move || successor);
    });
    log.send("scope").unwrap();
    words(&said)
}

/// A scoped thread that nobody joins has a thread-local with a destructor.
/// By std's documentation `scope` waits for the closure alone: the destructor may still be running, or not.
fn scope_and_thread_local() -> String {
    let (log, said) = channel();
    thread::scope(|scope| {
        let farewell = Farewell(log.clone(), "local");
        scope.spawn(move || LOCAL.set(Some(farewell)));
    });
    log.send("scope").unwrap();
    format!("{}, {}", said.recv().unwrap(), said.recv().unwrap())
}

/// A scoped thread that is joined by hand has a thread-local with a destructor.
/// `join` waits for thread-locals, also in a scope.
fn scoped_join_waits_for_thread_locals() -> String {
    let (log, said) = channel();
    thread::scope(|scope| {
        let farewell = Farewell(log.clone(), "local");
        scope.spawn(move || LOCAL.set(Some(farewell))).join().unwrap();
        log.send("join").unwrap();
    });
    words(&said)
}

/// A thread has a thread-local with a destructor, and returns a value with one.
/// The thread-local is gone when `join` returns; the value is then the parent's to drop.
fn join_waits_for_thread_locals() -> String {
    let (log, said) = channel();
    let (local, result) = (Farewell(log.clone(), "local"), Farewell(log.clone(), "result"));
    let thread = thread::spawn(move || {
        LOCAL.set(Some(local));
        result
    });
    let result = thread.join().unwrap_or_else(|_| panic!("the thread does not panic"));
    log.send("join").unwrap();
    drop(result);
    words(&said)
}

/// A thread captures one value with a destructor and puts another into a thread-local.
/// What the closure owns is dropped as it returns, and thread-locals after that.
fn thread_locals_go_after_the_closure() -> String {
    let (log, said) = channel();
    let (local, captured) = (Farewell(log.clone(), "local"), Farewell(log.clone(), "closure"));
    let thread = thread::spawn(move || {
        let _captured = captured;
        LOCAL.set(Some(local));
    });
    thread.join().unwrap();
    log.send("join").unwrap();
    words(&said)
}

/// A thread has two thread-locals with destructors.
/// std does not say which is dropped first; both are gone when `join` returns.
fn two_thread_locals() -> String {
    let (log, said) = channel();
    let (local, other) = (Farewell(log.clone(), "local"), Farewell(log.clone(), "other"));
    let thread = thread::spawn(move || {
        LOCAL.set(Some(local));
        OTHER.set(Some(other));
    });
    thread.join().unwrap();
    log.send("join").unwrap();
    words(&said)
}

/// A thread returns a value with a destructor, and nobody has its handle.
/// The value is dropped all the same.
fn detached_drops_its_result() -> String {
    let (log, said) = channel();
    let farewell = Farewell(log, "result");
    drop(thread::spawn(move || farewell));
    said.recv().unwrap().to_owned()
}

/// A thread has a thread-local with a destructor, and nobody has its handle.
/// The destructor runs all the same.
fn detached_drops_its_local() -> String {
    let (log, said) = channel();
    let farewell = Farewell(log, "local");
    drop(thread::spawn(move || LOCAL.set(Some(farewell))));
    said.recv().unwrap().to_owned()
}

/// Says which thread has dropped it.
struct Witness(Sender<bool>, thread::ThreadId);

impl Drop for Witness {
    fn drop(&mut self) {
        // Nobody may be listening any more.
        let _ = self.0.send(thread::current().id() == self.1);
    }
}

/// A thread returns a value with a destructor; the parent keeps the handle for a moment, then drops it.
/// Whoever lets go last drops the value.
fn dropped_by_whom() -> String {
    let (log, said) = channel();
    let witness = Witness(log, thread::current().id());
    let handle = thread::spawn(move || witness);
    thread::yield_now();
    drop(handle);
    if said.recv().unwrap() { "by the parent" } else { "by itself" }.to_owned()
}

/// Locks when it is dropped.
struct LastWord(Arc<Mutex<String>>);

impl Drop for LastWord {
    fn drop(&mut self) {
        self.0.lock().unwrap().push_str("last word");
    }
}

thread_local! {
    static LAST_WORD: RefCell<Option<LastWord>> = const { RefCell::new(None) };
}

/// A thread's thread-local takes a lock as it is dropped; the parent joins while it holds that lock.
/// `join` waits for the destructor, which waits for the parent, in every schedule.
fn local_needs_a_lock_of_the_joiner() -> String {
    let text = Arc::new(Mutex::new(String::new()));
    let last_word = LastWord(Arc::clone(&text));
    let guard = text.lock().unwrap();
    thread::spawn(move || LAST_WORD.set(Some(last_word))).join().unwrap();
    guard.clone()
}
