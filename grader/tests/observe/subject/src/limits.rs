//! Using more than a run may.

use std::{hint, thread, time::Duration};

use super::processes::me;

pub const PARTS: &[super::Part] = &[
    ("processes", processes),
    ("threads", threads),
    ("lines", lines),
    ("memory", memory),
    ("memory_for_a_moment", memory_for_a_moment),
    ("cpu", cpu),
    ("cpu_on_a_thread", cpu_on_a_thread),
    ("time", time),
];

pub fn processes() {
    loop {
        me("bomb").spawn().unwrap(); //~ fork bomb
    }
}

fn threads() {
    loop {
        thread::spawn(thread::park); //~ thread bomb
    }
}

fn lines() {
    loop {
        println!("{}", "x".repeat(1000)); //~ endless output
    }
}

fn memory() {
    let mut kept = Vec::new();
    loop {
        kept.push(vec![1_u8; 1 << 20]);
    }
}

/// All of it is given back before anybody may have looked.
fn memory_for_a_moment() {
    drop(hint::black_box(vec![1_u8; 70 << 20]));
}

/// After more calls than there are stacks to keep.
fn cpu() {
    for _ in 0..600 {
        thread::sleep(Duration::from_nanos(1));
    }
    while hint::black_box(true) {} //~ endless work
}

fn cpu_on_a_thread() {
    thread::spawn(cpu).join().unwrap();
}

fn time() {
    thread::sleep(Duration::from_secs(3600)); //~ endless sleep
}
