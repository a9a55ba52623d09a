//! Waiting for what will never come, and for what takes long.

use std::{
    process::Stdio,
    sync::{Arc, Barrier, Condvar, Mutex, RwLock, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use super::processes::me;

pub const PARTS: &[super::Part] = &[
    ("two_locks", two_locks),
    ("lock_twice", lock_twice),
    ("read_then_write", read_then_write),
    ("join_circle", join_circle),
    ("live_sender", live_sender),
    ("condvar", condvar),
    ("barrier", barrier),
    ("park", park),
    ("scope_of_parked", scope_of_parked),
    ("child_that_reads", child_that_reads),
    ("slow_thread", slow_thread),
    ("slow_parent", slow_parent),
];

fn two_locks() {
    let locks = Arc::new((Mutex::new(0), Mutex::new(0), Barrier::new(2)));
    let theirs = locks.clone();
    let other = thread::spawn(move || {
        let _second = theirs.1.lock().unwrap();
        theirs.2.wait();
        let _first = theirs.0.lock().unwrap(); //~ first lock
    });
    let _first = locks.0.lock().unwrap();
    locks.2.wait();
    let _second = locks.1.lock().unwrap(); //~ second lock
    other.join().unwrap();
}

fn lock_twice() {
    let lock = Mutex::new(0);
    let _once = lock.lock().unwrap();
    let _twice = lock.lock().unwrap(); //~ lock twice
}

fn read_then_write() {
    let lock = RwLock::new(0);
    let _reading = lock.read().unwrap();
    *lock.write().unwrap() += 1; //~ read then write
}

/// Two threads that wait for each other's end; the driver has given their handles away.
fn join_circle() {
    let (sender, receiver) = mpsc::channel::<JoinHandle<()>>();
    let first = thread::spawn(move || receiver.recv().unwrap().join().unwrap()); //~ join in a circle
    let second = thread::spawn(move || first.join().unwrap());
    sender.send(second).unwrap();
    loop {
        thread::park();
    }
}

fn live_sender() {
    let (sender, receiver) = mpsc::channel::<u32>();
    receiver.recv().unwrap(); //~ live sender
    drop(sender);
}

fn condvar() {
    let (lock, condvar) = (Mutex::new(false), Condvar::new());
    let _ready = condvar.wait_while(lock.lock().unwrap(), |ready| !*ready).unwrap(); //~ condvar
}

fn barrier() {
    Barrier::new(2).wait(); //~ barrier
}

fn park() {
    thread::park(); //~ park
}

fn scope_of_parked() {
    thread::scope(|scope| drop(scope.spawn(thread::park))); //~ scope of a parked thread
}

/// The child reads what the parent, which waits for it, will never write.
fn child_that_reads() {
    let mut child = me("read").stdin(Stdio::piped()).spawn().unwrap();
    let _kept = child.stdin.take();
    child.wait().unwrap(); //~ wait for a child that reads
}

/// All others wait without a time-out, but this one will wake up.
fn slow_thread() {
    thread::spawn(|| thread::sleep(Duration::from_millis(150))).join().unwrap();
}

fn slow_parent() {
    let mut child = me("read").stdin(Stdio::piped()).spawn().unwrap();
    thread::sleep(Duration::from_millis(1));
    thread::spawn(|| thread::sleep(Duration::from_millis(150))).join().unwrap();
    child.wait().unwrap();
}
