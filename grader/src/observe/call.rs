//! What a system call at which a thread was stopped is about, told from its number and arguments alone. What follows from
//! it is the tracer's concern.

use nix::libc;

use super::{Channel, Micros, Stream, older};

/// What a descriptor refers to, as far as we care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Output(Stream),
    Channel(Channel),
    File(String),
    Other,
}

/// A system call, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Call {
    /// `futex` wait at this address.
    Futex { address: u64, timed: bool },
    /// `wait4`, `waitid`: for this child (`None`: any), and where `siginfo_t` goes.
    Reap { child: Option<i32>, asking: bool, info: Option<u64> },
    /// `nanosleep` and its like: where the time asked for stands.
    Sleep { request: u64, absolute: bool },
    /// `poll` and its like.
    Poll { timed: bool },
    /// Bytes written to standard output or standard error.
    Print(Stream),
    /// Bytes into a channel.
    Send(Channel),
    /// Bytes out of a channel.
    Receive(Channel),
    /// Bytes into a file.
    File(String),
    /// A file is opened, for writing perhaps.
    Open { name: FileName, writing: bool },
    /// A pipe or a pair of sockets.
    Pair(Channel),
    /// The process executes a program.
    Execute(FileName),
    /// The process ends.
    ExitGroup,
    /// Nothing that we record.
    Other,
}

/// A path, or the address of one in the tracee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FileName {
    Path(String),
    At(u64),
}

/// System calls that every processor has and at which the filter stops a thread always.
const STOPS: &[i64] = &[
    libc::SYS_wait4,
    libc::SYS_waitid,
    libc::SYS_nanosleep,
    libc::SYS_clock_nanosleep,
    libc::SYS_ppoll,
    libc::SYS_epoll_pwait,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_pwritev2,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_splice,
    libc::SYS_sendfile,
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_recvfrom,
    libc::SYS_recvmsg,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_pipe2,
    libc::SYS_socketpair,
    libc::SYS_openat,
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_exit_group,
];

/// System calls at which the filter stops a thread always.
pub fn stops() -> impl Iterator<Item = i64> {
    STOPS.iter().chain(older::STOPS).copied()
}

/// The `futex` operations that wait, without the flags that may be added to them.
pub const FUTEX_WAITS: [u64; 2] = [libc::FUTEX_WAIT as u64, libc::FUTEX_WAIT_BITSET as u64];

/// The mask that leaves the operation of a `futex` call.
pub const FUTEX_OPERATION: u64 = 0x7f;

/// Decodes a system call; `target` tells what a descriptor of the caller refers to.
pub(super) fn decode(number: i64, arguments: [u64; 6], target: impl Fn(u64) -> Target) -> Call {
    let [first, second, third, fourth, ..] = arguments;
    match number {
        libc::SYS_futex if FUTEX_WAITS.contains(&(second & FUTEX_OPERATION)) => {
            Call::Futex { address: first, timed: fourth != 0 }
        }
        libc::SYS_wait4 => Call::Reap { child: child(first), asking: third & NO_WAIT != 0, info: None },
        libc::SYS_waitid => {
            let child = (first == libc::P_PID as u64).then_some(second as i32);
            Call::Reap { child, asking: fourth & NO_WAIT != 0, info: Some(third) }
        }
        libc::SYS_nanosleep => Call::Sleep { request: first, absolute: false },
        libc::SYS_clock_nanosleep => Call::Sleep { request: third, absolute: second & 1 != 0 },
        libc::SYS_epoll_pwait => polling(fourth),
        libc::SYS_ppoll => Call::Poll { timed: third != 0 },
        libc::SYS_write | libc::SYS_writev | libc::SYS_pwritev2 | libc::SYS_sendto | libc::SYS_sendmsg => {
            sending(target(first))
        }
        libc::SYS_sendfile => sending(target(first)),
        libc::SYS_splice => sending(target(third)),
        libc::SYS_read | libc::SYS_readv | libc::SYS_recvfrom | libc::SYS_recvmsg => receiving(target(first)),
        libc::SYS_accept | libc::SYS_accept4 => receiving(target(first)),
        libc::SYS_pipe2 => Call::Pair(Channel::Pipe),
        libc::SYS_socketpair => Call::Pair(Channel::Socket),
        libc::SYS_openat => Call::Open { name: FileName::At(second), writing: writing(third) },
        libc::SYS_execve => Call::Execute(FileName::At(first)),
        libc::SYS_execveat => Call::Execute(FileName::At(second)),
        libc::SYS_exit_group => Call::ExitGroup,
        _ => older::decode(number, arguments),
    }
}

/// Whether a thread in this call waits without a time-out, for something that only another task can bring.
pub(super) fn waits_for_ever(number: i64, arguments: [u64; 6]) -> bool {
    let [_, second, third, fourth, ..] = arguments;
    match number {
        libc::SYS_futex => fourth == 0 && FUTEX_WAITS.contains(&(second & FUTEX_OPERATION)),
        libc::SYS_epoll_pwait => fourth as i32 == -1,
        libc::SYS_ppoll => third == 0,
        libc::SYS_wait4 | libc::SYS_waitid | libc::SYS_flock => true,
        libc::SYS_read | libc::SYS_readv | libc::SYS_recvfrom | libc::SYS_recvmsg => true,
        libc::SYS_accept | libc::SYS_accept4 => true,
        libc::SYS_write | libc::SYS_writev | libc::SYS_sendto | libc::SYS_sendmsg => true,
        _ => older::waits_for_ever(number, arguments),
    }
}

/// The microseconds that a `timespec` asks for.
pub(super) fn timespec_us(seconds: u64, nanoseconds: u64) -> Micros {
    seconds.saturating_mul(1_000_000).saturating_add(nanoseconds / 1000)
}

const NO_WAIT: u64 = libc::WNOHANG as u64;

fn child(argument: u64) -> Option<i32> {
    Some(argument as i32).filter(|pid| *pid > 0)
}

/// A wait for descriptors of so many milliseconds; none at all is no wait, and a negative number has no end.
pub(super) fn polling(milliseconds: u64) -> Call {
    match milliseconds as i32 {
        0 => Call::Other,
        milliseconds => Call::Poll { timed: milliseconds > 0 },
    }
}

fn sending(target: Target) -> Call {
    match target {
        Target::Output(stream) => Call::Print(stream),
        Target::Channel(channel) => Call::Send(channel),
        Target::File(path) => Call::File(path),
        Target::Other => Call::Other,
    }
}

pub(super) fn writing(flags: u64) -> bool {
    flags as i32 & libc::O_ACCMODE != libc::O_RDONLY
}

fn receiving(target: Target) -> Call {
    match target {
        Target::Channel(channel) => Call::Receive(channel),
        _ => Call::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(number: i64, arguments: [u64; 6]) -> Call {
        decode(number, arguments, |descriptor| match descriptor {
            1 => Target::Output(Stream::Out),
            5 => Target::Channel(Channel::Socket),
            7 => Target::File("/tmp/x".into()),
            _ => Target::Other,
        })
    }

    #[test]
    fn a_write_is_told_by_where_it_goes() {
        assert_eq!(decoded(libc::SYS_write, [1, 0, 0, 0, 0, 0]), Call::Print(Stream::Out));
        assert_eq!(decoded(libc::SYS_sendmsg, [5, 0, 0, 0, 0, 0]), Call::Send(Channel::Socket));
        assert_eq!(decoded(libc::SYS_write, [7, 0, 0, 0, 0, 0]), Call::File("/tmp/x".into()));
        assert_eq!(decoded(libc::SYS_splice, [5, 0, 1, 0, 0, 0]), Call::Print(Stream::Out));
    }

    #[test]
    fn asking_for_a_child_is_no_wait() {
        let asking = Call::Reap { child: Some(42), asking: true, info: None };
        assert_eq!(decoded(libc::SYS_wait4, [42, 0, 1, 0, 0, 0]), asking);
        let any = Call::Reap { child: None, asking: false, info: None };
        assert_eq!(decoded(libc::SYS_wait4, [u64::MAX, 0, 0, 0, 0, 0]), any);
    }

    #[test]
    fn only_waits_without_a_time_out_are_for_ever() {
        let private_wait_bitset = 128 | 9;
        assert!(waits_for_ever(libc::SYS_futex, [0, private_wait_bitset, 0, 0, 0, 0]));
        assert!(!waits_for_ever(libc::SYS_futex, [0, private_wait_bitset, 0, 1, 0, 0]));
        assert!(!waits_for_ever(libc::SYS_futex, [0, 129, 0, 0, 0, 0]));
        assert!(waits_for_ever(libc::SYS_epoll_pwait, [0, 0, 0, u64::MAX, 0, 0]));
        assert!(!waits_for_ever(libc::SYS_epoll_pwait, [0, 0, 0, 1, 0, 0]));
        assert!(!waits_for_ever(libc::SYS_clock_nanosleep, [0; 6]));
    }
}
