//! The layer of the seal that says which system calls a run may make: those that std, `ipc-channel`, the compiler and the
//! linker need, and no others. A call that is not on the list stops for the tracer, which refuses it with its name and
//! arguments, or makes it in the run's place; where nobody observes, it fails. Calls that are allowed and that the observer
//! wants to see stop as well; all others run at full speed.

use std::collections::BTreeMap;

use nix::libc;
use seccompiler::BpfProgram;

use super::{
    Files, REFUSED, Seal, WATCHED, Watched,
    program::{Action, Condition, Rule, program},
};
use crate::observe::{FUTEX_OPERATION, FUTEX_WAITS, stops};

/// Calls that are allowed whatever their arguments are.
const ALWAYS: &[i64] = &[
    // files: which ones is Landlock's concern
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_preadv2,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_pwritev2,
    libc::SYS_openat,
    libc::SYS_openat2,
    libc::SYS_close,
    libc::SYS_close_range,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_statfs,
    libc::SYS_fstatfs,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_lseek,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_pipe2,
    libc::SYS_flock,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_sync_file_range,
    libc::SYS_ftruncate,
    libc::SYS_truncate,
    libc::SYS_fallocate,
    libc::SYS_fadvise64,
    libc::SYS_readahead,
    libc::SYS_getdents64,
    libc::SYS_getcwd,
    libc::SYS_chdir,
    libc::SYS_fchdir,
    libc::SYS_unlinkat,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_linkat,
    libc::SYS_symlinkat,
    libc::SYS_readlinkat,
    libc::SYS_sendfile,
    libc::SYS_splice,
    libc::SYS_tee,
    libc::SYS_copy_file_range,
    libc::SYS_memfd_create,
    // waiting for descriptors
    libc::SYS_ppoll,
    libc::SYS_pselect6,
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_epoll_pwait2,
    libc::SYS_eventfd2,
    libc::SYS_timerfd_create,
    libc::SYS_timerfd_settime,
    libc::SYS_timerfd_gettime,
    libc::SYS_signalfd4,
    // memory
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_mincore,
    libc::SYS_msync,
    libc::SYS_membarrier,
    // threads and processes: how many is counted, and what they may do is inherited
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_wait4,
    libc::SYS_waitid,
    libc::SYS_futex,
    libc::SYS_set_robust_list,
    libc::SYS_get_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_rseq,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_getparam,
    libc::SYS_sched_getscheduler,
    libc::SYS_sched_get_priority_max,
    libc::SYS_sched_get_priority_min,
    libc::SYS_getpriority,
    libc::SYS_setpgid,
    libc::SYS_setsid,
    // signals to oneself; to others, the tracer asks who they are
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_rt_sigsuspend,
    libc::SYS_rt_sigtimedwait,
    libc::SYS_rt_sigpending,
    libc::SYS_sigaltstack,
    libc::SYS_pidfd_send_signal,
    libc::SYS_restart_syscall,
    libc::SYS_getitimer,
    libc::SYS_setitimer,
    // what one is, and what time it is
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_getppid,
    libc::SYS_getpgid,
    libc::SYS_getsid,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_getresuid,
    libc::SYS_getresgid,
    libc::SYS_getgroups,
    libc::SYS_uname,
    libc::SYS_sysinfo,
    libc::SYS_getrusage,
    libc::SYS_times,
    libc::SYS_getrandom,
    libc::SYS_getcpu,
    libc::SYS_gettimeofday,
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    // descriptors that are sockets already, as those of a pair are
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_recvmsg,
    libc::SYS_recvmmsg,
    libc::SYS_recvfrom,
    libc::SYS_shutdown,
    libc::SYS_getsockname,
    libc::SYS_getpeername,
    libc::SYS_getsockopt,
];

/// Calls of x86_64 that newer processors have under other names only.
#[cfg(target_arch = "x86_64")]
const OLDER: &[i64] = &[
    libc::SYS_open,
    libc::SYS_creat,
    libc::SYS_stat,
    libc::SYS_lstat,
    libc::SYS_access,
    libc::SYS_dup2,
    libc::SYS_pipe,
    libc::SYS_getdents,
    libc::SYS_rmdir,
    libc::SYS_unlink,
    libc::SYS_rename,
    libc::SYS_link,
    libc::SYS_symlink,
    libc::SYS_readlink,
    libc::SYS_poll,
    libc::SYS_select,
    libc::SYS_epoll_create,
    libc::SYS_epoll_wait,
    libc::SYS_eventfd,
    libc::SYS_fork,
    libc::SYS_vfork,
    libc::SYS_arch_prctl,
    libc::SYS_getpgrp,
    libc::SYS_alarm,
    libc::SYS_pause,
    libc::SYS_time,
];
#[cfg(not(target_arch = "x86_64"))]
const OLDER: &[i64] = &[];

/// Calls of a plan with sockets.
const SOCKETS: &[i64] = &[libc::SYS_bind, libc::SYS_listen, libc::SYS_accept, libc::SYS_accept4, libc::SYS_setsockopt];

/// Calls for which std and libc have another way where the kernel does not know them. Of `clone3` a filter cannot see the
/// flags, and the rings of `io_uring` pass filters by.
const UNKNOWN: [i64; 4] =
    [libc::SYS_clone3, libc::SYS_io_uring_setup, libc::SYS_io_uring_enter, libc::SYS_io_uring_register];

/// Calls that come back as if they had been made, where nobody observes: what stays in one group can be ended as one.
const PRETENDED: [i64; 2] = [libc::SYS_setpgid, libc::SYS_setsid];

/// New namespaces, and a child that the tracer would not see.
const CLONE_FLAGS: i32 = libc::CLONE_NEWUSER
    | libc::CLONE_NEWNS
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNET
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUTS
    | libc::CLONE_NEWCGROUP
    | libc::CLONE_UNTRACED;

/// What the owner of a file may do with it.
const OWNER: u64 = libc::S_IRWXU as u64;

/// The kind of a socket, without the flags that may be added to it.
const SOCKET_KIND: u64 = 0xf;

/// The filters that runs have needed so far: there are few, and to make one takes as long as to put it in force.
#[derive(Default)]
pub(super) struct Filters(Vec<(Needs, Option<BpfProgram>)>);

/// What a filter depends on.
type Needs = (Seal, Watched, bool);

impl Filters {
    /// The filter of a run; `None` where calls are neither shut nor watched.
    pub(super) fn of(&mut self, seal: &Seal, watched: Watched, sockets: bool) -> Option<&BpfProgram> {
        let needs = (*seal, watched, sockets);
        let known = self.0.iter().position(|(known, _)| *known == needs).unwrap_or_else(|| {
            self.0.push((needs, filter(seal, watched, sockets)));
            self.0.len() - 1
        });
        self.0[known].1.as_ref()
    }
}

/// One of them, made anew.
pub(super) fn filter(seal: &Seal, watched: Watched, sockets: bool) -> Option<BpfProgram> {
    let watching = seal.observed && watched == Watched::Calls;
    let mut rules = BTreeMap::new();
    if seal.calls {
        rules = allowed(seal, watched, sockets);
    }
    if watching {
        watch(&mut rules);
    }
    let otherwise = if seal.calls { refusal(seal) } else { Action::Allow };
    (seal.calls || watching).then(|| program(&rules, otherwise))
}

type Rules = BTreeMap<u32, Rule>;

fn refusal(seal: &Seal) -> Action {
    if seal.observed { Action::Stop(REFUSED) } else { Action::Fail(libc::EPERM as u16) }
}

fn allowed(seal: &Seal, watched: Watched, sockets: bool) -> Rules {
    let mut rules = Rules::new();
    let mut insert = |number: i64, rule: Rule| rules.insert(number as u32, rule);
    for number in ALWAYS.iter().chain(OLDER) {
        insert(*number, Rule::Always(Action::Allow));
    }
    for number in UNKNOWN {
        insert(number, Rule::Always(Action::Fail(libc::ENOSYS as u16)));
    }
    let only_if = |alternatives: Vec<Vec<Condition>>| Rule::If(alternatives, Action::Allow, refusal(seal));
    let unix = is(0, libc::AF_UNIX as u64);
    insert(libc::SYS_clone, only_if(vec![vec![masked(0, CLONE_FLAGS as u64, 0)]]));
    // Of datagrams even one of a pair can be sent to anybody.
    let connected =
        [libc::SOCK_STREAM, libc::SOCK_SEQPACKET].map(|kind| vec![unix, masked(1, SOCKET_KIND, kind as u64)]);
    insert(libc::SYS_socketpair, only_if(connected.to_vec()));
    // Whoever looks after a run's folder has to get into all that is in it.
    insert(libc::SYS_mkdirat, only_if(vec![vec![masked(2, OWNER, OWNER)]]));
    #[cfg(target_arch = "x86_64")]
    insert(libc::SYS_mkdir, only_if(vec![vec![masked(1, OWNER, OWNER)]]));
    insert(libc::SYS_umask, only_if(vec![vec![masked(0, OWNER, 0)]]));
    if watched == Watched::Tasks {
        // The compiler and the linker do, and nothing that they compile runs.
        insert(libc::SYS_fchmod, Rule::Always(Action::Allow));
    }
    // Of one's own process alone: 0.
    for number in [libc::SYS_prlimit64, libc::SYS_sched_setaffinity] {
        insert(number, only_if(vec![vec![is(0, 0)]]));
    }
    // To the peer of a connected socket alone: no address.
    insert(libc::SYS_sendto, only_if(vec![vec![masked(4, u64::MAX, 0)]]));
    insert(libc::SYS_fcntl, only_if(vec![SIGNALS_BY_DESCRIPTOR.map(|command| is_not(1, command)).to_vec()]));
    insert(libc::SYS_prctl, only_if(one_of(0, &PROCESS_CONTROLS)));
    insert(libc::SYS_ioctl, only_if(one_of(1, &DESCRIPTOR_CONTROLS)));
    insert(libc::SYS_personality, only_if(one_of(0, &[0, u64::from(u32::MAX)])));
    if sockets {
        for number in SOCKETS {
            insert(*number, Rule::Always(Action::Allow));
        }
        insert(libc::SYS_socket, only_if(connected.to_vec()));
    }
    if !seal.observed {
        for number in PRETENDED {
            insert(number, Rule::Always(Action::Fail(0)));
        }
        // Nobody can ask who is meant: only the kernel's scope keeps signals in. Where files are open, all is.
        let signals = match seal.files {
            Files::Scoped | Files::Open => Rule::Always(Action::Allow),
            Files::Shut => only_if(vec![vec![is(0, u64::from(std::process::id()))]]),
        };
        for number in [libc::SYS_kill, libc::SYS_tgkill, libc::SYS_tkill] {
            insert(number, signals.clone());
        }
    }
    rules
}

/// Has the calls that the observer wants to see stop, where they are allowed.
fn watch(rules: &mut Rules) {
    const STOP: Action = Action::Stop(WATCHED);
    for number in stops() {
        let rule = rules.entry(number as u32).or_insert(Rule::Always(Action::Allow));
        match rule {
            Rule::Always(action) | Rule::If(_, action, _) => {
                if *action == Action::Allow {
                    *action = STOP;
                }
            }
        }
    }
    let waits = FUTEX_WAITS.map(|operation| vec![masked(1, FUTEX_OPERATION, operation)]);
    rules.insert(libc::SYS_futex as u32, Rule::If(waits.to_vec(), STOP, Action::Allow));
}

/// `fcntl` commands that have the kernel signal somebody.
const SIGNALS_BY_DESCRIPTOR: [u64; 3] = [libc::F_SETOWN as u64, 15 /* F_SETOWN_EX */, 10 /* F_SETSIG */];

/// `prctl` options that change nothing but names.
const PROCESS_CONTROLS: [u64; 5] = [
    libc::PR_SET_NAME as u64,
    libc::PR_GET_NAME as u64,
    libc::PR_SET_VMA as u64,
    libc::PR_GET_DUMPABLE as u64,
    libc::PR_CAPBSET_READ as u64,
];

/// `ioctl` requests that ask what a descriptor is, or set how it is read.
const DESCRIPTOR_CONTROLS: [u64; 6] =
    [libc::TCGETS, libc::TIOCGWINSZ, libc::FIONREAD, libc::FIONBIO, libc::FIOCLEX, libc::FIONCLEX];

/// The bits of an argument that the kernel takes for a number of 32 bits.
const INT: u64 = 0xffff_ffff;

fn is(argument: u8, value: u64) -> Condition {
    masked(argument, INT, value)
}

fn is_not(argument: u8, value: u64) -> Condition {
    Condition { equal: false, ..is(argument, value) }
}

fn masked(argument: u8, mask: u64, value: u64) -> Condition {
    Condition { argument, mask, value, equal: true }
}

fn one_of(argument: u8, values: &[u64]) -> Vec<Vec<Condition>> {
    values.iter().map(|value| vec![is(argument, *value)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEALED: Seal = Seal { files: Files::Scoped, calls: true, observed: true, uid: None };

    fn rule(rules: &Rules, number: i64) -> Option<&Rule> {
        rules.get(&(number as u32))
    }

    #[test]
    fn what_leads_outside_is_on_no_list() {
        for sockets in [false, true] {
            let rules = allowed(&SEALED, Watched::Calls, sockets);
            for number in [libc::SYS_ptrace, libc::SYS_process_vm_readv, libc::SYS_mount, libc::SYS_bpf, libc::SYS_kill]
            {
                assert_eq!(rule(&rules, number), None, "{number}");
            }
            for number in [libc::SYS_connect, libc::SYS_fchmod] {
                assert_eq!(rule(&rules, number), None, "the tracer does it in the run's place");
            }
            assert_eq!(rule(&rules, libc::SYS_socket).is_some(), sockets);
        }
    }

    #[test]
    fn watching_stops_what_is_allowed_and_allows_nothing() {
        let mut rules = allowed(&SEALED, Watched::Calls, false);
        watch(&mut rules);
        assert_eq!(rule(&rules, libc::SYS_write), Some(&Rule::Always(Action::Stop(WATCHED))));
        let Some(Rule::If(_, then, otherwise)) = rule(&rules, libc::SYS_sendto) else { panic!("no condition") };
        assert_eq!((*then, *otherwise), (Action::Stop(WATCHED), Action::Stop(REFUSED)));
        assert_eq!(rule(&rules, libc::SYS_clone3), Some(&Rule::Always(Action::Fail(libc::ENOSYS as u16))));
    }

    #[test]
    fn without_a_tracer_nothing_stops() {
        let seal = Seal { observed: false, ..SEALED };
        for rule in allowed(&seal, Watched::Calls, true).values() {
            let (Rule::Always(first) | Rule::If(_, first, _)) = rule;
            let second = if let Rule::If(_, _, second) = rule { second } else { first };
            assert!(![first, second].iter().any(|action| matches!(action, Action::Stop(_))), "{rule:?}");
        }
        for number in PRETENDED {
            assert_eq!(rule(&allowed(&seal, Watched::Calls, true), number), Some(&Rule::Always(Action::Fail(0))));
            assert_eq!(rule(&allowed(&SEALED, Watched::Calls, true), number), Some(&Rule::Always(Action::Allow)));
        }
        assert!(filter(&Seal::NONE, Watched::Calls, true).is_none());
    }
}
