//! Waiting for a run that cannot be observed, because this machine lets nobody trace: how it ended, what it printed and
//! what it replied is all that is known of it. What it may use is bounded by what `/proc` tells of its tree.
//!
//! The whole of it can be ended at once, however fast it forks, because none of it can leave the process group of its first
//! process: the list of calls only pretends that a run starts a group or a session of its own. The kernel does not let a
//! group grow while it is signalled. Where not even calls are shut, processes are ended one by one until none is left. Should
//! the launcher itself be killed, the first process goes with it, and no other: that takes an observer.

use std::{
    io::Read,
    ops::RangeInclusive,
    os::{fd::BorrowedFd, unix::net::UnixStream},
    time::{Duration, Instant},
};

use nix::{
    errno::Errno,
    poll::{PollFd, PollFlags, PollTimeout, poll},
    sys::signal::{Signal, kill, killpg},
    unistd::Pid,
};
use rustix::process::{WaitId, WaitIdOptions, WaitIdStatus, WaitOptions, wait, waitid, waitpid};

use super::{
    Plan, Watched,
    plan::Order,
    shim::BEGUN,
    tree::{self, Tree},
};
use crate::observe::{CPU_SIGNAL, Disk, Ending, Event, Exit, Limit, Micros, Observation, Stillness, Streams, Task};

/// The time between two looks around.
const TICK: Duration = Duration::from_millis(5);
/// The same, while the run is one process that uses little memory, as it is where schedules are explored: these times as long
/// as the look took, within bounds. A look at a process of many threads takes long, and is not to use up more than the run.
const CALM: u32 = 8;
const CALM_TICK: RangeInclusive<Duration> = Duration::from_millis(25)..=Duration::from_millis(200);
/// The same, while what is left is being ended.
const ENDING_TICK: Duration = Duration::from_millis(1);
/// What a descriptor says whose other end is gone.
const HUNG_UP: PollFlags = PollFlags::POLLHUP.union(PollFlags::POLLERR);
/// Looks between two at the disk.
const DISK_TICKS: u64 = 4;

/// Processes of a run, those that have ended and that nobody collected among them: each of them takes one of the numbers
/// that the whole machine has.
const PROCESSES: usize = 1000;

/// Waits for `root` and all that comes from it until none is left, and gives what is known and the bytes of the reply
/// channel. `shim` is where `root` says that it begins; `stop` is a descriptor that hangs up when whoever wants the facts is
/// gone: the run is then ended.
///
/// # Errors
/// A system call of ours fails; the run is ended before.
pub(super) fn watch(
    order: &Order,
    root: i32,
    streams: Streams,
    shim: UnixStream,
    stop: BorrowedFd<'_>,
) -> nix::Result<(Observation, Vec<u8>)> {
    let task = Task { tid: root, pid: root, ..Task::default() };
    let seen = Observation { tasks: vec![task], unobserved: true, ..Observation::default() };
    let mut run = Run {
        plan: &order.plan,
        grouped: order.seal.calls,
        root,
        began: Instant::now(),
        seen,
        streams,
        disk: Disk::of(&order.plan),
        ending: None,
        ticks: 0,
        tick: TICK,
        stillness: Stillness::default(),
    };
    let followed = run.follow(stop);
    if followed.is_err() {
        run.end(Ending::Stopped);
        while run.collect()? {}
    }
    followed.map(|()| run.into_observation(shim))
}

struct Run<'a> {
    plan: &'a Plan,
    /// Nobody can leave the group of the first process.
    grouped: bool,
    root: i32,
    began: Instant,
    seen: Observation,
    streams: Streams,
    disk: Disk,
    ending: Option<Ending>,
    ticks: u64,
    /// The time to the next look.
    tick: Duration,
    stillness: Stillness,
}

impl Run<'_> {
    fn follow(&mut self, stop: BorrowedFd<'_>) -> nix::Result<()> {
        while self.collect()? {
            if self.wait(stop)? {
                self.end(Ending::Stopped);
            }
            self.take();
            self.check();
        }
        self.take();
        Ok(())
    }

    /// Collects who has ended; says whether anything of the tree is left. Orphans of the run are our children.
    fn collect(&mut self) -> nix::Result<bool> {
        if self.seen.tasks[0].exit.is_none() && !self.root_has_ended()? {
            return Ok(true);
        }
        loop {
            match wait(WaitOptions::NOHANG) {
                Ok(Some(_)) | Err(rustix::io::Errno::INTR) => {}
                Ok(None) => return Ok(true),
                Err(rustix::io::Errno::CHILD) => return Ok(false),
                Err(error) => return Err(ours(error)),
            }
        }
    }

    /// Looks whether the first process has ended, and ends all that it left behind. It is not collected before: until then
    /// its number is the group's and nobody else's.
    fn root_has_ended(&mut self) -> nix::Result<bool> {
        let Some(root) = rustix::process::Pid::from_raw(self.root) else { return Err(Errno::ESRCH) };
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let Some(status) = waitid(WaitId::Pid(root), options).map_err(ours)? else { return Ok(false) };
        let exit = exit(&status);
        self.seen.wall_us = self.now();
        self.seen.tasks[0].cpu_us = tree::cpu_us(self.root);
        let spent = self.seen.tasks[0].cpu_us >= self.plan.limits.cpu_seconds * 1_000_000;
        self.end(match exit {
            Exit::Signal(CPU_SIGNAL) => Ending::Limit(Limit::Cpu),
            // What comes to those who ignore the first.
            Exit::Signal(nix::libc::SIGKILL) if spent => Ending::Limit(Limit::Cpu),
            exit => Ending::Ended(exit),
        });
        self.seen.tasks[0].exit = Some(exit);
        Ok(true)
    }

    fn wait(&self, stop: BorrowedFd<'_>) -> nix::Result<bool> {
        let descriptors = self.streams.descriptors();
        let mut polled: Vec<_> = descriptors.map(|descriptor| PollFd::new(descriptor, PollFlags::POLLIN)).collect();
        // What has hung up would be told at once for ever.
        polled.extend(self.ending.is_none().then(|| PollFd::new(stop, PollFlags::empty())));
        let tick = if self.ending.is_some() { ENDING_TICK } else { self.tick };
        match poll(&mut polled, PollTimeout::try_from(tick).unwrap_or(PollTimeout::ZERO)) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
        let hung_up = |polled: &PollFd| polled.revents().is_some_and(|events| events.intersects(HUNG_UP));
        Ok(self.ending.is_none() && polled.last().is_some_and(hung_up))
    }

    fn take(&mut self) {
        for (stream, bytes) in self.streams.take_output() {
            self.seen.events.push(Event::printed(self.now(), stream, bytes));
        }
        self.streams.take_replies();
    }

    fn check(&mut self) {
        if self.ending.is_some() {
            return self.kill();
        }
        self.ticks += 1;
        let looking = Instant::now();
        let (tree, limits) = (Tree::look(self.plan.limits.processes, PROCESSES), &self.plan.limits);
        self.collect_orphans(&tree);
        let calm = tree.processes.len() <= 1 && tree.resident_bytes() < (limits.memory_mib << 20) / 4;
        let over = [
            (tree.alive() > limits.processes || tree.processes.len() > PROCESSES, Limit::Processes),
            (tree.threads() > limits.threads, Limit::Threads),
            (tree.resident_bytes() > limits.memory_mib << 20, Limit::Memory),
            (tree.most_cpu_us() > limits.cpu_seconds * 1_000_000, Limit::Cpu),
            (self.streams.printed() > limits.output_bytes as u64, Limit::Output),
            (self.began.elapsed() > Duration::from_secs(limits.wall_seconds), Limit::Wall),
        ];
        let over = over.into_iter().find_map(|(passed, limit)| passed.then_some(limit));
        let full = || self.ticks.is_multiple_of(DISK_TICKS) && !self.disk.holds(&tree.pids(), limits.disk_mib);
        if let Some(limit) = over.or_else(|| full().then_some(Limit::Disk)) {
            self.end(Ending::Limit(limit));
        }
        if self.plan.watched == Watched::Stillness && self.stillness.proven(&tree.pids_alive()) {
            self.end(Ending::Stuck);
        }
        let calm_tick = (looking.elapsed() * CALM).clamp(*CALM_TICK.start(), *CALM_TICK.end());
        self.tick = if calm { calm_tick } else { TICK };
    }

    /// All but the first process, which stays where it is until its end was seen.
    fn collect_orphans(&self, tree: &Tree) {
        for pid in tree.ours().filter(|pid| *pid != self.root) {
            let _ = waitpid(rustix::process::Pid::from_raw(pid), WaitOptions::NOHANG);
        }
    }

    fn end(&mut self, ending: Ending) {
        self.ending.get_or_insert(ending);
        self.kill();
    }

    /// Who is gone by now is what we want.
    fn kill(&self) {
        if self.seen.tasks[0].exit.is_none() {
            let root = Pid::from_raw(self.root);
            let _ = killpg(root, Signal::SIGKILL);
            // It may not have begun its group yet.
            let _ = kill(root, Signal::SIGKILL);
        }
        if !self.grouped {
            for pid in Tree::look(usize::MAX, usize::MAX).pids() {
                let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
            }
        }
    }

    fn now(&self) -> Micros {
        self.began.elapsed().as_micros() as Micros
    }

    fn into_observation(mut self, shim: UnixStream) -> (Observation, Vec<u8>) {
        self.seen.ending = self.ending.take().filter(|_| has_begun(shim)).unwrap_or(Ending::Stopped);
        self.seen.output_bytes = self.streams.printed();
        (self.seen, self.streams.into_replies())
    }
}

/// Whether the shim said that it begins, and nothing after that. All who could are gone.
fn has_begun(mut shim: UnixStream) -> bool {
    let mut said = Vec::new();
    shim.read_to_end(&mut said).is_ok() && said == BEGUN
}

fn exit(status: &WaitIdStatus) -> Exit {
    match status.terminating_signal() {
        Some(signal) => Exit::Signal(signal),
        None => Exit::Code(status.exit_status().unwrap_or(0)),
    }
}

fn ours(error: rustix::io::Errno) -> Errno {
    Errno::from_raw(error.raw_os_error())
}
