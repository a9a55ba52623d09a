//! One execution: its threads, its objects, its clock, and what happened so far.

use super::Place;
use super::baton::Baton;
use super::choice::{Choice, Guide, Rng};
use super::event::{Action, Event};
use super::object::{Object, ObjectId};
use super::op::Op;
use super::reduction::Key;
use super::task::{Task, TaskId};
use super::view::View;
use super::worker::Worker;
use crate::fault::Fault;
use crate::settings::Settings;
use std::cell::Cell;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A panic, as the panic hook saw it.
#[derive(Clone, Debug)]
pub(crate) struct Panicked {
    pub(crate) task: TaskId,
    pub(crate) message: String,
    /// File, line and column.
    pub(crate) at: Option<(String, u32, u32)>,
}

/// What went wrong, with the part of the message that only the place knows where it was found.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(crate) fault: Fault,
    pub(crate) text: String,
    /// Where, if that is not where its thread stands.
    pub(crate) at: Option<Place>,
}

pub(crate) struct Execution {
    /// Tells this execution from all others of the process.
    pub(crate) epoch: u32,
    pub(crate) settings: Settings,
    pub(crate) tasks: Vec<Task>,
    pub(crate) current: TaskId,
    pub(crate) objects: Vec<Object>,
    /// Virtual time, in nanoseconds.
    pub(crate) clock: u64,
    /// Whether somebody read the clock since anything changed.
    pub(crate) clock_was_read: bool,
    pub(crate) steps: u32,
    /// Visible operations since one changed anything.
    pub(crate) unchanged: u32,
    /// Visible operations that the running thread did in a row.
    pub(crate) streak: u32,
    pub(crate) events: Vec<Event>,
    /// What was printed, in this order.
    pub(crate) printed: Vec<String>,
    pub(crate) panics: Vec<Panicked>,
    pub(crate) choices: Vec<Choice>,
    pub(crate) guide: Guide,
    pub(crate) rng: Rng,
    /// The floors that sequentially consistent operations raised.
    pub(crate) consistent: View,
    pub(crate) spurious_left: u32,
    /// Waits that time ended while others were still busy: whose, of which kind, and where.
    pub(crate) early: Vec<(TaskId, Op, Place)>,
    pub(crate) failure: Option<Failure>,
    /// Cut off by the limit of steps: nothing is known of what would have come.
    pub(crate) too_long: bool,
    /// No more operations; threads that are left wait for ever.
    pub(crate) over: bool,
    /// Somebody asked for a lock without waiting, so it matters when exactly locks are released.
    pub(crate) saw_try: bool,
    /// A store was forgotten that somebody could still have read.
    pub(crate) forgot: bool,
    /// A thread had to let others go first although it could have gone on.
    pub(crate) hurried: bool,
    /// A thread could have been woken before its time, and was not, since it had been so often.
    pub(crate) let_sleep: bool,
    /// Where atomics are sequentially consistent.
    pub(crate) seq_cst: Vec<Place>,
    /// What the closure returned, in its Debug form.
    pub(crate) outcome: Option<String>,
    pub(crate) done: Arc<Baton>,
    /// Threads of the system whose tasks have ended, and that can run others.
    pub(crate) resting: Vec<Worker>,
}

static EXECUTION: Mutex<Option<Box<Execution>>> = Mutex::new(None);

thread_local! {
    static ME: Cell<Ticket> = const { Cell::new(NOBODY) };
}

/// Which thread it is, in which execution.
#[derive(Clone, Copy)]
pub(crate) struct Ticket {
    epoch: u32,
    task: u32,
}

/// An ordinary thread: no execution has the epoch 0.
const NOBODY: Ticket = Ticket { epoch: 0, task: 0 };

impl Ticket {
    pub(crate) fn task(&self) -> TaskId {
        self.task as TaskId
    }
}

/// None: an ordinary thread.
fn my_ticket() -> Option<Ticket> {
    Some(ME.get()).filter(|ticket| ticket.epoch != NOBODY.epoch)
}

/// Which thread of the execution this is. None: an ordinary thread, for which everything is as in std.
pub(crate) fn me() -> Option<TaskId> {
    my_ticket().map(|ticket| ticket.task())
}

pub(super) fn set_me(ticket: Ticket) {
    ME.set(ticket);
}

pub(super) fn unset_me() {
    ME.set(NOBODY);
}

/// Whether the calling thread was left behind by an execution that is over.
fn is_stray(execution: Option<&Execution>) -> bool {
    my_ticket().is_some_and(|me| execution.is_none_or(|execution| execution.epoch != me.epoch))
}

/// Where threads go that nobody needs any more: unwinding them would run code that nobody asked for.
pub(super) fn wait_for_ever() -> ! {
    loop {
        std::thread::park();
    }
}

/// The execution under way, locked. Only the thread whose turn it is asks for it, so nobody ever waits here for long.
pub(crate) struct Guard(MutexGuard<'static, Option<Box<Execution>>>);

impl Deref for Guard {
    type Target = Execution;
    fn deref(&self) -> &Execution {
        self.0.as_ref().expect("an execution is under way whenever one of its threads runs")
    }
}

impl DerefMut for Guard {
    fn deref_mut(&mut self) -> &mut Execution {
        self.0.as_mut().expect("an execution is under way whenever one of its threads runs")
    }
}

pub(crate) fn execution() -> Guard {
    let guard = EXECUTION.lock().unwrap_or_else(PoisonError::into_inner);
    if is_stray(guard.as_deref()) {
        drop(guard);
        wait_for_ever();
    }
    Guard(guard)
}

/// Puts an execution in place, or takes it away.
pub(super) fn replace(execution: Option<Box<Execution>>) -> Option<Box<Execution>> {
    std::mem::replace(&mut *EXECUTION.lock().unwrap_or_else(PoisonError::into_inner), execution)
}

/// The execution, unless it is being used or there is none: for the panic hook, which may not wait.
pub(super) fn try_with(task: impl FnOnce(&mut Execution)) -> bool {
    for _ in 0..TRIES {
        if let Ok(mut guard) = EXECUTION.try_lock() {
            return match guard.as_deref_mut() {
                Some(execution) if !is_stray(Some(execution)) => {
                    task(execution);
                    true
                }
                _ => false,
            };
        }
        std::thread::yield_now();
    }
    false
}

/// The watch holds the execution for moments; the thread itself would hold it for ever.
const TRIES: u32 = 1_000;

impl Execution {
    pub(super) fn new(epoch: u32, settings: Settings, guide: Guide, seed: u64) -> Self {
        Self {
            epoch,
            spurious_left: settings.spurious_wakeups,
            settings,
            tasks: Vec::new(),
            current: 0,
            objects: Vec::new(),
            clock: 0,
            clock_was_read: false,
            steps: 0,
            unchanged: 0,
            streak: 0,
            events: Vec::with_capacity(64),
            printed: Vec::new(),
            panics: Vec::new(),
            choices: Vec::with_capacity(32),
            guide,
            rng: Rng(seed),
            consistent: View::default(),
            early: Vec::new(),
            failure: None,
            too_long: false,
            over: false,
            saw_try: false,
            forgot: false,
            hurried: false,
            let_sleep: false,
            seq_cst: Vec::new(),
            outcome: None,
            done: Arc::default(),
            resting: Vec::new(),
        }
    }

    /// What a thread is called in messages.
    pub(crate) fn thread_name(&self, task: TaskId) -> String {
        self.tasks[task].name.clone().unwrap_or_else(|| format!("thread {task}"))
    }

    pub(crate) fn ticket(&self, task: TaskId) -> Ticket {
        Ticket { epoch: self.epoch, task: task as u32 }
    }

    pub(crate) fn mine(&mut self) -> &mut Task {
        let current = self.current;
        &mut self.tasks[current]
    }

    pub(crate) fn object(&mut self, object: ObjectId) -> &mut Object {
        &mut self.objects[object.0]
    }

    /// A new thread, which waits for `baton`, and has seen what its maker has seen.
    pub(crate) fn new_task(&mut self, name: Option<String>, baton: Arc<Baton>, at: Place) -> TaskId {
        let task = self.tasks.len();
        let mut seen = self.tasks.get(self.current).map(|maker| maker.seen.clone()).unwrap_or_default();
        seen.set_clock(task, 1);
        let priority = (self.rng.next() >> 2) as i64;
        self.tasks.push(Task::new(name, baton, at, seen, priority));
        if task > 0 {
            self.tick();
            if let Guide::Reduced(reduction) = &mut self.guide {
                reduction.spawn(task);
            }
        }
        task
    }

    /// Writes down what the current thread did.
    pub(crate) fn event(&mut self, action: Action, object: Option<ObjectId>, at: Place) {
        if let Some(object) = object {
            self.touch(Key::Object(object.0), !action.only_looks());
        }
        self.note(action, object, at);
    }

    /// As `event`, for an operation that says itself what it touched.
    pub(crate) fn note(&mut self, action: Action, object: Option<ObjectId>, at: Place) {
        self.events.push(Event { task: self.current, action, object, at });
    }

    pub(crate) fn touch(&mut self, key: Key, changes: bool) {
        if let Guide::Reduced(reduction) = &mut self.guide {
            reduction.touch(key, changes);
        }
    }

    pub(crate) fn touch_everything(&mut self) {
        if let Guide::Reduced(reduction) = &mut self.guide {
            reduction.touch_everything();
        }
    }

    /// The number of the transition that is under way, for a search that asks for it.
    pub(crate) fn turn(&self) -> usize {
        match &self.guide {
            Guide::Reduced(reduction) => reduction.turn(),
            _ => 0,
        }
    }

    /// The operation would have come to something else before that transition, though the two can change places wherever both
    /// can be done.
    pub(crate) fn needs(&mut self, turn: usize) {
        if let Guide::Reduced(reduction) = &mut self.guide {
            reduction.need(turn);
        }
    }

    /// Whether it turned out to be like one before it.
    pub(crate) fn is_redundant(&self) -> bool {
        matches!(&self.guide, Guide::Reduced(reduction) if reduction.is_redundant())
    }

    /// The operation changed something: nobody goes round in circles.
    pub(crate) fn progress(&mut self) {
        self.unchanged = 0;
        self.clock_was_read = false;
        self.mine().idle = 0;
    }

    /// The first fault is the one that counts.
    pub(crate) fn fail(&mut self, fault: Fault, text: String, at: Option<Place>) {
        if self.failure.is_none() {
            self.failure = Some(Failure { fault, text, at });
        }
    }

    pub(super) fn goes_astray(&mut self) {
        let text = "the program took another path although the schedule was the same: does it use random numbers, the real \
                    time, addresses, or something that an earlier execution left behind?";
        self.fail(Fault::Nondeterministic, text.into(), None);
    }

    /// The current thread has seen what the last release of the object published.
    pub(crate) fn acquire(&mut self, object: ObjectId) {
        let Self { tasks, objects, current, .. } = self;
        tasks[*current].seen.join(&objects[object.0].view);
    }

    /// Whoever acquires the object from now on has seen what the current thread has.
    pub(crate) fn release(&mut self, object: ObjectId) {
        let Self { tasks, objects, current, .. } = self;
        objects[object.0].view.join(&tasks[*current].seen);
        self.tick();
    }

    pub(crate) fn tick(&mut self) {
        let current = self.current;
        let seen = &mut self.tasks[current].seen;
        seen.set_clock(current, seen.clock(current) + 1);
    }

    /// When something that takes `duration` from now will be over.
    pub(crate) fn deadline(&mut self, duration: std::time::Duration) -> super::op::Deadline {
        let nanos = u64::try_from(duration.as_nanos()).ok().filter(|nanos| *nanos <= self.settings.farthest())?;
        self.touch(Key::Clock, false);
        self.clock.checked_add(nanos)
    }
}
