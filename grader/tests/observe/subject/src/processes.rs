//! Starting processes, and waiting for them in right ways and wrong ones.

use std::{
    env, io,
    io::Read,
    os::unix::process::CommandExt,
    process::{self, Command, Stdio},
    thread,
    time::Duration,
};

pub const PARTS: &[super::Part] = &[
    ("wait", wait),
    ("wait_for_abort", wait_for_abort),
    ("wait_on_a_thread", wait_on_a_thread),
    ("missing", missing),
    ("looks", looks),
    ("one_look", one_look),
    ("orphan", orphan),
    ("sleep_for_wait", sleep_for_wait),
    ("zombie", zombie),
    ("daemon", daemon),
    ("exec", exec),
    ("exec_to_park", exec_to_park),
    ("sleeping_child", sleeping_child),
    ("runaway", runaway),
    ("exit_70", exit_70),
];

pub fn play_child(part: &str) {
    match part {
        "exit_3" => process::exit(3),
        "abort" => process::abort(),
        "print" => println!("child"),
        "read" => drop(io::stdin().read(&mut [0])), //~ child reads
        "start_daemon" => drop(me("sleep").process_group(0).spawn()), //~ daemon
        "runaway" => drop(me("runaway").process_group(0).spawn()),
        "park" => thread::park(),                   //~ parked after exec
        "sleep" => thread::sleep(Duration::from_secs(3600)),
        _ => panic!("no child plays {part}"),
    }
}

/// This program again, as a child that plays a part.
pub fn me(part: &str) -> Command {
    let mut command = Command::new(env::args().next().unwrap());
    command.args(["child", part]);
    command
}

fn wait() {
    let mut child = me("exit_3").spawn().unwrap(); //~ start
    child.wait().unwrap(); //~ wait
    println!("done");
}

fn wait_for_abort() {
    me("abort").stderr(Stdio::null()).status().unwrap();
}

fn wait_on_a_thread() {
    let mut child = me("exit_3").spawn().unwrap();
    thread::spawn(move || child.wait().unwrap()).join().unwrap();
}

fn missing() {
    Command::new("/nowhere/no-such-program").spawn().unwrap_err();
}

fn looks() {
    let mut child = me("exit_3").spawn().unwrap();
    while child.try_wait().unwrap().is_none() {} //~ looks
}

fn one_look() {
    let mut child = me("exit_3").spawn().unwrap();
    if child.try_wait().unwrap().is_none() {
        child.wait().unwrap();
    }
}

fn orphan() {
    let _child = me("exit_3").spawn().unwrap(); //~ orphan
}

fn sleep_for_wait() {
    let _child = me("exit_3").spawn().unwrap();
    thread::sleep(Duration::from_secs(3600)); //~ sleep for a child
}

fn zombie() {
    let mut child = me("print").stdout(Stdio::piped()).spawn().unwrap(); //~ zombie
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    print!("{said}");
}

fn daemon() {
    me("start_daemon").status().unwrap();
}

/// A thread that is not the first executes another program: the thread is gone, and the process goes on.
fn exec() {
    let error = thread::spawn(|| me("exit_3").exec()).join(); //~ exec
    panic!("{error:?}");
}

fn exec_to_park() {
    let error = thread::spawn(|| me("park").exec()).join();
    panic!("{error:?}");
}

/// For a launcher that is ended from outside: all of it goes on for ever, and none of it is stuck.
fn sleeping_child() {
    me("sleep").status().unwrap();
}

/// Each process of it starts another one, in a group of its own, and is gone: whoever looks for it comes too late.
fn runaway() {
    me("runaway").process_group(0).spawn().unwrap().wait().unwrap();
}

/// As a process of the grader ends that fails.
fn exit_70() {
    eprintln!("not shut in: so it says");
    process::exit(70);
}
