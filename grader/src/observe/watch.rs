//! Watching one run to its end: waiting for whatever comes first, and looking around every few milliseconds. What is seen
//! is the tracer's concern.

use std::{
    os::fd::AsFd,
    time::{Duration, Instant},
};

use nix::{
    libc,
    poll::{PollFd, PollFlags, PollTimeout, poll},
    sys::{
        ptrace,
        signal::{SigSet, Signal},
        signalfd::{SfdFlags, SignalFd},
    },
    unistd::Pid,
};

use super::{Ending, Limit, Observation, Streams, TaskKind, proc, tracer::Tracer, unwind::Modules};
use crate::sandbox::{Plan, Watched};

/// The time between two looks around at a run whose calls are watched, in milliseconds.
const TICK_MS: u64 = 5;

/// What a descriptor says whose other end is gone.
const HUNG_UP: PollFlags = PollFlags::POLLHUP.union(PollFlags::POLLERR);

/// Looks between two readings of the memory and the disk in use.
const MEMORY_TICKS: u64 = 4;

/// Takes `root` under observation, before it executes the driver. Everything that it starts is under observation too, and
/// all of it is killed should the caller end. The last stop of each task, with what can be asked of it then, is for runs
/// whose calls are watched.
///
/// # Errors
/// What the kernel says when it does not let us.
pub fn seize(root: i32, watched: Watched) -> nix::Result<()> {
    use ptrace::Options;
    let last_stop = match watched {
        Watched::Calls => Options::PTRACE_O_TRACEEXIT,
        Watched::Tasks | Watched::Nothing | Watched::Stillness => Options::empty(),
    };
    let options = Options::PTRACE_O_TRACECLONE
        | Options::PTRACE_O_TRACEFORK
        | Options::PTRACE_O_TRACEVFORK
        | Options::PTRACE_O_TRACEEXEC
        | last_stop
        | Options::PTRACE_O_TRACESECCOMP
        | Options::PTRACE_O_TRACESYSGOOD
        | Options::PTRACE_O_EXITKILL;
    ptrace::seize(Pid::from_raw(root), options)
}

/// Watches a seized process and all that come from it until none is left, and gives the facts and the bytes of the reply
/// channel. `stop` is a descriptor that hangs up when whoever wants the facts is gone: the run is then ended. `modules` is
/// what runs before have read, and what this one adds to it.
///
/// # Errors
/// A system call of ours fails; the run is not ended in that case, but is killed when the caller ends.
pub fn watch(
    plan: &Plan,
    root: i32,
    streams: Streams,
    stop: impl AsFd,
    modules: &mut Modules,
) -> nix::Result<(Observation, Vec<u8>)> {
    let mut mask = SigSet::empty();
    mask.add(Signal::SIGCHLD);
    mask.thread_block()?;
    let signals = SignalFd::with_flags(&mask, SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC)?;
    let mut tracer = Tracer::new(plan, root, streams, modules);
    let mut looked = Instant::now();
    let mut ticks = 0;
    while tracer.follow() {
        if wait(&tracer, &signals, stop.as_fd())? {
            tracer.end(Ending::Stopped);
        }
        while let Ok(Some(_)) = signals.read_signal() {}
        tracer.take_output();
        tracer.streams.take_replies();
        if looked.elapsed() >= Duration::from_millis(tracer.tick_ms()) {
            looked = Instant::now();
            ticks += 1;
            tracer.tick(ticks);
        }
    }
    tracer.take_output();
    tracer.streams.take_replies();
    Ok(tracer.into_observation())
}

/// Waits for a stop, for output or for the next look; says whether the run is to be ended.
fn wait(tracer: &Tracer, signals: &SignalFd, stop: std::os::fd::BorrowedFd<'_>) -> nix::Result<bool> {
    let mut polled = vec![PollFd::new(signals.as_fd(), PollFlags::POLLIN)];
    polled.extend(tracer.streams.descriptors().map(|descriptor| PollFd::new(descriptor, PollFlags::POLLIN)));
    // A run that is being ended is not ended again, and what has hung up would be told at once for ever.
    polled.extend(tracer.ending.is_none().then(|| PollFd::new(stop, PollFlags::empty())));
    match poll(&mut polled, PollTimeout::from(tracer.tick_ms() as u8)) {
        Ok(_) | Err(nix::errno::Errno::EINTR) => {}
        Err(error) => return Err(error),
    }
    let hung_up = |polled: &PollFd| polled.revents().is_some_and(|events| events.intersects(HUNG_UP));
    Ok(tracer.ending.is_none() && polled.last().is_some_and(hung_up))
}

impl Tracer<'_> {
    /// The time between two looks around, in milliseconds.
    fn tick_ms(&self) -> u64 {
        match self.plan.watched {
            Watched::Calls => TICK_MS,
            Watched::Tasks | Watched::Nothing | Watched::Stillness => 4 * TICK_MS,
        }
    }

    fn tick(&mut self, ticks: u64) {
        if self.ending.is_some() {
            // A task that was started while the tree was being killed is killed here.
            return self.end(Ending::Stopped);
        }
        self.tick_holds();
        self.tick_spent();
        // Nobody asks whether a compiler is stuck: the wall clock ends it.
        if self.plan.watched == Watched::Calls {
            self.tick_quiet();
        }
        self.check_output();
        if self.began.elapsed() > Duration::from_secs(self.plan.limits.wall_seconds) {
            self.end(Ending::Limit(Limit::Wall));
        }
        if ticks.is_multiple_of(MEMORY_TICKS) {
            self.check_memory();
            self.check_disk();
        }
    }

    /// Ends the run when it has more threads or processes than it may.
    pub(super) fn check_counts(&mut self) {
        let count = |kind| {
            let live = self.live.values().filter(|live| !live.ended);
            live.filter(|live| self.seen.tasks[live.id].kind == kind).count()
        };
        let (threads, processes) = (count(TaskKind::Thread), count(TaskKind::Process));
        if threads > self.plan.limits.threads {
            self.end(Ending::Limit(Limit::Threads));
        } else if processes > self.plan.limits.processes {
            self.end(Ending::Limit(Limit::Processes));
        }
    }

    pub(super) fn check_output(&mut self) {
        if self.streams.printed() > self.plan.limits.output_bytes as u64 {
            self.end(Ending::Limit(Limit::Output));
        }
    }

    fn check_memory(&mut self) {
        let processes = self.live.values().filter(|live| self.seen.tasks[live.id].kind == TaskKind::Process);
        let used_kib: u64 = processes.map(|live| proc::resident_kib(live.pid)).sum();
        if used_kib > self.plan.limits.memory_mib * 1024 {
            self.end(Ending::Limit(Limit::Memory));
        }
    }

    /// A process is at its last stop: what it used at most is known, however short that was.
    pub(super) fn check_peak(&mut self, pid: i32) {
        if proc::peak_kib(pid) > self.plan.limits.memory_mib * 1024 {
            self.end(Ending::Limit(Limit::Memory));
        }
    }

    fn check_disk(&mut self) {
        let processes = self.live.values().map(|live| live.pid).collect();
        if !self.disk.holds(&processes, self.plan.limits.disk_mib) {
            self.end(Ending::Limit(Limit::Disk));
        }
    }
}

/// The signal by which the kernel ends a process that has used up its CPU time.
pub const CPU_SIGNAL: i32 = libc::SIGXCPU;
