//! Printing, by one thread and by several, and replying.

use std::{
    io::{self, Write},
    sync::{Arc, Barrier, mpsc},
    thread,
};

use crate::reply::reply;

pub const PARTS: &[super::Part] = &[
    ("alternate", alternate),
    ("crowd", crowd),
    ("one_big_write", one_big_write),
    ("broken_pipe", broken_pipe),
    ("both_streams", both_streams),
    ("replies", replies),
];

/// Two threads take turns: 1 and 3 and 5 … by the first, 2 and 4 and 6 … by the second.
fn alternate() {
    let (to_second, from_first) = mpsc::channel();
    let (to_first, from_second) = mpsc::channel();
    let second = thread::spawn(move || {
        for number in from_first {
            println!("{number}");
            to_first.send(number + 1).unwrap();
        }
    });
    let first = thread::spawn(move || {
        let mut number = 1;
        while number < 40 {
            println!("{number}");
            to_second.send(number + 1).unwrap();
            number = from_second.recv().unwrap();
        }
    });
    first.join().unwrap();
    second.join().unwrap();
}

/// Four threads print as fast as they can, past the lock of std.
fn crowd() {
    let start = Arc::new(Barrier::new(4));
    let print = |name: &'static str| {
        let start = start.clone();
        thread::spawn(move || {
            let mut out = std::fs::File::from(std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned().unwrap());
            start.wait();
            for _ in 0..50 {
                out.write_all(name.as_bytes()).unwrap();
            }
        })
    };
    for thread in ["a", "b", "c", "d"].map(print) {
        thread.join().unwrap();
    }
}

/// More than a pipe holds.
fn one_big_write() {
    let bytes: Vec<u8> = (0..300 << 10).map(|at: u32| b'a' + (at % 26) as u8).collect();
    io::stdout().write_all(&bytes).unwrap();
}

fn broken_pipe() {
    for number in 1..=4 {
        // In one call: what a failing call leaves in the buffer, the next one would print.
        if let Err(error) = io::stdout().write_all(format!("{number}\n").as_bytes()) {
            reply("failed", format!("{number} {:?}", error.kind()).as_bytes());
        }
    }
}

fn both_streams() {
    println!("out 1");
    eprintln!("err 1");
    println!("out 2");
}

fn replies() {
    reply("empty", b"");
    println!("between");
    reply("big", &(0..200_000_u32).map(|at| (at % 251) as u8).collect::<Vec<u8>>());
}

/// Says that it is there, and when it is told so prints one line and ends; both by files in the working folder.
pub fn print_when_told() {
    std::fs::write("there", "").unwrap();
    while !std::fs::exists("go").unwrap() {
        thread::yield_now();
    }
    println!("at last");
}
