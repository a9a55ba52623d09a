//! A thread asks for a call that is not on the list: signals within the run go on, connecting to a socket of the run and
//! changing what may be done with a file of the run are done in its place, and everything else is refused with its name and
//! arguments. Which calls are on the list is `sandbox`'s concern, what a refusal means the judge's.

use nix::{
    libc,
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use syscalls::Sysno;

use super::{
    Action, Ending, Limit, Stack, proc,
    registers::Registers,
    tracer::{Go, Tracer},
};

/// Refused calls after which a run is ended: it does nothing else.
const MOST: usize = 1000;

impl Tracer<'_> {
    /// `tid` is stopped at a call that is not allowed as it is.
    pub(super) fn refuse(&mut self, tid: i32) {
        let Ok(registers) = Registers::of(tid) else { return self.go(tid, Go::On) };
        let (number, arguments) = (registers.number(), registers.arguments());
        if signals(number) && self.is_of_run(arguments[0] as i32) {
            return self.go(tid, Go::On);
        }
        let (result, about) = match number {
            libc::SYS_connect if self.plan.reach.sockets => self.connect(tid, arguments),
            libc::SYS_fchmod => self.change_mode(tid, arguments),
            _ => (Err(libc::EPERM), arguments[..3].iter().map(u64::to_string).collect::<Vec<_>>().join(", ")),
        };
        if result == Err(libc::EPERM) {
            self.record_refusal(tid, &name(number), about, &registers);
        }
        let _ = registers.skip(tid, result.map_or_else(|error| -i64::from(error), |()| 0));
        self.go(tid, Go::On);
    }

    /// Ends a process that has executed something else than its own program, before the first instruction of it. Landlock
    /// lets it execute the loader, which runs any file that can be read, and says nothing of files without a name.
    pub(super) fn refuse_program(&mut self, tid: i32, stack: Stack) {
        let about = proc::program(tid).unwrap_or_default().display().to_string();
        if let Some(event) = self.record(tid, Action::Refused { call: "execve".to_owned(), about }, None) {
            self.seen.events[event].stack = stack;
        }
        // It is gone already, or will be.
        let _ = kill(Pid::from_raw(tid), Signal::SIGKILL);
    }

    /// Keeps what was refused; a run that does nothing else is ended.
    pub(super) fn record_refusal(&mut self, tid: i32, call: &str, about: String, registers: &Registers) {
        self.record(tid, Action::Refused { call: call.to_owned(), about }, Some(registers));
        self.refusals += 1;
        if self.refusals > MOST {
            self.end(Ending::Limit(Limit::Refusals));
        }
    }

    /// Whether a signal that is sent to `target`, by the meaning of kill(2), goes to the run alone. A process that ended but
    /// was not waited for still has its number, so nobody else has.
    fn is_of_run(&self, target: i32) -> bool {
        let number = match target {
            0 => return true,
            i32::MIN | -1 => return false,
            group => group.abs(),
        };
        let has_number = |live: bool, tid: i32, pid: i32| live && (tid == number || pid == number);
        self.live.iter().any(|(tid, live)| has_number(true, *tid, live.pid))
            || self.seen.tasks.iter().any(|task| has_number(task.reaped.is_none(), task.tid, task.tid))
    }
}

fn signals(number: i64) -> bool {
    [
        libc::SYS_kill,
        libc::SYS_tkill,
        libc::SYS_tgkill,
        libc::SYS_rt_sigqueueinfo,
        libc::SYS_rt_tgsigqueueinfo,
        libc::SYS_pidfd_open,
    ]
    .contains(&number)
}

fn name(number: i64) -> String {
    let known = usize::try_from(number).ok().and_then(Sysno::new);
    known.map_or_else(|| format!("system call {number}"), |call| call.name().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_named_and_those_without_a_name_are_told_by_their_number() {
        assert_eq!(name(libc::SYS_ptrace), "ptrace");
        assert_eq!(name(0x4000_0027), "system call 1073741863");
        assert_eq!(name(-1), "system call -1");
    }
}
