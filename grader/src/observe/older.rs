//! The system calls that x86_64 keeps from earlier days and other processors never had; beside `registers` the only file of
//! the observer that knows the processor. What newer processors have in their place is in `call`.

pub(super) use names::{STOPS, decode, waits_for_ever};

#[cfg(target_arch = "x86_64")]
mod names {
    use nix::libc;

    use crate::observe::{
        Channel,
        call::{Call, FileName, polling, writing},
    };

    /// Those at which the filter stops a thread always.
    pub const STOPS: &[i64] = &[libc::SYS_poll, libc::SYS_epoll_wait, libc::SYS_pipe, libc::SYS_open, libc::SYS_creat];

    pub fn decode(number: i64, arguments: [u64; 6]) -> Call {
        let [first, second, third, fourth, ..] = arguments;
        match number {
            libc::SYS_poll => polling(third),
            libc::SYS_epoll_wait => polling(fourth),
            libc::SYS_pipe => Call::Pair(Channel::Pipe),
            libc::SYS_open => Call::Open { name: FileName::At(first), writing: writing(second) },
            libc::SYS_creat => Call::Open { name: FileName::At(first), writing: true },
            _ => Call::Other,
        }
    }

    pub fn waits_for_ever(number: i64, arguments: [u64; 6]) -> bool {
        let [_, _, third, fourth, ..] = arguments;
        match number {
            libc::SYS_poll => third as i32 == -1,
            libc::SYS_epoll_wait => fourth as i32 == -1,
            libc::SYS_pause => true,
            _ => false,
        }
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod names {
    use crate::observe::call::Call;

    pub const STOPS: &[i64] = &[];

    pub fn decode(_: i64, _: [u64; 6]) -> Call {
        Call::Other
    }

    pub fn waits_for_ever(_: i64, _: [u64; 6]) -> bool {
        false
    }
}

#[cfg(all(test, target_arch = "x86_64"))]
mod tests {
    use nix::libc;

    use super::*;
    use crate::observe::{Channel, call::Call};

    #[test]
    fn an_older_call_is_told_as_the_newer_one_is() {
        assert_eq!(decode(libc::SYS_pipe, [0; 6]), Call::Pair(Channel::Pipe));
        assert_eq!(decode(libc::SYS_poll, [0, 0, 0, 0, 0, 0]), Call::Other);
        assert_eq!(decode(libc::SYS_poll, [0, 0, 5, 0, 0, 0]), Call::Poll { timed: true });
        assert_eq!(decode(libc::SYS_epoll_wait, [0, 0, 0, u64::MAX, 0, 0]), Call::Poll { timed: false });
    }

    #[test]
    fn only_waits_without_a_time_out_are_for_ever() {
        assert!(waits_for_ever(libc::SYS_poll, [0, 0, u64::MAX, 0, 0, 0]));
        assert!(!waits_for_ever(libc::SYS_poll, [0, 0, 5, 0, 0, 0]));
        assert!(waits_for_ever(libc::SYS_pause, [0; 6]));
        assert!(!waits_for_ever(libc::SYS_getpid, [0; 6]));
    }
}
