//! Threads that are left when the program returns, and end with it or run on.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::exactly("left_thread_prints_or_does_not", prints_or_does_not, &["home"]).ends_its_threads().prints(&[
        "in\nout\n",
        "out\n",
        "out\nin\n",
    ]),
    Program::exactly("left_thread_that_runs_on_prints", prints_or_does_not, &["home"])
        .may_leave_threads()
        .prints(&["in\nout\n", "out\nin\n"]),
    Program::exactly("left_threads_print_in_their_order", print_in_their_order, &["home"])
        .ends_its_threads()
        .prints(&["one\n", "one\ntwo\n"]),
    Program::exactly("left_thread_is_half_way", half_way, &["0", "1", "2"]).ends_its_threads(),
    Program::exactly("left_thread_never_ends", never_ends, &["home"]).ends_its_threads(),
    Program::exactly("left_thread_waits_for_ever", waits_for_ever, &["home"]).ends_its_threads(),
    Program::wrong("left_thread_panics_at_the_last_moment", panics_at_the_last_moment, Expect::Panics)
        .ends_its_threads(),
    Program::wrong("left_thread_panics_beside_another", panics_beside_another, Expect::Panics).ends_its_threads(),
    Program::wrong("left_threads_deadlock_at_the_last_moment", deadlock_at_the_last_moment, Expect::Deadlock)
        .ends_its_threads(),
];

/// A thread prints, and so does the program, which then returns at once.
/// Where the thread ends with the program, its line may come first, last, or not at all.
fn prints_or_does_not() -> String {
    drop(thread::spawn(|| println!("in")));
    println!("out");
    "home".to_owned()
}

/// One thread makes another print after itself. Nothing is printed before the program has done its last operation.
/// The program may return before, between or after the two lines.
fn print_in_their_order() -> String {
    let (sender, receiver) = channel();
    drop(thread::spawn(move || {
        println!("one");
        sender.send(()).unwrap();
    }));
    drop(thread::spawn(move || {
        receiver.recv().unwrap();
        println!("two");
    }));
    "home".to_owned()
}

/// A thread adds twice, and the program returns what it sees.
fn half_way() -> String {
    let sum = Arc::new(AtomicU32::new(0));
    let theirs = sum.clone();
    drop(thread::spawn(move || {
        theirs.fetch_add(1, Ordering::SeqCst);
        theirs.fetch_add(1, Ordering::SeqCst);
    }));
    sum.load(Ordering::SeqCst).to_string()
}

/// A thread waits by looking for what never comes. It ends with the program.
fn never_ends() -> String {
    let stop = Arc::new(AtomicU32::new(0));
    drop(thread::spawn(move || while stop.load(Ordering::Acquire) == 0 {}));
    "home".to_owned()
}

/// A thread waits for a message that nobody sends. It ends with the program.
fn waits_for_ever() -> String {
    let (sender, receiver) = channel::<()>();
    drop(thread::spawn(move || receiver.recv()));
    drop(thread::spawn(move || {
        let _kept = sender;
        thread::park();
    }));
    "home".to_owned()
}

/// A thread panics if the program has done its last operation before, and has not returned yet.
/// Nobody joins the thread, and the program is right otherwise.
fn panics_at_the_last_moment() -> String {
    let closed = Arc::new(AtomicU32::new(0));
    let seen = closed.clone();
    drop(thread::spawn(move || assert_eq!(seen.load(Ordering::SeqCst), 0, "closed already")));
    closed.store(1, Ordering::SeqCst);
    "home".to_owned()
}

/// The same beside a thread that never ends, so that some thread is always left.
fn panics_beside_another() -> String {
    drop(thread::spawn(thread::park));
    panics_at_the_last_moment()
}

/// Two threads take two locks, each in its own order, and begin when the program has done its last operation.
fn deadlock_at_the_last_moment() -> String {
    let (open, locks) = (Arc::new(AtomicU32::new(0)), Arc::new([Mutex::new(()), Mutex::new(())]));
    for first in [0, 1] {
        let (open, locks) = (open.clone(), locks.clone());
        drop(thread::spawn(move || {
            if open.load(Ordering::SeqCst) == 1 {
                let _one = locks[first].lock();
                let _other = locks[1 - first].lock();
            }
        }));
    }
    open.store(1, Ordering::SeqCst);
    "home".to_owned()
}
