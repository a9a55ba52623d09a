//! Leaving the cores to others. A crate of its own because this takes unsafe code: the crates that offer the scheduler in safe
//! calls know nice values alone, and the kernel takes a core for busy on which something nice runs.

use std::{io, mem};

use nix::{errno::Errno, libc};

/// From now on, this thread and whatever it starts run only where nobody else wants to; and a core on which nothing but such
/// work runs is taken for idle when the kernel looks for one (sched(7): `SCHED_IDLE`).
///
/// # Errors
/// The kernel refuses.
pub fn give_way() -> io::Result<()> {
    // SAFETY: it is plain numbers, of which all may be zero; the priority of such work has to be.
    let nothing: libc::sched_param = unsafe { mem::zeroed() };
    // SAFETY: the kernel reads what is given, which is there for as long as the call lasts, and 0 is this thread.
    let done = unsafe { libc::sched_setscheduler(0, libc::SCHED_IDLE, &raw const nothing) };
    Errno::result(done)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{fs, thread};

    use super::*;

    /// The policy by which the calling thread is scheduled: field 41 of its line (proc_pid_stat(5)).
    fn policy() -> i32 {
        let line = fs::read_to_string("/proc/thread-self/stat").unwrap();
        let after_name = line.rsplit_once(')').unwrap().1;
        after_name.split_whitespace().nth(38).unwrap().parse().unwrap()
    }

    #[test]
    fn a_thread_gives_way_with_what_it_starts_and_nobody_else_does() {
        let before = policy();
        let of_those = thread::spawn(|| {
            give_way().unwrap();
            (policy(), thread::spawn(policy).join().unwrap())
        });
        assert_eq!(of_those.join().unwrap(), (libc::SCHED_IDLE, libc::SCHED_IDLE));
        assert_eq!(policy(), before);
    }
}
