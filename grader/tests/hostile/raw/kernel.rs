//! Asking the kernel for more than a program needs: namespaces, other users, keys, programs of its own, and gates beside
//! the one that is guarded.

use super::{
    call::{at, call, call_by_the_old_gate, text},
    say::{Aims, in_a_child, probe},
};

pub const PARTS: &[super::Part] = &[
    ("namespaces", namespaces),
    ("users", users),
    ("controls", controls),
    ("facilities", facilities),
    ("gates", gates),
];

const NAMESPACES: [(&str, u64); 8] = [
    ("user", 0x1000_0000),
    ("mount", 0x2_0000),
    ("process", 0x2000_0000),
    ("network", 0x4000_0000),
    ("ipc", 0x800_0000),
    ("name", 0x400_0000),
    ("cgroup", 0x200_0000),
    ("time", 0x80),
];

fn namespaces(_: &Aims) {
    let own = std::env::temp_dir();
    let (none, tmp, root) = (text("none"), text(&own.display().to_string()), text("/"));
    for (name, flag) in NAMESPACES {
        probe(&format!("unshare {name}"), 272, &[flag]);
        probe(&format!("setns {name}"), 308, &[0, flag]);
        // For `clone` the flag of a new time is a part of the signal's number.
        if name != "time" {
            in_a_child_of_its_own(&format!("clone with a new {name}"), 56, &[flag | 17]);
        }
        let arguments = [flag, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0];
        in_a_child_of_its_own(&format!("clone3 with a new {name}"), 435, &[at(&arguments), 88]);
    }
    in_a_child_of_its_own("clone without being traced", 56, &[0x80_0000 | 17]);
    let arguments = [0x80_0000_u64, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0];
    in_a_child_of_its_own("clone3 without being traced", 435, &[at(&arguments), 88]);
    probe("mount", 165, &[at(&*none), at(&*tmp), at(&*text("tmpfs")), 0, 0]);
    probe("mount --bind", 165, &[at(&*tmp), at(&*tmp), 0, 4096, 0]);
    probe("umount", 166, &[at(&*tmp), 2]);
    probe("pivot_root", 155, &[at(&*tmp), at(&*tmp)]);
    probe("chroot", 161, &[at(&*tmp)]);
    probe("open_tree", 428, &[(-100_i64) as u64, at(&*root), 1]);
    probe("move_mount", 429, &[0, at(&*root), 0, at(&*tmp), 0]);
    probe("fsopen", 430, &[at(&*text("tmpfs")), 0]);
    probe("fsmount", 432, &[0, 0, 0]);
    probe("fspick", 433, &[(-100_i64) as u64, at(&*root), 0]);
    probe("mount_setattr", 442, &[(-100_i64) as u64, at(&*root), 0, at(&[0_u64; 4]), 32]);
}

/// A child that was made after all ends at once.
fn in_a_child_of_its_own(what: &str, number: i64, arguments: &[u64]) {
    let answer = call(number, arguments);
    if answer == Ok(0) {
        super::say::end(0);
    }
    super::say::tried(what, answer);
}

fn users(_: &Aims) {
    let groups = [0_u32, 1];
    for (name, number, arguments) in [
        ("setuid", 105, &[0][..]),
        ("setgid", 106, &[0]),
        ("setreuid", 113, &[0, 0]),
        ("setregid", 114, &[0, 0]),
        ("setresuid", 117, &[0, 0, 0]),
        ("setresgid", 119, &[0, 0, 0]),
        ("setfsuid", 122, &[0]),
        ("setfsgid", 123, &[0]),
    ] {
        probe(&format!("{name} 0"), number, arguments);
    }
    probe("setgroups", 116, &[2, at(&groups)]);
    probe("capset", 126, &[at(&[0x2008_0522_u32, 0]), at(&[u32::MAX; 6])]);
    probe("prctl KEEPCAPS", 157, &[8, 1]);
    probe("prctl CAP_AMBIENT", 157, &[47, 2, 21, 0, 0]);
    probe("prctl SECUREBITS", 157, &[28, 1]);
    probe("prctl NO_NEW_PRIVS 0", 157, &[38, 0, 0, 0, 0]);
}

fn controls(aims: &Aims) {
    probe("prctl PDEATHSIG", 157, &[1, 0]);
    probe("prctl DUMPABLE", 157, &[4, 0]);
    probe("prctl PTRACER", 157, &[0x5961_6d61, u64::MAX]);
    probe("prctl CHILD_SUBREAPER", 157, &[36, 1]);
    probe("prctl SECCOMP", 157, &[22, 1, 0]);
    probe("prctl MM", 157, &[35, 8, 4096, 0, 0]);
    probe("prctl TSC", 157, &[26, 2]);
    probe("prctl SYSCALL_USER_DISPATCH", 157, &[59, 1, 0, 0, 0]);
    probe("seccomp", 317, &[1, 0, at(&[1_u64, 0])]);
    probe("seccomp listener", 317, &[1, 8, at(&[1_u64, 0])]);
    for personality in [0x4_0000, 0x40_0000, 0x8] {
        probe("personality", 135, &[personality]);
    }
    let byte = [b'x'];
    for descriptor in [0, 1, 2] {
        probe("ioctl TIOCSTI", 16, &[descriptor, 0x5412, at(&byte)]);
        probe("ioctl TIOCLINUX", 16, &[descriptor, 0x541c, at(&byte)]);
        probe("ioctl TIOCSCTTY", 16, &[descriptor, 0x540e, 1]);
        probe("ioctl TIOCSPGRP", 16, &[descriptor, 0x5410, at(&[1_i32])]);
        probe("ioctl FIOASYNC", 16, &[descriptor, 0x5452, at(&[1_i32])]);
    }
    let _ = aims;
}

fn facilities(_: &Aims) {
    let block = [0_u8; 256];
    // What would be set is what is there already.
    let (now, names) = ([0_i64; 2], [0_u8; 65 * 6]);
    let _ = (call(228, &[0, at(&now)]), call(63, &[at(&names)]));
    let now = [now[0], now[1] / 1000];
    let (name, nowhere) = (text("forkjoin"), text("/nowhere"));
    for (what, number, arguments) in [
        ("bpf", 321, &[0, at(&block), 128][..]),
        ("io_uring_setup", 425, &[4, at(&block)]),
        ("io_uring_enter", 426, &[0, 0, 0, 0, 0, 0]),
        ("io_uring_register", 427, &[0, 0, 0, 0]),
        ("userfaultfd", 323, &[1]),
        ("perf_event_open", 298, &[at(&block), 0, u64::MAX, u64::MAX, 0]),
        ("add_key", 248, &[at(&*text("user")), at(&*name), at(&block), 1, (-3_i64) as u64]),
        ("request_key", 249, &[at(&*text("user")), at(&*name), 0, 0]),
        ("keyctl", 250, &[0, (-3_i64) as u64, 1]),
        ("memfd_secret", 447, &[0]),
        ("shmget", 29, &[0, 4096, 0o1600]),
        ("semget", 64, &[0, 1, 0o1600]),
        ("msgget", 68, &[0, 0o1600]),
        ("mq_open", 240, &[at(&*name), 0o102, 0o600, 0]),
        ("inotify_init", 253, &[]),
        ("inotify_init1", 294, &[0]),
        ("fanotify_init", 300, &[0, 0]),
        ("kexec_load", 246, &[0, 0, 0, 0]),
        ("kexec_file_load", 320, &[0, 0, 0, 0, 0]),
        ("init_module", 175, &[at(&block), 0, at(&*name)]),
        ("finit_module", 313, &[0, at(&*name), 0]),
        ("delete_module", 176, &[at(&*name), 0]),
        ("reboot", 169, &[0xfee1_dead, 0x2812_1969, 0, 0]),
        ("swapon", 167, &[at(&*nowhere), 0]),
        ("swapoff", 168, &[at(&*nowhere)]),
        ("sethostname", 170, &[at(&names[65..]), length_of(&names[65..])]),
        ("setdomainname", 171, &[at(&names[325..]), length_of(&names[325..])]),
        ("settimeofday", 164, &[at(&now), 0]),
        ("clock_settime", 227, &[0, at(&now)]),
        ("clock_adjtime", 305, &[0, at(&block)]),
        ("adjtimex", 159, &[at(&block)]),
        ("acct", 163, &[0]),
        ("quotactl", 179, &[0, 0, 0, 0]),
        ("syslog", 103, &[3, at(&block), 128]),
        ("iopl", 172, &[3]),
        ("ioperm", 173, &[0, 1, 1]),
        ("modify_ldt", 154, &[0, at(&block), 128]),
        ("vhangup", 153, &[]),
        ("lookup_dcookie", 212, &[0, at(&block), 128]),
        ("open_by_handle_at", 304, &[0, at(&block), 0]),
        ("set_mempolicy", 238, &[0, 0, 0]),
        ("landlock_create_ruleset", 444, &[0, 0, 1]),
        ("lsm_set_self_attr", 460, &[100, at(&block), 32, 0]),
    ] {
        probe(what, number, arguments);
    }
}

fn length_of(text: &[u8]) -> u64 {
    text.iter().position(|byte| *byte == 0).unwrap_or(0) as u64
}

/// Other ways into the kernel, by which a filter might be passed.
fn gates(_: &Aims) {
    const X32: i64 = 0x4000_0000;
    probe("getpid by an x32 number", X32 + 39, &[]);
    probe("socket by an x32 number", X32 + 41, &[2, 1, 0]);
    probe("a number that no call has", 9999, &[]);
    probe("a negative number", -1, &[]);
    in_a_child("getpid by the gate of 32-bit programs", || call_by_the_old_gate(20) > 0);
    in_a_child("setsid by the gate of 32-bit programs", || call_by_the_old_gate(66) > 0);
}
