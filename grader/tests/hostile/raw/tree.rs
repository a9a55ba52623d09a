//! Outliving the run, or keeping it from ending. The test looks whether anything is left.

use std::{env, io::Read, thread, time::Duration};

use super::{
    call::{at, call, text},
    say::{Aims, end, fork},
};

pub const PARTS: &[super::Part] = &[
    ("daemon", daemon),
    ("daemon_that_holds_stdout", daemon_that_holds_stdout),
    ("child_of_the_launcher", child_of_the_launcher),
    ("signals_ignored", signals_ignored),
    ("stops_itself", stops_itself),
    ("stopped_child", stopped_child),
    ("vfork_that_never_ends", vfork_that_never_ends),
    ("main_thread_leaves", main_thread_leaves),
    ("execs_from_a_thread", execs_from_a_thread),
    ("traps", traps),
    ("forks_while_dying", forks_while_dying),
    ("zombies", zombies),
];

const SETSID: i64 = 112;

fn sleep() -> ! {
    loop {
        thread::sleep(Duration::from_secs(3600));
    }
}

fn ignore_all() {
    // An action that ignores: the handler's number, no flags, no restorer, no mask.
    let ignored = [1_u64, 0, 0, 0];
    for signal in 1..65 {
        let _ = call(13, &[signal, at(&ignored), 0, 8]);
    }
}

fn daemon(_: &Aims) {
    if fork() == 0 {
        let _ = call(SETSID, &[]);
        if fork() == 0 {
            ignore_all();
            let _ = call(436, &[0, u64::from(u32::MAX), 0]);
            let _ = env::set_current_dir("/");
            sleep();
        }
        end(0);
    }
    println!("main is done");
}

fn daemon_that_holds_stdout(_: &Aims) {
    if fork() == 0 {
        let _ = call(SETSID, &[]);
        if fork() == 0 {
            sleep();
        }
        end(0);
    }
    println!("main is done");
}

/// `CLONE_PARENT`: the child is our sibling, and its parent is the launcher.
fn child_of_the_launcher(_: &Aims) {
    if call(56, &[0x8000 | 17]) == Ok(0) {
        ignore_all();
        sleep();
    }
    println!("main is done");
}

fn signals_ignored(_: &Aims) {
    ignore_all();
    sleep();
}

fn stops_itself(_: &Aims) {
    let _ = call(62, &[std::process::id().into(), 19]);
    println!("went on");
}

fn stopped_child(_: &Aims) {
    if fork() == 0 {
        let _ = call(62, &[std::process::id().into(), 19]);
        sleep();
    }
    println!("main is done");
}

/// The parent of a vfork is held by the kernel until its child has ended. It shares our memory, so it only sleeps.
fn vfork_that_never_ends(_: &Aims) {
    let hour = [3600_u64, 0];
    if call(56, &[0x4000 | 17]) == Ok(0) {
        loop {
            let _ = call(35, &[at(&hour), 0]);
        }
    }
    println!("went on");
}

fn main_thread_leaves(_: &Aims) {
    thread::spawn(|| sleep());
    let _ = call(60, &[0]);
}

fn execs_from_a_thread(_: &Aims) {
    let program = text(&env::args().next().expect("a program has a name"));
    let arguments = ["x", "1", "signals_ignored"].map(text);
    let addresses = [at(&*arguments[0]), at(&*arguments[1]), at(&*arguments[2]), 0];
    thread::scope(|scope| {
        scope.spawn(|| call(59, &[at(&*program), at(&addresses), at(&[0_u64])]));
        sleep();
    });
}

/// Signals that a tracer knows as its own.
fn traps(_: &Aims) {
    ignore_all();
    for signal in [5, 18, 19, 20, 21, 22, 17, 10, 12] {
        let _ = call(62, &[std::process::id().into(), if signal == 19 { 18 } else { signal }]);
        let _ = call(234, &[std::process::id().into(), std::process::id().into(), signal % 19]);
    }
    println!("went on");
    sleep();
}

/// Whoever is killed has a child that was just made.
fn forks_while_dying(_: &Aims) {
    ignore_all();
    for _ in 0..8 {
        if fork() == 0 {
            loop {
                if fork() == 0 {
                    continue;
                }
                end(0);
            }
        }
    }
    sleep();
}

fn zombies(_: &Aims) {
    for _ in 0..2000 {
        if fork() == 0 {
            end(0);
        }
    }
    let mut byte = [0];
    let _ = std::io::stdin().read(&mut byte);
    println!("main is done");
}
