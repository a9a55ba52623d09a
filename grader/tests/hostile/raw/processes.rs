//! Reaching for other processes: the launcher, which is our parent, and those of others.

use std::{fs, os::fd::AsRawFd};

use super::{
    call::{at, call, text},
    say::{Aims, probe, std, tried},
};

pub const PARTS: &[super::Part] = &[
    ("signals", signals),
    ("priorities", priorities),
    ("memory_of_others", memory_of_others),
    ("others_in_proc", proc),
];

fn signals(aims: &Aims) {
    let information = [0_u64; 16];
    for (who, pid) in aims.processes() {
        let minus = pid.wrapping_neg();
        for (number, signal) in [("0", 0), ("CONT", 18), ("TERM", 15), ("KILL", 9)] {
            probe(&format!("kill {who} {number}"), 62, &[pid, signal]);
            probe(&format!("kill the group of {who} {number}"), 62, &[minus, signal]);
            probe(&format!("tkill {who} {number}"), 200, &[pid, signal]);
            probe(&format!("tgkill {who} {number}"), 234, &[pid, pid, signal]);
            probe(&format!("queue a signal to {who} {number}"), 129, &[pid, signal, at(&information)]);
            probe(&format!("queue a signal to the thread {who} {number}"), 297, &[pid, pid, signal, at(&information)]);
        }
        probe(&format!("pidfd_open {who}"), 434, &[pid, 0]);
        by_folder(who, pid);
        owns(who, pid);
    }
    // The kernel asks the same of a signal that is none, and where it is let through nobody is harmed.
    probe("kill everybody", 62, &[u64::MAX, 0]);
}

/// A folder of `/proc` is as good as a pidfd.
fn by_folder(who: &str, pid: u64) {
    match fs::File::open(format!("/proc/{pid}")) {
        Ok(folder) => probe(&format!("signal to the folder of {who}"), 424, &[folder.as_raw_fd() as u64, 18, 0, 0]),
        Err(error) => tried::<()>(&format!("folder of {who}"), Err(error.raw_os_error().unwrap_or(0))),
    }
    let path = text(&format!("/proc/{pid}"));
    if let Ok(folder) = call(257, &[(-100_i64) as u64, at(&*path), 0o10000000]) {
        probe(&format!("signal to the path of {who}"), 424, &[folder as u64, 18, 0, 0]);
    }
}

/// A descriptor whose owner gets signals.
fn owns(who: &str, pid: u64) {
    let (reader, _writer) = std::io::pipe().expect("a pipe");
    let pipe = reader.as_raw_fd() as u64;
    let owner = [1_i32, pid as i32];
    probe(&format!("fcntl F_SETOWN {who}"), 72, &[pipe, 8, pid]);
    probe(&format!("fcntl F_SETOWN_EX {who}"), 72, &[pipe, 15, at(&owner)]);
    probe(&format!("ioctl FIOSETOWN {who}"), 16, &[pipe, 0x8901, at(&owner[1])]);
    probe(&format!("ioctl SIOCSPGRP {who}"), 16, &[pipe, 0x8902, at(&owner[1])]);
    probe(&format!("setpgid of {who}"), 109, &[pid, 0]);
    probe(&format!("setpgid to that of {who}"), 109, &[0, pid]);
}

fn priorities(aims: &Aims) {
    let limit = [0_u64, 0];
    let (mask, parameters, attributes) = ([1_u64; 16], [0_i32], [48_u32, 5, 0, 0, 19, 0, 0, 0, 0, 0, 0, 0]);
    for (who, pid) in aims.processes() {
        probe(&format!("prlimit {who} CPU"), 302, &[pid, 0, at(&limit), 0]);
        probe(&format!("prlimit {who} files"), 302, &[pid, 7, at(&limit), 0]);
        probe(&format!("setpriority {who}"), 141, &[0, pid, 19]);
        probe(&format!("setpriority of the group of {who}"), 141, &[1, pid, 19]);
        probe(&format!("ioprio_set {who}"), 251, &[1, pid, 3 << 13]);
        probe(&format!("sched_setscheduler {who}"), 144, &[pid, 5, at(&parameters)]);
        probe(&format!("sched_setparam {who}"), 142, &[pid, at(&parameters)]);
        probe(&format!("sched_setattr {who}"), 314, &[pid, at(&attributes), 0]);
        probe(&format!("sched_setaffinity {who}"), 203, &[pid, 128, at(&mask)]);
    }
    let user = call(102, &[]).expect("a user") as u64;
    probe("setpriority of the user", 141, &[2, user, 19]);
    probe("setpriority of ourselves", 141, &[0, 0, (-5_i64) as u64]);
    let unlimited = [u64::MAX, u64::MAX];
    for (name, resource) in [("CPU", 0), ("file size", 1), ("data", 2), ("files", 7)] {
        probe(&format!("prlimit of ourselves, {name}"), 302, &[0, resource, at(&unlimited), 0]);
        probe(&format!("setrlimit of ourselves, {name}"), 160, &[resource, at(&unlimited)]);
    }
}

fn memory_of_others(aims: &Aims) {
    let buffer = [0_u8; 8];
    let local = [at(&buffer), 8];
    let remote = [0x40_0000_u64, 8];
    for (who, pid) in aims.processes() {
        for (name, request) in [("ATTACH", 16), ("SEIZE", 0x4206)] {
            probe(&format!("ptrace {name} {who}"), 101, &[request, pid, 0, 0]);
        }
        probe(&format!("process_vm_readv {who}"), 310, &[pid, at(&local), 1, at(&remote), 1, 0]);
        probe(&format!("process_vm_writev {who}"), 311, &[pid, at(&local), 1, at(&remote), 1, 0]);
        probe(&format!("kcmp {who}"), 312, &[pid, std::process::id().into(), 0, 0, 0]);
        probe(&format!("get_robust_list {who}"), 274, &[pid, at(&local), at(&remote)]);
        probe(&format!("migrate_pages {who}"), 256, &[pid, 64, at(&local), at(&remote)]);
        probe(&format!("move_pages {who}"), 279, &[pid, 1, at(&remote), 0, at(&local), 0]);
        probe(
            &format!("perf_event_open {who}"),
            298,
            &[at(&[112_u64 << 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), pid, u64::MAX, u64::MAX, 0],
        );
    }
    probe("ptrace TRACEME", 101, &[0, 0, 0, 0]);
    for descriptor in [0, 1, 2] {
        probe("pidfd_getfd", 438, &[descriptor, 0, 0]);
        probe("process_madvise", 440, &[descriptor, at(&local), 1, 4, 0]);
        probe("process_mrelease", 448, &[descriptor, 0]);
    }
}

fn proc(aims: &Aims) {
    for (who, pid) in aims.processes() {
        for name in ["mem", "environ", "maps", "cmdline", "stat", "status", "syscall", "auxv", "io"] {
            std(&format!("read {name} of {who}"), fs::read(format!("/proc/{pid}/{name}")));
        }
        for name in ["fd", "root", "cwd", "task", "ns", "map_files"] {
            std(&format!("list {name} of {who}"), fs::read_dir(format!("/proc/{pid}/{name}")));
        }
        for name in ["mem", "oom_score_adj", "comm", "clear_refs", "coredump_filter", "setgroups"] {
            let opened = fs::OpenOptions::new().write(true).open(format!("/proc/{pid}/{name}"));
            std(&format!("write {name} of {who}"), opened);
        }
    }
    for name in ["mem", "oom_score_adj", "uid_map", "attr/current", "sched", "timerslack_ns"] {
        let opened = fs::OpenOptions::new().write(true).open(format!("/proc/self/{name}"));
        std(&format!("write our own {name}"), opened);
    }
    for name in ["/proc", "/proc/sys/kernel", "/sys", "/sys/fs/cgroup", "/dev"] {
        std(&format!("list {name}"), fs::read_dir(name));
    }
    for name in ["/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/sys/fs/cgroup/cgroup.procs", "/dev/kmsg"] {
        std(&format!("write {name}"), fs::OpenOptions::new().write(true).open(name));
    }
}
