//! Keeping threads back, so that what luck would hide is seen in each run: a new task starts late, an ended thread lingers,
//! a process leaves last. Each hold ends by itself, by CPU time or by what others do, never by the wall clock alone.

use nix::{sys::ptrace, unistd::Pid};

use super::{
    Micros, TaskId, TaskKind, proc,
    tracer::{Go, Live, Tracer},
};
use crate::sandbox::Schedule;

/// Why a thread is kept at its stop.
pub(super) enum Hold {
    /// It has not run yet; released when its starter waits, has used CPU time, or is blocked elsewhere for some ticks.
    New { starter_cpu_us: Micros, spun_us: Micros, still: u32, stopped: bool },
    /// A process that has not run yet, and whose starter's process ends; released when that is gone, so that it is seen to
    /// outlive it.
    Orphan { stopped: bool },
    /// It has ended; released when it is joined or its process ends.
    Ended,
    /// It ends its process; released when the other threads have ended or will not.
    LastCall { cpu_us: Micros, calm: u32 },
    /// Another thread is printing.
    Print,
}

/// Ticks after which a thread that does not move counts as blocked.
const STILL: u32 = 3;

/// CPU time that counts at most between two looks: a virtual machine that stands still charges whoever was running.
const BURST_US: Micros = 10_000;

/// How often a thread is looked at where it runs.
const LOOKS: u32 = 5;

/// Ended threads that are kept at once.
const KEPT: usize = 64;

impl Tracer<'_> {
    /// Decides that a task which has just been started is to be kept. It is not stopped yet; see [`Tracer::keep_stopped`].
    pub(super) fn hold_new(&mut self, tid: i32) {
        let Some(starter) = self.starter(tid) else { return };
        if self.plan.schedule.hold_new && self.ending.is_none() && !self.live.get(&starter).is_some_and(Live::waits) {
            let starter_cpu_us = proc::cpu_us(starter).0;
            self.set_hold(tid, Hold::New { starter_cpu_us, spun_us: 0, still: 0, stopped: false });
        }
    }

    /// A new task has reached the stop at which it is kept; lets it go if it need not be kept any more.
    pub(super) fn keep_stopped(&mut self, tid: i32) {
        match self.live.get_mut(&tid).and_then(|live| live.hold.as_mut()) {
            Some(Hold::New { stopped, .. } | Hold::Orphan { stopped }) => *stopped = true,
            _ => self.go(tid, Go::On),
        }
    }

    /// Whether `tid` has started a task that is still kept.
    pub(super) fn keeps_new(&self, tid: i32) -> bool {
        self.id(tid).is_some_and(|id| self.kept_of(id).next().is_some())
    }

    /// Lets go the tasks that `tid` has started: it waits now.
    pub(super) fn release_new(&mut self, tid: i32) {
        let Some(id) = self.id(tid) else { return };
        for kept in self.kept_of(id).collect::<Vec<_>>() {
            self.release(kept);
        }
    }

    /// `starter` has ended, by itself or with its process: what it started and is still kept never had its turn.
    pub(super) fn starter_ended(&mut self, starter: TaskId, by_itself: bool) {
        for kept in self.kept_of(starter).collect::<Vec<_>>() {
            let Some(live) = self.live.get_mut(&kept) else { continue };
            let task = &mut self.seen.tasks[live.id];
            task.never_ran = true;
            match &live.hold {
                Some(Hold::New { stopped, .. }) if task.kind == TaskKind::Process && !by_itself => {
                    live.hold = Some(Hold::Orphan { stopped: *stopped });
                }
                _ => self.release(kept),
            }
        }
    }

    /// A process is at its last stop: whoever it started and has not ended by now is left behind. What closes with the process
    /// may end a child before the process is gone; that child outlived it all the same.
    pub(super) fn leave_children_behind(&mut self, process: TaskId) {
        for tid in self.children_of(process) {
            if let Some(live) = self.live.get(&tid).filter(|live| !live.ended) {
                self.seen.tasks[live.id].left_behind = true;
            }
        }
    }

    /// A process is gone: whoever it started and was kept from running may run now. With the driver all of them go.
    pub(super) fn release_orphans(&mut self, process: TaskId) {
        for tid in self.children_of(process) {
            let orphan = self.live.get(&tid).is_some_and(|live| matches!(live.hold, Some(Hold::Orphan { .. })));
            if process != 0 && orphan {
                self.release(tid);
            }
        }
    }

    /// Keeps a thread that has ended until it is joined, unless somebody waits for it already.
    pub(super) fn hold_ended(&mut self, tid: i32) -> bool {
        let Some(id) = self.id(tid) else { return false };
        let awaited =
            self.live.values().any(|live| live.pending.as_ref().is_some_and(|pending| pending.joins == Some(id)));
        let thread = self.seen.tasks[id].kind == TaskKind::Thread;
        if !thread || awaited || !self.plan.schedule.hold_ended || self.ending.is_some() {
            return false;
        }
        let kept: Vec<i32> =
            self.live.iter().filter(|(_, live)| matches!(live.hold, Some(Hold::Ended))).map(|(tid, _)| *tid).collect();
        if kept.len() >= KEPT {
            self.release(kept[0]);
        }
        self.set_hold(tid, Hold::Ended);
        true
    }

    /// `tid` is being joined.
    pub(super) fn release_ended(&mut self, tid: i32) {
        if self.live.get(&tid).is_some_and(|live| matches!(live.hold, Some(Hold::Ended))) {
            self.release(tid);
        }
    }

    /// Keeps a thread that is about to end its process until the others of it, and the processes below, have ended, or show
    /// that they will not: a child that is about to end is a zombie then, and no orphan by luck.
    pub(super) fn hold_last_call(&mut self, tid: i32) {
        if !self.live.contains_key(&tid) {
            return self.go(tid, Go::On);
        }
        let cpu_us = self.others_than(tid).map(|other| proc::cpu_us(other).0).sum();
        self.set_hold(tid, Hold::LastCall { cpu_us, calm: 0 });
        self.settle_exits();
    }

    /// Lets those processes go of which a thread is kept at its last call, and nobody else is left to wait for.
    pub(super) fn settle_exits(&mut self) {
        let kept = self.live.iter().filter(|(_, live)| matches!(live.hold, Some(Hold::LastCall { .. })));
        for last in kept.map(|(tid, _)| *tid).collect::<Vec<_>>() {
            if self.others_than(last).next().is_none() {
                self.leave_others_behind(last);
            }
        }
    }

    /// Keeps a thread whose print has to wait its turn.
    pub(super) fn hold_print(&mut self, tid: i32) {
        self.set_hold(tid, Hold::Print);
    }

    /// Looks after all holds; called every few milliseconds.
    pub(super) fn tick_holds(&mut self) {
        for tid in self.live.keys().copied().collect::<Vec<_>>() {
            self.look(tid);
        }
        for tid in self.live.keys().copied().collect::<Vec<_>>() {
            match self.live.get(&tid).and_then(|live| live.hold.as_ref()) {
                Some(Hold::New { .. }) => self.tick_new(tid),
                Some(Hold::LastCall { .. }) => self.tick_last_call(tid),
                _ => {}
            }
        }
    }

    /// A new task is let go when its starter spins, is blocked in something, or has slept too often.
    fn tick_new(&mut self, tid: i32) {
        let Some(starter) = self.starter(tid) else { return self.release(tid) };
        let cpu_us = proc::cpu_us(starter).0;
        let Some(starter_live) = self.live.get(&starter) else { return self.release(tid) };
        let sleeps_on = starter_live.sleeps_cut > Schedule::SLEEPS_CUT;
        let blocked = starter_live.hold.is_none() && proc::state(starter) == Some('S');
        let Some(Hold::New { starter_cpu_us, spun_us, still, stopped }) =
            self.live.get_mut(&tid).and_then(|live| live.hold.as_mut())
        else {
            return;
        };
        *still = if blocked && *stopped { *still + 1 } else { 0 };
        *spun_us += cpu_us.saturating_sub(*starter_cpu_us).min(BURST_US);
        *starter_cpu_us = cpu_us;
        let spins = *spun_us > Schedule::SPIN_US;
        if sleeps_on || *still >= STILL || spins {
            self.release(tid);
        }
        if spins {
            self.ask_where(starter);
        }
    }

    /// A process is let go when all others that it waits for are blocked, or have used CPU time without an end.
    fn tick_last_call(&mut self, tid: i32) {
        let others: Vec<i32> = self.others_than(tid).collect();
        let used_us: Micros = others.iter().map(|other| proc::cpu_us(*other).0).sum();
        let blocked = others.iter().all(|other| proc::state(*other) == Some('S'));
        let Some(Hold::LastCall { cpu_us, calm }) = self.live.get_mut(&tid).and_then(|live| live.hold.as_mut()) else {
            return;
        };
        *calm = if blocked || used_us > *cpu_us + Schedule::SPIN_US { *calm + 1 } else { 0 };
        if *calm >= STILL {
            self.leave_others_behind(tid);
        }
    }

    /// The process of `tid` ends now; whoever of it has not ended is left behind.
    fn leave_others_behind(&mut self, tid: i32) {
        let Some(pid) = self.live.get(&tid).map(|live| live.pid) else { return };
        for live in self.live.values().filter(|live| live.pid == pid && !live.ended) {
            let task = &mut self.seen.tasks[live.id];
            if task.kind == TaskKind::Thread && task.tid != tid {
                task.left_behind = true;
                task.never_ran |= matches!(live.hold, Some(Hold::New { .. }));
            }
        }
        self.release(tid);
    }

    fn release(&mut self, tid: i32) {
        match self.live.get_mut(&tid).and_then(|live| live.hold.take()) {
            // It will find at its stop that it need not stay.
            None | Some(Hold::New { stopped: false, .. } | Hold::Orphan { stopped: false }) => {}
            Some(_) => self.go(tid, Go::On),
        }
    }

    /// Has a thread stop a few times, to see where it runs: not every instruction has a line.
    pub(super) fn ask_where(&mut self, tid: i32) {
        if let Some(live) = self.live.get_mut(&tid) {
            live.looks = LOOKS;
            self.look(tid);
        }
    }

    /// Stops a thread that is to be looked at, unless it waits by now.
    fn look(&mut self, tid: i32) {
        let Some(live) = self.live.get_mut(&tid).filter(|live| live.looks > 0 && !live.asked) else { return };
        if live.hold.is_some() || live.waits() || live.ended || proc::state(tid) != Some('R') {
            live.looks = 0;
        } else {
            live.asked = ptrace::interrupt(Pid::from_raw(tid)).is_ok();
        }
    }

    fn set_hold(&mut self, tid: i32, hold: Hold) {
        if let Some(live) = self.live.get_mut(&tid) {
            live.hold = Some(hold);
        }
    }

    fn starter(&self, tid: i32) -> Option<i32> {
        let parent = self.seen.tasks[self.id(tid)?].parent?;
        self.live.iter().find(|(_, live)| live.id == parent && !live.ended).map(|(tid, _)| *tid)
    }

    fn kept_of(&self, starter: TaskId) -> impl Iterator<Item = i32> {
        self.live.iter().filter_map(move |(tid, live)| {
            let kept = matches!(live.hold, Some(Hold::New { .. })) && self.seen.tasks[live.id].parent == Some(starter);
            kept.then_some(*tid)
        })
    }

    /// The processes that the threads of a process have started.
    fn children_of(&self, process: TaskId) -> Vec<i32> {
        let started = |id: TaskId| self.seen.tasks[id].parent.map(|parent| self.seen.tasks[parent].process);
        let children = self.live.iter().filter(|(_, live)| {
            self.seen.tasks[live.id].kind == TaskKind::Process && started(live.id) == Some(process)
        });
        children.map(|(tid, _)| *tid).collect()
    }

    /// The threads of the process of `tid`, and of the processes below it, that have run and not ended; without `tid`, and
    /// without those of its process that are kept at their last call themselves.
    fn others_than(&self, tid: i32) -> impl Iterator<Item = i32> {
        let process = self.id(tid).map(|id| self.seen.tasks[id].process);
        let others = self.live.iter().filter(move |(other, live)| {
            let is_kept = match live.hold {
                Some(Hold::New { .. } | Hold::Orphan { .. }) => true,
                Some(Hold::LastCall { .. }) => process == Some(self.seen.tasks[live.id].process),
                _ => false,
            };
            **other != tid && !live.ended && !is_kept && process.is_some_and(|process| self.is_below(live.id, process))
        });
        others.map(|(other, _)| *other)
    }

    /// Whether a task is of a process, or of one that it has started, and so on.
    fn is_below(&self, task: TaskId, process: TaskId) -> bool {
        let task = &self.seen.tasks[task];
        task.process == process || task.parent.is_some_and(|starter| self.is_below(starter, process))
    }
}
