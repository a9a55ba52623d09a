//! Who can go on, in which order of preference, and what happens when nobody can.

use super::choice::{Candidate, Guide};
use super::execution::Execution;
use super::object::ObjectId;
use super::op::{Op, Wake};
use super::reduction::{Key, WIDEST};
use super::task::{Task, TaskId};
use crate::settings::Time;

/// After so many operations in a row the ordinary schedule lets another thread go first, if one is ready.
const QUANTUM: u32 = 100;
/// How often one thread may be woken before its time in one execution.
const EARLY_WAKEUPS: u32 = 4;
/// What passes, in nanoseconds, when all threads that are ready only look at the clock.
const GLANCE: u64 = 1_000_000;

impl Execution {
    /// Who goes on after `me` reached a point. None: nobody can, now or ever.
    pub(super) fn pick(&mut self, me: TaskId) -> Option<Candidate> {
        loop {
            let mut candidates = self.ready(me);
            self.add_due(&mut candidates);
            if self.waits_for_time(&candidates) {
                if let Some(chosen) = self.before_time_passes(me) {
                    return Some(chosen);
                }
                match self.pass_time() {
                    Passed::Time => continue,
                    Passed::Never if candidates.is_empty() => return None,
                    Passed::Never => {}
                }
            }
            self.be_fair(me, &mut candidates);
            let ordinary = candidates.len();
            self.add_hasty(me, &mut candidates);
            self.add_early(&mut candidates);
            self.add_spurious(&mut candidates);
            let chosen = candidates[self.choose_candidate(me, &candidates, ordinary)];
            self.wake(me, chosen);
            return Some(chosen);
        }
    }

    /// The threads that can go on, the ordinary choice first: whoever runs goes on, unless it let others go first.
    fn ready(&self, me: TaskId) -> Vec<Candidate> {
        let count = self.tasks.len();
        let from = usize::from(self.streak >= self.quantum());
        let tasks = (from..count + from).map(|offset| (me + offset) % count).filter(|task| self.can_go_on(*task));
        let mut ready: Vec<Candidate> = tasks.map(|task| Candidate { task, wake: Wake::Normal }).collect();
        let is_eager = |candidate: &Candidate| !self.tasks[candidate.task].yielded;
        if ready.iter().any(is_eager) {
            ready.retain(is_eager);
        } else if ready.first().is_some_and(|first| first.task == me) {
            ready.rotate_left(1);
        }
        ready
    }

    /// Whether threads that can go on are not among the candidates, or would not be if there were others. True if there are too
    /// many to tell.
    pub(super) fn leaves_out(&self, candidates: &[Candidate]) -> bool {
        if self.tasks.len() > WIDEST {
            return true;
        }
        let can = (0..self.tasks.len()).filter(|task| self.can_go_on(*task));
        let mut can = can.map(|task| (task, self.tasks[task].yielded));
        can.any(|(task, yielded)| yielded || candidates.iter().all(|candidate| candidate.task != task))
    }

    fn quantum(&self) -> u32 {
        if self.settings.stubborn { 10 * QUANTUM } else { QUANTUM }
    }

    /// No scheduler keeps a thread waiting for ever, so after a while the running one has to let others go first. What it
    /// could have done in their stead is not explored.
    fn be_fair(&mut self, me: TaskId, candidates: &mut Vec<Candidate>) {
        if self.streak >= 2 * self.quantum() && candidates.iter().any(|candidate| candidate.task != me) {
            candidates.retain(|candidate| candidate.task != me);
            self.hurried = true;
        }
    }

    pub(crate) fn can_go_on(&self, task: TaskId) -> bool {
        let Some(waiting) = self.tasks.get(task).filter(|task| !task.finished) else { return false };
        let object = |object: ObjectId| &self.objects[object.0];
        match waiting.pending {
            Op::Start | Op::Step | Op::Yield => true,
            Op::Lock(lock) | Op::Once(lock) | Op::AskToWrite(lock) => object(lock).lock().writer.is_none(),
            Op::Initialised { once, or_poisoned } => {
                let once = object(once).lock();
                once.done || or_poisoned && once.poisoned
            }
            Op::Write(lock) => object(lock).lock().writer.is_none() && object(lock).lock().readers.is_empty(),
            Op::Read(lock) => object(lock).lock().writer.is_none() && !self.a_writer_waits(lock),
            Op::Wait { condvar, .. } => {
                object(condvar).waiters().iter().any(|waiter| waiter.task == task && waiter.notified)
            }
            Op::Join(other) => self.tasks[other].finished,
            Op::ScopeEnd(scope) => object(scope).scope_is_empty(),
            Op::Send(channel) => {
                let channel = object(channel).channel();
                channel.receiver_gone || channel.has_room()
            }
            Op::Taken { channel, ticket } => {
                let channel = object(channel).channel();
                channel.receiver_gone || channel.taken.iter().any(|message| message.ticket == ticket)
            }
            Op::Receive { channel, .. } => {
                let channel = object(channel).channel();
                !channel.queue.is_empty() || channel.is_disconnected()
            }
            Op::Barrier { barrier, generation } => object(barrier).barrier().generation != generation,
            Op::Park { .. } => waiting.park_token.is_some(),
            Op::Sleep { until } => until.is_some_and(|until| self.clock >= until),
        }
    }

    /// As std does it on Linux: while readers have the lock and a writer waits, no new readers come in.
    pub(crate) fn a_writer_waits(&self, lock: ObjectId) -> bool {
        !self.objects[lock.0].lock().readers.is_empty() && self.a_writer_stands_by(lock)
    }

    /// Whether a writer waits or has waited for readers, and has not had its turn.
    pub(crate) fn a_writer_stands_by(&self, lock: ObjectId) -> bool {
        self.tasks.iter().any(|task| !task.finished && task.pending == Op::Write(lock))
    }

    /// Nobody is ready, or all who are ready only look for a change that has to come from time.
    fn waits_for_time(&self, candidates: &[Candidate]) -> bool {
        let spins =
            |candidate: &Candidate| self.tasks[candidate.task].yielded && self.unchanged > 8 * self.tasks.len() as u32;
        candidates.iter().all(spins)
    }

    /// Where all wait, somebody may be woken for no reason as long as it is not later. The ordinary choice is that nobody is.
    fn before_time_passes(&mut self, me: TaskId) -> Option<Candidate> {
        let is_timed = |task: &Task| !task.finished && task.pending.deadline().is_some();
        if !self.tasks.iter().any(is_timed) {
            return None;
        }
        let mut woken = Vec::new();
        self.add_spurious(&mut woken);
        let number = self.choose_value(1 + woken.len()).checked_sub(1)?;
        let chosen = woken[number];
        self.choose_candidate(me, &[chosen], 0);
        self.wake(me, chosen);
        Some(chosen)
    }

    fn pass_time(&mut self) -> Passed {
        let waiting = |task: &TaskId| !self.tasks[*task].finished && !self.can_go_on(*task);
        let deadline = |task: TaskId| self.tasks[task].pending.deadline();
        let Some(deadline) = (0..self.tasks.len()).filter(waiting).filter_map(deadline).min() else {
            if !self.clock_was_read {
                return Passed::Never;
            }
            self.clock += GLANCE;
            self.unchanged = 0;
            self.clock_was_read = false;
            self.touch(Key::Clock, true);
            return Passed::Time;
        };
        self.clock = self.clock.max(deadline);
        self.touch(Key::Clock, true);
        Passed::Time
    }

    /// Whose time-out has come can go on because of it. (Whoever sleeps is ready then.)
    fn add_due(&self, candidates: &mut Vec<Candidate>) {
        for (task, waiting) in self.tasks.iter().enumerate() {
            let due = waiting.pending.deadline().is_some_and(|deadline| deadline <= self.clock);
            if due && !waiting.finished && !self.can_go_on(task) {
                candidates.push(Candidate { task, wake: Wake::TimedOut });
            }
        }
    }

    /// A yield is a hint: it may also return at once, though not twice in a row.
    fn add_hasty(&self, me: TaskId, candidates: &mut Vec<Candidate>) {
        let hasty = self.tasks.get(me).is_some_and(|task| task.pending == Op::Yield && task.explicit && !task.hasty);
        if hasty && !candidates.iter().any(|candidate| candidate.task == me) {
            candidates.push(Candidate { task: me, wake: Wake::Normal });
        }
    }

    /// In adversarial time whoever waits with a time-out may be woken by it while others are still busy.
    fn add_early(&mut self, candidates: &mut Vec<Candidate>) {
        if self.settings.time == Time::Ideal {
            return;
        }
        for (task, waiting) in self.tasks.iter().enumerate() {
            let later = waiting.pending.deadline().is_some_and(|deadline| deadline > self.clock);
            if !later || waiting.finished || self.can_go_on(task) {
                continue;
            }
            if waiting.early < EARLY_WAKEUPS {
                candidates.push(Candidate { task, wake: Wake::TimedOut });
            } else {
                self.let_sleep = true;
            }
        }
    }

    fn add_spurious(&self, candidates: &mut Vec<Candidate>) {
        if self.spurious_left == 0 {
            return;
        }
        for (task, waiting) in self.tasks.iter().enumerate() {
            if !waiting.finished && waiting.pending.may_wake_spuriously() && !self.can_go_on(task) {
                candidates.push(Candidate { task, wake: Wake::Spurious });
            }
        }
    }

    fn wake(&mut self, me: TaskId, chosen: Candidate) {
        if self.settings.spurious_wakeups > 0 && self.tasks[chosen.task].pending.may_wake_spuriously() {
            // It could have been woken for no reason, if no other had been.
            self.touch(Key::Luck, chosen.wake == Wake::Spurious);
        }
        match chosen.wake {
            Wake::Normal => {
                let mine = &mut self.tasks[me];
                mine.hasty = chosen.task == me && mine.pending == Op::Yield;
            }
            Wake::TimedOut => {
                let (pending, at) = (self.tasks[chosen.task].pending, self.tasks[chosen.task].at);
                let deadline = pending.deadline();
                if let Some(later) = deadline.filter(|deadline| *deadline > self.clock) {
                    self.touch(Key::Clock, true);
                    self.tasks[chosen.task].early += 1;
                    self.clock = later;
                    self.early.push((chosen.task, pending, at));
                } else {
                    self.touch(Key::Clock, false);
                }
                self.leave(chosen.task);
            }
            Wake::Spurious => {
                self.spurious_left -= 1;
                self.leave(chosen.task);
            }
        }
    }

    /// Who was not notified no longer waits for it.
    fn leave(&mut self, task: TaskId) {
        if let Op::Wait { condvar, .. } = self.tasks[task].pending {
            self.object(condvar).waiters_mut().retain(|waiter| waiter.task != task);
        }
    }

    /// A thread that only looked for a change gives way, in a search by priorities too.
    pub(super) fn give_way(&mut self, task: TaskId) {
        self.tasks[task].yielded = true;
        if matches!(self.guide, Guide::Priorities { .. }) {
            let lowest = self.tasks.iter().map(|task| task.priority).min().unwrap_or(0);
            self.tasks[task].priority = lowest - 1;
        }
    }
}

/// What became of waiting for time.
enum Passed {
    /// The clock went on.
    Time,
    /// No time-out is near enough to come.
    Never,
}
