//! Starting threads, and waiting for them in right ways and wrong ones.

use std::{
    fs,
    sync::mpsc,
    thread::{self, JoinHandle},
    time::Duration,
};

pub const PARTS: &[super::Part] = &[
    ("join", join),
    ("join_late", join_late),
    ("join_order", join_order),
    ("join_by_another", join_by_another),
    ("join_many", join_many),
    ("scope", scope),
    ("message", message),
    ("sleep_for_join", sleep_for_join),
    ("sleeps_for_join", sleeps_for_join),
    ("nap_then_join", nap_then_join),
    ("spin_for_join", spin_for_join),
    ("naps_for_join", naps_for_join),
    ("left_running", left_running),
    ("cut_name", cut_name),
];

fn count() {
    for number in 1..=3 {
        println!("{number}");
        thread::sleep(Duration::from_millis(2));
    }
}

fn join() {
    let handle = thread::Builder::new().name("counter".into()).spawn(count).unwrap(); //~ spawn
    handle.join().unwrap(); //~ join
    println!("done");
}

/// Joins when the kernel says that the thread is at its very end.
fn join_late() {
    let (sender, receiver) = mpsc::channel();
    let handle = thread::spawn(move || sender.send(fs::read_link("/proc/thread-self").unwrap()).unwrap());
    let thread = std::path::Path::new("/proc").join(receiver.recv().unwrap());
    while !handle.is_finished() {
        thread::yield_now();
    }
    while fs::read_to_string(thread.join("stat")).is_ok_and(|stat| !stat.contains(") t ")) {
        thread::yield_now();
    }
    handle.join().unwrap(); //~ late join
}

fn join_order() {
    let slow = thread::spawn(|| thread::sleep(Duration::from_millis(20)));
    let quick = thread::spawn(|| ());
    slow.join().unwrap(); //~ slow join
    quick.join().unwrap(); //~ quick join
}

fn join_by_another() {
    let first = thread::spawn(|| thread::sleep(Duration::from_millis(5)));
    let second = thread::spawn(move || first.join().unwrap()); //~ join by another
    second.join().unwrap();
}

/// One after another, on the same stack each.
fn join_many() {
    for _ in 0..20 {
        thread::spawn(|| ()).join().unwrap(); //~ join of many
    }
    let handles: Vec<JoinHandle<()>> = (0..20).map(|_| thread::spawn(|| ())).collect();
    for handle in handles {
        handle.join().unwrap();
    }
}

fn scope() {
    thread::scope(|scope| drop(scope.spawn(count))); //~ scope
    println!("done");
}

/// A message is no join: the thread may not have ended when it comes.
fn message() {
    let (sender, receiver) = mpsc::channel();
    let counter = move || {
        count();
        sender.send(()).unwrap();
    };
    thread::spawn(counter); //~ handle dropped
    receiver.recv().unwrap(); //~ receive
    println!("done");
}

fn sleep_for_join() {
    let _handle = thread::spawn(count);
    thread::sleep(Duration::from_secs(3600)); //~ sleep
    println!("done");
}

fn sleeps_for_join() {
    let _handle = thread::spawn(count);
    for _ in 0..20 {
        thread::sleep(Duration::from_secs(60)); //~ sleep in parts
    }
}

fn nap_then_join() {
    let handle = thread::spawn(count);
    thread::sleep(Duration::from_millis(1));
    handle.join().unwrap(); //~ join after a nap
}

fn spin_for_join() {
    let handle = thread::spawn(count);
    while !handle.is_finished() {} //~ spin
}

fn naps_for_join() {
    let handle = thread::spawn(count);
    while !handle.is_finished() {
        thread::sleep(Duration::from_micros(100)); //~ naps
    }
}

/// The thread has had its turn, and will not end before its process does.
fn left_running() {
    let (sender, receiver) = mpsc::channel();
    let waits = move || {
        sender.send(()).unwrap();
        loop {
            thread::park();
        }
    };
    thread::spawn(waits); //~ left running
    receiver.recv().unwrap();
}

/// The kernel keeps 15 bytes of a name, here with half of the last letter, and a thread is called like its starter at first.
fn cut_name() {
    let parks = || thread::spawn(thread::park).join().unwrap(); //~ join of a parked thread
    let starter = thread::Builder::new().name("fourteen-letträ".into()).spawn(parks).unwrap();
    starter.join().unwrap();
}
