//! Executing what is not our own program.

use std::{env, fs, io::Write, os::unix::fs::OpenOptionsExt, path::Path};

use super::{
    call::{at, call, text},
    say::{Aims, in_a_child},
};

pub const PARTS: &[super::Part] = &[("programs", programs), ("survived", survived)];

/// Says that it could be executed by ending with 42.
fn survived(_: &Aims) {
    super::say::end(42);
}

fn programs(aims: &Aims) {
    let own = env::temp_dir();
    let program = fs::read(env::args().next().expect("a program has a name")).expect("our own program can be read");
    let (copy, script) = (own.join("copy"), own.join("script"));
    write(&copy, &program);
    write(&script, b"#!/bin/sh\nexit 42\n");
    let copy = copy.display().to_string();
    in_a_child("execve of a shell", || execute("/bin/sh", &["sh", "-c", "exit 42"]));
    in_a_child("execve of a script of our own", || execute(&script.display().to_string(), &["script"]));
    in_a_child("execve of a copy of ourselves", || execute(&copy, &["x", "1", "survived"]));
    in_a_child("execve of a copy by way of /proc", || {
        execute(&format!("/proc/self/root{copy}"), &["x", "1", "survived"])
    });
    for loader in ["/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"] {
        in_a_child(&format!("{loader} with a copy"), || execute(loader, &["ld", &copy, "1", "survived"]));
        in_a_child(&format!("{loader} with a shell"), || execute(loader, &["ld", "/bin/sh", "-c", "exit 42"]));
        in_a_child(&format!("{loader} with ourselves"), || {
            execute(loader, &["ld", &env::args().next().unwrap_or_default(), "1", "survived"])
        });
    }
    in_a_child("execve of a file in memory", || in_memory(&program, false));
    in_a_child("execve of a file in memory by way of /proc", || in_memory(&program, true));
    in_a_child("execveat of a path descriptor", || {
        let shell = text("/bin/sh");
        let descriptor = call(257, &[(-100_i64) as u64, at(&*shell), 0o10000000, 0]).unwrap_or(-1);
        execute_descriptor(descriptor, &["sh", "-c", "exit 42"])
    });
    let _ = aims;
}

fn write(path: &Path, content: &[u8]) {
    let file = fs::OpenOptions::new().create(true).truncate(true).write(true).mode(0o755).open(path);
    file.and_then(|mut file| file.write_all(content)).expect("a file in our own folder");
}

/// Returns only where it fails.
fn execute(program: &str, arguments: &[&str]) -> bool {
    let program = text(program);
    with(arguments, |arguments| call(59, &[at(&*program), arguments, at(&[0_u64])]).is_ok())
}

fn execute_descriptor(descriptor: i64, arguments: &[&str]) -> bool {
    let empty = text("");
    with(arguments, |arguments| call(322, &[descriptor as u64, at(&*empty), arguments, at(&[0_u64]), 0x1000]).is_ok())
}

fn with<T>(arguments: &[&str], body: impl FnOnce(u64) -> T) -> T {
    let texts: Vec<Vec<u8>> = arguments.iter().map(|argument| text(argument)).collect();
    let mut addresses: Vec<u64> = texts.iter().map(|text| at(&**text)).collect();
    addresses.push(0);
    body(at(&*addresses))
}

fn in_memory(program: &[u8], by_proc: bool) -> bool {
    let name = text("x");
    let Ok(descriptor) = call(319, &[at(&*name), 0]) else { return false };
    if call(1, &[descriptor as u64, at(program), program.len() as u64]) != Ok(program.len() as i64) {
        return false;
    }
    match by_proc {
        true => execute(&format!("/proc/self/fd/{descriptor}"), &["x", "1", "survived"]),
        false => execute_descriptor(descriptor, &["x", "1", "survived"]),
    }
}
