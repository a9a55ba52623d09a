//! Small things that other threads can see: counts of owners, tokens, `yield_now`, and the ends of threads.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use crate::{Outcomes, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::unseen("owners_counted_while_one_leaves", owners_counted, &["1", "2"]),
    Program::unseen("both_owners_try_to_unwrap", both_try_to_unwrap, &["one", "nobody"]),
    Program::unseen("both_owners_turn_into_inner", both_turn_into_inner, &["one"]),
    Program::unseen("get_mut_while_the_other_owner_leaves", get_mut, &["alone", "shared"]),
    Program::unseen("upgrade_while_the_owner_leaves", upgrade, &["alive", "gone"]),
    Program::passes("last_owner_drops", last_owner_drops).outcomes(Outcomes::Among(&["parent", "child"])),
    Program::exactly("yield_may_let_nobody_run", yield_may_let_nobody_run, &["0", "1"]),
    Program::exactly("thread_local_destructor_is_seen_by_others", destructor_is_seen, &["before", "after"]),
    Program::exactly("finished_or_not", finished_or_not, &["finished", "running"]),
    Program::exactly("try_lock_free_or_taken", try_lock, &["free", "taken"]),
    Program::exactly("try_lock_alone_never_fails", try_lock_alone, &["free"]),
    Program::exactly("either_waiter_is_woken", either_waiter_is_woken, &["first, second", "second, first"]),
];

/// The parent counts the owners of a value while the other owner leaves.
/// A count is a look at a moment: both numbers occur.
fn owners_counted() -> String {
    let value = Arc::new(());
    let other = Arc::clone(&value);
    let child = thread::spawn(move || drop(other));
    let count = Arc::strong_count(&value);
    child.join().unwrap();
    count.to_string()
}

/// Both owners of a value try to take it out.
/// Each may find the other still there: then neither gets it.
fn both_try_to_unwrap() -> String {
    let value = Arc::new(());
    let other = Arc::clone(&value);
    let child = thread::spawn(move || Arc::try_unwrap(other).is_ok());
    let mine = Arc::try_unwrap(value).is_ok();
    winners(mine, child.join().unwrap())
}

/// Both owners of a value turn it into what is inside.
/// `into_inner` gives it to exactly one of them.
fn both_turn_into_inner() -> String {
    let value = Arc::new(());
    let other = Arc::clone(&value);
    let child = thread::spawn(move || Arc::into_inner(other).is_some());
    let mine = Arc::into_inner(value).is_some();
    winners(mine, child.join().unwrap())
}

fn winners(mine: bool, childs: bool) -> String {
    match (mine, childs) {
        (true, true) => "both",
        (false, false) => "nobody",
        _ => "one",
    }
    .to_owned()
}

/// The parent asks for a mutable reference while the other owner leaves.
/// It gets one only after that.
fn get_mut() -> String {
    let mut value = Arc::new(1);
    let other = Arc::clone(&value);
    let child = thread::spawn(move || drop(other));
    let alone = Arc::get_mut(&mut value).is_some();
    child.join().unwrap();
    if alone { "alone" } else { "shared" }.to_owned()
}

/// The parent upgrades a weak reference while the only owner leaves.
/// The value is there, or it is gone.
fn upgrade() -> String {
    let value = Arc::new(1);
    let weak = Arc::downgrade(&value);
    let child = thread::spawn(move || drop(value));
    let alive = weak.upgrade().is_some();
    child.join().unwrap();
    if alive { "alive" } else { "gone" }.to_owned()
}

/// Says whether the thread that made it has dropped it.
struct Witness(thread::ThreadId, Arc<Mutex<&'static str>>);

impl Drop for Witness {
    fn drop(&mut self) {
        *self.1.lock().unwrap() = if thread::current().id() == self.0 { "parent" } else { "child" };
    }
}

/// Two owners of a value leave at once.
/// Either may be the last, and its thread runs the destructor.
fn last_owner_drops() -> String {
    let dropped_by = Arc::new(Mutex::new("nobody"));
    let value = Arc::new(Witness(thread::current().id(), Arc::clone(&dropped_by)));
    let other = Arc::clone(&value);
    let child = thread::spawn(move || drop(other));
    drop(value);
    child.join().unwrap();
    let name = *dropped_by.lock().unwrap();
    name.to_owned()
}

/// The parent yields once and looks whether its child has stored yet.
/// Yielding is a hint: it may return before anybody else has run.
fn yield_may_let_nobody_run() -> String {
    let stored = AtomicU32::new(0);
    let seen = thread::scope(|scope| {
        scope.spawn(|| stored.store(1, Ordering::SeqCst));
        thread::yield_now();
        stored.load(Ordering::SeqCst)
    });
    seen.to_string()
}

/// Sets its flag when it is dropped.
struct Flag(Arc<AtomicBool>);

impl Drop for Flag {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

thread_local! {
    static FLAG: RefCell<Option<Flag>> = const { RefCell::new(None) };
}

/// A thread says that its closure is nearly done; the parent looks whether a thread-local destructor has run.
/// The destructor takes its turn like any other code.
fn destructor_is_seen() -> String {
    let gone = Arc::new(AtomicBool::new(false));
    let flag = Flag(Arc::clone(&gone));
    let (sender, receiver) = channel();
    let child = thread::spawn(move || {
        FLAG.set(Some(flag));
        sender.send(()).unwrap();
    });
    receiver.recv().unwrap();
    let seen = gone.load(Ordering::SeqCst);
    child.join().unwrap();
    assert!(gone.load(Ordering::SeqCst), "joined before the destructor had run");
    if seen { "after" } else { "before" }.to_owned()
}

/// The parent asks whether its child has finished.
/// Both answers occur.
fn finished_or_not() -> String {
    let child = thread::spawn(|| ());
    let finished = child.is_finished();
    child.join().unwrap();
    if finished { "finished" } else { "running" }.to_owned()
}

/// The parent tries a lock that its child takes for a moment.
/// Both answers occur.
fn try_lock() -> String {
    let lock = Arc::new(Mutex::new(()));
    let shared = Arc::clone(&lock);
    let child = thread::spawn(move || drop(shared.lock().unwrap()));
    let free = lock.try_lock().is_ok();
    child.join().unwrap();
    if free { "free" } else { "taken" }.to_owned()
}

/// The parent tries a lock that nobody else has.
/// `try_lock` does not fail for no reason.
fn try_lock_alone() -> String {
    let lock = Mutex::new(());
    if lock.try_lock().is_ok() { "free" } else { "taken" }.to_owned()
}

/// Two children wait for a ticket each; the parent hands them out one by one, and rings for each.
/// Either gets the first.
fn either_waiter_is_woken() -> String {
    let (tickets, bell, takers) = (Mutex::new(0), Condvar::new(), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for name in ["first", "second"] {
            let (tickets, bell, takers) = (&tickets, &bell, &takers);
            scope.spawn(move || {
                let mut tickets = bell.wait_while(tickets.lock().unwrap(), |tickets| *tickets == 0).unwrap();
                *tickets -= 1;
                takers.lock().unwrap().push(name);
            });
        }
        for _ in 0..2 {
            *tickets.lock().unwrap() += 1;
            bell.notify_one();
        }
    });
    takers.into_inner().unwrap().join(", ")
}
