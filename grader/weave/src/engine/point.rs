//! The one way into the engine: every visible operation calls [`point`] first, and is done when it returns.

use super::Place;
use super::event::Action;
use super::execution::{Execution, Guard, execution, me, wait_for_ever};
use super::op::{Op, Wake};
use super::reduction::Key;
use super::task::TaskId;
use crate::fault::Fault;
use crate::settings::Polling;

/// So many operations in a row that changed nothing count as a hint that others should go first.
const PATIENCE: u32 = 3;
/// After so many looks in a row at one place, always with the same result, a loop is taken for one that waits.
const LOOKS: u32 = 200;

/// The calling thread is about to do `op`. Others may go first; when this returns, it is the caller's turn, the operation
/// can be done, and the execution is locked for it.
pub(crate) fn point(op: Op, at: Place) -> (Guard, Wake) {
    let me = me().expect("only threads of an execution come here");
    let mut execution = execution();
    if execution.over {
        drop(execution);
        wait_for_ever();
    }
    debug_assert_eq!(execution.current, me, "only the thread whose turn it is runs");
    execution.arrive(me, op, at);
    if execution.failure.is_some() || execution.too_long {
        stop(execution);
    }
    let Some(candidate) = execution.pick(me) else {
        execution.fail_stuck();
        stop(execution);
    };
    if execution.failure.is_some() {
        stop(execution);
    }
    hand_over(execution, me, candidate.task, candidate.wake)
}

fn hand_over(mut execution: Guard, me: TaskId, next: TaskId, wake: Wake) -> (Guard, Wake) {
    execution.begin_turn(next, wake);
    if next != me {
        let (mine, theirs) = (execution.tasks[me].baton.clone(), execution.tasks[next].baton.clone());
        drop(execution);
        theirs.give();
        mine.take();
        execution = super::execution::execution();
    }
    execution.tasks[me].yielded = false;
    let wake = execution.tasks[me].wake;
    (execution, wake)
}

/// As [`point`], for an operation that may only look, such as a load or a `try_lock`: a thread that keeps looking lets others
/// go first, so that waiting in a loop ends.
pub(crate) fn looking_point(op: Op, at: Place) -> Guard {
    let impatient = {
        let mut execution = execution();
        let mine = execution.mine();
        mine.idle += 1;
        mine.idle > PATIENCE && !execution.settings.stubborn
    };
    if impatient {
        execution().mine().idle = 0;
        drop(point(Op::Yield, at));
    }
    point(op, at).0
}

/// Others go first, if any can: `yield_now` and `spin_loop`.
pub(crate) fn yield_point(at: Place) {
    execution().mine().explicit = true;
    let (mut execution, _) = point(Op::Yield, at);
    execution.mine().explicit = false;
    execution.event(Action::Yields, None, at);
}

/// The execution cannot go on. Its threads stay where they are: unwinding them would run code that nobody asked for.
pub(crate) fn stop(mut execution: Guard) -> ! {
    execution.over = true;
    let done = execution.done.clone();
    drop(execution);
    done.give();
    wait_for_ever();
}

impl Execution {
    fn arrive(&mut self, me: TaskId, op: Op, at: Place) {
        self.steps += 1;
        self.streak += 1;
        self.unchanged += 1;
        self.tasks[me].pending = op;
        self.tasks[me].at = at;
        if let Op::Write(lock) = op {
            self.touch(Key::Object(lock.0), true);
        }
        if op == Op::Yield && !self.settings.stubborn {
            self.touch_everything();
            self.give_way(me);
        } else {
            self.others_may_run_again(me);
        }
        if self.steps > self.settings.max_steps {
            if self.settings.polling == Polling::Fail && self.streak > self.settings.max_steps / 5 * 4 {
                self.fail(Fault::Polling, String::new(), self.comes_back_to(me));
            }
            self.too_long = true;
        } else if self.unchanged > self.settings.max_steps / 5 * 4 && !self.somebody_waits_for_time() {
            self.fail(Fault::Livelock, String::new(), None);
        } else if !self.can_go_on(me) && self.is_in_circle(me) {
            // Whatever others do meanwhile, these will never go on.
            self.fail(Fault::Deadlock, String::new(), None);
        }
    }

    /// The current thread looked for a change at `at`, and saw `seen`.
    pub(crate) fn looked(&mut self, at: Place, seen: u64) {
        if self.settings.stubborn && self.mine().look(at, seen) >= LOOKS {
            self.fail(Fault::Polling, String::new(), Some(at));
        }
    }

    /// The current thread looked for something at `at`, and has got it: whatever it does there, it does not wait.
    pub(crate) fn found(&mut self, at: Place) {
        let mine = self.mine();
        mine.idle = 0;
        mine.looks.retain(|look| look.at != at);
    }

    /// Where a thread that goes round and round is once a round: where it lets time or others pass, or else where it looks or
    /// locks.
    fn comes_back_to(&self, me: TaskId) -> Option<Place> {
        let own = || self.events.iter().rev().filter(|event| event.task == me);
        let passes = |action| matches!(action, Action::Yields | Action::TimesOut | Action::Does("has slept"));
        let takes = |action: Action| action.only_looks() || matches!(action, Action::Takes(_));
        let found = own().find(|event| passes(event.action)).or_else(|| own().find(|event| takes(event.action)));
        found.map(|event| event.at)
    }

    pub(super) fn others_may_run_again(&mut self, me: TaskId) {
        for (task, other) in self.tasks.iter_mut().enumerate() {
            other.yielded &= task == me;
        }
    }

    /// Somebody looks at the clock, or will be told that its time is up: that is a change too. A sleep is none.
    fn somebody_waits_for_time(&self) -> bool {
        let is_timed = |op: Op| op.deadline().is_some() && !matches!(op, Op::Sleep { .. });
        self.clock_was_read || self.tasks.iter().any(|task| !task.finished && is_timed(task.pending))
    }

    pub(super) fn begin_turn(&mut self, next: TaskId, wake: Wake) {
        if next != self.current {
            self.streak = 0;
        }
        self.tasks[next].wake = wake;
        self.current = next;
    }
}
