//! The layer of the seal that says which system calls a run may make: those that std, `ipc-channel`, the compiler and the
//! linker need, and no others. A call that is not on the list stops for the tracer, which refuses it with its name and
//! arguments, or makes it in the run's place; where nobody observes, it fails.

use std::collections::BTreeMap;

use nix::libc;
use seccompiler::{
    BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};

use super::{REFUSED, Seal};

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
    libc::SYS_fchmod,
    libc::SYS_getdents64,
    libc::SYS_getcwd,
    libc::SYS_chdir,
    libc::SYS_fchdir,
    libc::SYS_mkdirat,
    libc::SYS_unlinkat,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_linkat,
    libc::SYS_symlinkat,
    libc::SYS_readlinkat,
    libc::SYS_umask,
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
    libc::SYS_mkdir,
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

/// New namespaces, and a child that the tracer would not see.
const CLONE_FLAGS: i32 = libc::CLONE_NEWUSER
    | libc::CLONE_NEWNS
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNET
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUTS
    | libc::CLONE_NEWCGROUP
    | libc::CLONE_UNTRACED;

/// The kind of a socket, without the flags that may be added to it.
const SOCKET_KIND: u64 = 0xf;

/// The filters, in the order in which they are applied; none where calls are not shut.
///
/// # Errors
/// The processor is one that the filter's compiler does not know.
pub(super) fn filters(seal: &Seal, sockets: bool) -> Result<Vec<BpfProgram>, Error> {
    if !seal.calls {
        return Ok(Vec::new());
    }
    let refuse = match seal.observed {
        true => SeccompAction::Trace(REFUSED.into()),
        false => SeccompAction::Errno(libc::EPERM as u32),
    };
    let unknown = UNKNOWN.iter().map(|number| (*number, Vec::new())).collect();
    // Once the list is in force, no other filter can be put.
    Ok(vec![
        compiled(unknown, SeccompAction::Allow, SeccompAction::Errno(libc::ENOSYS as u32))?,
        compiled(allowed(seal, sockets)?, refuse, SeccompAction::Allow)?,
    ])
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

fn allowed(seal: &Seal, sockets: bool) -> Result<Rules, Error> {
    let mut rules: Rules = ALWAYS.iter().chain(OLDER).chain(&UNKNOWN).map(|number| (*number, Vec::new())).collect();
    let unix = is(0, libc::AF_UNIX as u64)?;
    rules.insert(libc::SYS_clone, vec![all([masked(0, CLONE_FLAGS as u64, 0)?])?]);
    rules.insert(libc::SYS_socketpair, vec![all([unix.clone()])?]);
    // Of one's own process alone: 0.
    for number in [libc::SYS_prlimit64, libc::SYS_sched_setaffinity] {
        rules.insert(number, vec![all([is(0, 0)?])?]);
    }
    rules.insert(libc::SYS_sendto, vec![all([is(4, 0)?])?]);
    rules.insert(
        libc::SYS_fcntl,
        vec![all(SIGNALS_BY_DESCRIPTOR
            .map(|command| is_not(1, command))
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?)?],
    );
    rules.insert(libc::SYS_prctl, any(0, &PROCESS_CONTROLS)?);
    rules.insert(libc::SYS_ioctl, any(1, &DESCRIPTOR_CONTROLS)?);
    rules.insert(libc::SYS_personality, any(0, &[0, u64::from(u32::MAX)])?);
    if sockets {
        rules.extend(SOCKETS.iter().map(|number| (*number, Vec::new())));
        let kinds = [libc::SOCK_STREAM, libc::SOCK_SEQPACKET];
        let connected = kinds.map(|kind| all([unix.clone(), masked(1, SOCKET_KIND, kind as u64)?]));
        rules.insert(libc::SYS_socket, connected.into_iter().collect::<Result<_, _>>()?);
    }
    if !seal.observed {
        // Nobody can ask who is meant: only the kernel's scope keeps signals in.
        let signals = if seal.files == super::Files::Scoped { Vec::new() } else { vec![all([is(0, own_pid())?])?] };
        for number in [libc::SYS_kill, libc::SYS_tgkill, libc::SYS_tkill] {
            rules.insert(number, signals.clone());
        }
    }
    Ok(rules)
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

fn own_pid() -> u64 {
    u64::from(std::process::id())
}

fn compiled(rules: Rules, mismatch: SeccompAction, matching: SeccompAction) -> Result<BpfProgram, Error> {
    let architecture = TargetArch::try_from(std::env::consts::ARCH)?;
    Ok(SeccompFilter::new(rules, mismatch, matching, architecture)?.try_into()?)
}

fn all(conditions: impl Into<Vec<SeccompCondition>>) -> Result<SeccompRule, Error> {
    Ok(SeccompRule::new(conditions.into())?)
}

fn any(argument: u8, values: &[u64]) -> Result<Vec<SeccompRule>, Error> {
    values.iter().map(|value| all([is(argument, *value)?])).collect()
}

fn is(argument: u8, value: u64) -> Result<SeccompCondition, Error> {
    condition(argument, SeccompCmpOp::Eq, value)
}

fn is_not(argument: u8, value: u64) -> Result<SeccompCondition, Error> {
    condition(argument, SeccompCmpOp::Ne, value)
}

fn masked(argument: u8, mask: u64, value: u64) -> Result<SeccompCondition, Error> {
    condition(argument, SeccompCmpOp::MaskedEq(mask), value)
}

fn condition(argument: u8, compare: SeccompCmpOp, value: u64) -> Result<SeccompCondition, Error> {
    Ok(SeccompCondition::new(argument, SeccompCmpArgLen::Dword, compare, value)?)
}
