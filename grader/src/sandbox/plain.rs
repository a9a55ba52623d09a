//! Waiting for a run that cannot be observed, because this machine lets nobody trace: how it ended, what it printed and
//! what it replied is all that is known of it. What it may use is bounded by what `/proc` tells of its tree.

use std::{
    collections::HashSet,
    fs,
    os::fd::{AsFd, BorrowedFd},
    time::{Duration, Instant},
};

use nix::{
    errno::Errno,
    poll::{PollFd, PollFlags, PollTimeout, poll},
    sys::{
        signal::{Signal, kill},
        wait::{WaitPidFlag, WaitStatus, waitpid},
    },
    unistd::Pid,
};

use super::Plan;
use crate::observe::{Action, Disk, Ending, Event, Exit, Limit, Micros, Observation, Stack, Streams, Task};

/// The time between two looks around, in milliseconds.
const TICK_MS: u8 = 5;

/// Waits for `root` and all that comes from it until none is left, and gives what is known and the bytes of the reply
/// channel. `stop` is a descriptor that hangs up when whoever wants the facts is gone: the run is then ended.
///
/// # Errors
/// A system call of ours fails.
pub(super) fn watch(
    plan: &Plan,
    root: i32,
    streams: Streams,
    stop: BorrowedFd<'_>,
) -> nix::Result<(Observation, Vec<u8>)> {
    let task = Task { tid: root, pid: root, ..Task::default() };
    let seen = Observation { tasks: vec![task], unobserved: true, ..Observation::default() };
    let mut run = Run { plan, root, began: Instant::now(), seen, streams, disk: Disk::of(plan), ending: None };
    while run.reap() {
        if run.wait(stop)? {
            run.end(Ending::Stopped);
        }
        run.take();
        run.check();
    }
    run.take();
    Ok(run.into_observation())
}

struct Run<'a> {
    plan: &'a Plan,
    root: i32,
    began: Instant,
    seen: Observation,
    streams: Streams,
    disk: Disk,
    ending: Option<Ending>,
}

impl Run<'_> {
    /// Collects who has ended; says whether anything of the tree is left. Orphans of the run are our children.
    fn reap(&mut self) -> bool {
        loop {
            match waitpid(None, Some(WaitPidFlag::WNOHANG)) {
                Ok(WaitStatus::StillAlive) => return true,
                Ok(WaitStatus::Exited(pid, code)) => self.gone(pid, Exit::Code(code)),
                Ok(WaitStatus::Signaled(pid, signal, _)) => self.gone(pid, Exit::Signal(signal as i32)),
                Err(Errno::ECHILD) => return false,
                _ => {}
            }
        }
    }

    fn gone(&mut self, pid: Pid, exit: Exit) {
        if pid.as_raw() != self.root {
            return;
        }
        self.seen.wall_us = self.now();
        self.seen.tasks[0].exit = Some(exit);
        self.end(match exit {
            Exit::Signal(nix::libc::SIGXCPU) => Ending::Limit(Limit::Cpu),
            _ => Ending::Ended(exit),
        });
    }

    fn wait(&self, stop: BorrowedFd<'_>) -> nix::Result<bool> {
        let mut polled = vec![PollFd::new(stop.as_fd(), PollFlags::empty())];
        polled.extend(self.streams.descriptors().map(|descriptor| PollFd::new(descriptor, PollFlags::POLLIN)));
        match poll(&mut polled, PollTimeout::from(TICK_MS)) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => return Err(error),
        }
        Ok(polled[0].revents().is_some_and(|events| events.intersects(PollFlags::POLLHUP | PollFlags::POLLERR)))
    }

    fn take(&mut self) {
        for (stream, bytes) in self.streams.take_output() {
            let action = Action::Print { stream, bytes, failed: false };
            self.seen.events.push(Event {
                at_us: self.now(),
                until_us: None,
                task: 0,
                action,
                stack: Stack::default(),
            });
        }
        self.streams.take_replies();
    }

    fn check(&mut self) {
        let tree = descendants();
        if self.ending.is_some() {
            return kill_all(&tree);
        }
        let limits = &self.plan.limits;
        let threads: usize = tree.iter().map(|pid| threads(*pid)).sum();
        let memory_kib: u64 = tree.iter().map(|pid| resident_kib(*pid)).sum();
        let over = [
            (tree.len() > limits.processes, Limit::Processes),
            (threads.saturating_sub(tree.len()) > limits.threads, Limit::Threads),
            (memory_kib > limits.memory_mib * 1024, Limit::Memory),
            (self.streams.printed() > limits.output_bytes as u64, Limit::Output),
            (self.began.elapsed() > Duration::from_secs(limits.wall_seconds), Limit::Wall),
            (!self.disk.holds(&tree, limits.disk_mib), Limit::Disk),
        ];
        if let Some((_, limit)) = over.into_iter().find(|(passed, _)| *passed) {
            self.end(Ending::Limit(limit));
        }
    }

    fn end(&mut self, ending: Ending) {
        self.ending.get_or_insert(ending);
        kill_all(&descendants());
    }

    fn now(&self) -> Micros {
        self.began.elapsed().as_micros() as Micros
    }

    fn into_observation(mut self) -> (Observation, Vec<u8>) {
        self.seen.ending = self.ending.take().unwrap_or_default();
        self.seen.output_bytes = self.streams.printed();
        (self.seen, self.streams.into_replies())
    }
}

/// All processes that come from us.
fn descendants() -> HashSet<i32> {
    let mut found = HashSet::new();
    let mut next = vec![std::process::id() as i32];
    while let Some(parent) = next.pop() {
        for task in fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten() {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            next.extend(
                children.split_whitespace().filter_map(|pid| pid.parse().ok()).filter(|pid| found.insert(*pid)),
            );
        }
    }
    found
}

fn kill_all(tree: &HashSet<i32>) {
    for pid in tree {
        // A process that is gone by now is what we want.
        let _ = kill(Pid::from_raw(*pid), Signal::SIGKILL);
    }
}

fn threads(pid: i32) -> usize {
    fs::read_dir(format!("/proc/{pid}/task")).map_or(0, Iterator::count)
}

fn resident_kib(pid: i32) -> u64 {
    let statm = fs::read_to_string(format!("/proc/{pid}/statm")).unwrap_or_default();
    statm.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or(0) * 4
}
