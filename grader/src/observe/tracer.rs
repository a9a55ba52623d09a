//! The loop that follows every thread and process of a run from birth to end. Calls are `enter`'s concern, keeping threads
//! back is `hold`'s, the proof that nothing can move any more is `quiet`'s.

use std::{
    collections::{BTreeMap, HashSet, VecDeque},
    time::Instant,
};

use nix::{
    errno::Errno,
    sys::{
        ptrace,
        signal::{Signal, kill},
        wait::{WaitPidFlag, WaitStatus, waitpid},
    },
    unistd::Pid,
};

use super::{
    Action, Disk, Ending, Event, Exit, Limit, Micros, Observation, Stack, Task, TaskId, TaskKind,
    call::Call,
    enter::Pending,
    hold::Hold,
    proc,
    quiet::Quiet,
    registers::Registers,
    streams::Streams,
    unwind::{Modules, Unwinder},
};
use crate::sandbox::{Plan, REFUSED, Watched};

/// Follows one run.
pub(super) struct Tracer<'a> {
    pub(super) plan: &'a Plan,
    pub(super) began: Instant,
    pub(super) seen: Observation,
    pub(super) live: BTreeMap<i32, Live>,
    pub(super) unwinder: Unwinder<'a>,
    pub(super) streams: Streams,
    pub(super) disk: Disk,
    /// Prints to standard output that were begun.
    pub(super) prints: usize,
    /// The thread whose print is in flight; the others wait their turn.
    pub(super) printing: Option<i32>,
    pub(super) print_queue: VecDeque<i32>,
    pub(super) quiet: Quiet,
    /// Calls that were refused so far.
    pub(super) refusals: usize,
    /// Stops handled so far.
    pub(super) stops: u64,
    pub(super) ending: Option<Ending>,
    root: i32,
    /// The driver has been executed.
    begun: bool,
    stacks: usize,
    /// Tasks whose first stop came before their starter's event.
    early: HashSet<i32>,
    /// The thread that was running when its process had used up its CPU time.
    spent: Option<i32>,
}

/// A thread that the kernel still knows.
pub(super) struct Live {
    pub(super) id: TaskId,
    pub(super) pid: i32,
    /// The address that the kernel clears and wakes when the thread is gone: what a join waits on.
    pub(super) end_word: Option<u64>,
    pub(super) pending: Option<Pending>,
    pub(super) hold: Option<Hold>,
    pub(super) sleeps_cut: u32,
    /// It has passed its last instruction.
    pub(super) ended: bool,
    /// How often it is still to be stopped, to see where it runs.
    pub(super) looks: u32,
    /// We have asked it to stop.
    pub(super) asked: bool,
    /// Where it last asked for another program.
    exec_stack: Stack,
}

/// How a stopped thread goes on.
pub(super) enum Go {
    /// To the next event.
    On,
    /// To the end of the system call that it is in.
    ToResult,
    /// With this signal.
    With(Signal),
}

/// Events beyond this number are not kept, except prints, and what happens once and tells how it ended: a run that asks a
/// million times is told by its first thousands.
const KEPT_EVENTS: usize = 20_000;

impl<'a> Tracer<'a> {
    /// For the process `root`, which is seized and has not executed the driver yet.
    pub(super) fn new(plan: &'a Plan, root: i32, streams: Streams, modules: &'a mut Modules) -> Tracer<'a> {
        let task = Task { tid: root, pid: root, ..Task::default() };
        let live = Live::new(0, root);
        Tracer {
            plan,
            began: Instant::now(),
            seen: Observation { tasks: vec![task], ..Observation::default() },
            live: BTreeMap::from([(root, live)]),
            unwinder: Unwinder::new(&plan.program, modules),
            streams,
            disk: Disk::of(plan),
            prints: 0,
            printing: None,
            print_queue: VecDeque::new(),
            quiet: Quiet::default(),
            refusals: 0,
            stops: 0,
            ending: None,
            root,
            begun: false,
            stacks: 0,
            early: HashSet::new(),
            spent: None,
        }
    }

    /// Handles all stops that are due; says whether anything of the tree is left.
    pub(super) fn follow(&mut self) -> bool {
        loop {
            match waitpid(None, Some(WaitPidFlag::__WALL | WaitPidFlag::WNOHANG)) {
                Ok(WaitStatus::StillAlive) => return true,
                Ok(status) => self.handle(status),
                Err(Errno::ECHILD) => return false,
                Err(_) => {}
            }
        }
    }

    /// Microseconds since the driver started.
    pub(super) fn now(&self) -> Micros {
        self.began.elapsed().as_micros() as Micros
    }

    /// Ends the whole tree, for this reason unless there is one already.
    pub(super) fn end(&mut self, ending: Ending) {
        self.ending.get_or_insert(ending);
        let now = self.now();
        for (tid, live) in &self.live {
            let task = &mut self.seen.tasks[live.id];
            if !live.ended {
                (task.cpu_us, task.ready_us) = proc::cpu_us(*tid);
                task.end_us.get_or_insert(now);
            }
        }
        // One that was started by somebody who was killed before we heard of it is known by its own first stop alone.
        let processes = self.live.values().map(|live| live.pid).chain(self.early.iter().copied());
        for pid in processes.collect::<HashSet<_>>() {
            // A process that is gone by now is what we want.
            let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
        }
    }

    /// Lets a stopped thread go on. One that was killed in the meantime is no error.
    pub(super) fn go(&self, tid: i32, how: Go) {
        let pid = Pid::from_raw(tid);
        let _ = match how {
            Go::On => ptrace::cont(pid, None),
            Go::ToResult => ptrace::syscall(pid, None),
            Go::With(signal) => ptrace::cont(pid, signal),
        };
    }

    /// Records what a thread does, and gives the event's index where it was kept.
    pub(super) fn record(&mut self, tid: i32, action: Action, registers: Option<&Registers>) -> Option<usize> {
        let live = self.live.get(&tid)?;
        let (id, pid) = (live.id, live.pid);
        let rare = matches!(action, Action::Spin | Action::Exit);
        let keep = rare || self.seen.events.len() < KEPT_EVENTS || matches!(action, Action::Print { .. });
        let stack = match registers {
            Some(registers) if rare && self.tells_where() => self.unwinder.stack(pid, tid, registers),
            Some(registers) if keep => self.stack(pid, tid, registers),
            _ => Stack::default(),
        };
        keep.then(|| {
            self.seen.events.push(Event { at_us: self.now(), until_us: None, task: id, action, stack });
            self.seen.events.len() - 1
        })
    }

    /// The task with this number, if it lives.
    pub(super) fn id(&self, tid: i32) -> Option<TaskId> {
        self.live.get(&tid).map(|live| live.id)
    }

    /// `tid` asks for another program; where it asked is gone when it has it.
    pub(super) fn remember_exec(&mut self, tid: i32, registers: &Registers) {
        let Some(pid) = self.live.get(&tid).map(|live| live.pid).filter(|_| self.begun) else { return };
        let stack = self.stack(pid, tid, registers);
        if let Some(live) = self.live.get_mut(&tid) {
            live.exec_stack = stack;
        }
    }

    /// Whether anybody wants to know where a task was: unwinding reads all that a program is linked with.
    fn tells_where(&self) -> bool {
        self.plan.watched == Watched::Calls
    }

    fn stack(&mut self, pid: i32, tid: i32, registers: &Registers) -> Stack {
        if self.stacks >= Stack::KEPT || !self.tells_where() {
            return Stack::default();
        }
        self.stacks += 1;
        self.unwinder.stack(pid, tid, registers)
    }

    fn handle(&mut self, status: WaitStatus) {
        self.stops += 1;
        match status {
            WaitStatus::Exited(pid, code) => self.gone(pid.as_raw(), Exit::Code(code)),
            WaitStatus::Signaled(pid, signal, _) => self.gone(pid.as_raw(), Exit::Signal(signal as i32)),
            WaitStatus::PtraceEvent(pid, signal, event) => self.event(pid.as_raw(), signal, event),
            WaitStatus::PtraceSyscall(pid) => self.leave(pid.as_raw()),
            WaitStatus::Stopped(pid, signal) => {
                let spent = signal == Signal::SIGXCPU && self.spent_cpu(pid.as_raw());
                self.go(pid.as_raw(), if spent { Go::On } else { Go::With(signal) });
            }
            WaitStatus::Continued(_) | WaitStatus::StillAlive => {}
        }
    }

    fn event(&mut self, tid: i32, signal: Signal, event: i32) {
        use nix::libc::{
            PTRACE_EVENT_CLONE, PTRACE_EVENT_EXEC, PTRACE_EVENT_EXIT, PTRACE_EVENT_FORK, PTRACE_EVENT_SECCOMP,
            PTRACE_EVENT_STOP, PTRACE_EVENT_VFORK,
        };
        match event {
            PTRACE_EVENT_CLONE | PTRACE_EVENT_FORK | PTRACE_EVENT_VFORK => self.born(tid),
            PTRACE_EVENT_EXEC => self.executed(tid),
            PTRACE_EVENT_EXIT => self.ends(tid),
            PTRACE_EVENT_SECCOMP if ptrace::getevent(Pid::from_raw(tid)) == Ok(REFUSED.into()) => self.refuse(tid),
            PTRACE_EVENT_SECCOMP => self.enter(tid),
            PTRACE_EVENT_STOP if signal == Signal::SIGTRAP && !self.live.contains_key(&tid) => {
                self.early.insert(tid);
                if let Some(ending) = self.ending.clone() {
                    self.end(ending);
                }
            }
            PTRACE_EVENT_STOP if signal == Signal::SIGTRAP => self.stopped(tid),
            _ => self.go(tid, Go::On),
        }
    }

    /// `tid` has started a task.
    fn born(&mut self, tid: i32) {
        let (Ok(child), Some(starter)) = (ptrace::getevent(Pid::from_raw(tid)), self.live.get(&tid)) else {
            return self.go(tid, Go::On);
        };
        let child = child as i32;
        let (starter_id, starter_pid, asked) = (starter.id, starter.pid, self.tells_where());
        if !asked {
            // The starter itself is asked nothing, and need not wait.
            self.go(tid, Go::On);
        }
        let pid = proc::process_of(child).unwrap_or(child);
        let registers = asked.then(|| Registers::of(tid).ok()).flatten();
        let started_at =
            registers.as_ref().map(|registers| self.stack(starter_pid, tid, registers)).unwrap_or_default();
        let id = self.seen.tasks.len();
        let thread = pid != child;
        self.seen.tasks.push(Task {
            tid: child,
            pid,
            kind: if thread { TaskKind::Thread } else { TaskKind::Process },
            parent: Some(starter_id),
            process: if thread { self.seen.tasks[starter_id].process } else { id },
            started_at,
            start_us: self.now(),
            ..Task::default()
        });
        let end_word = registers.and_then(|registers| end_word(tid, &registers));
        self.live.insert(child, Live { end_word, ..Live::new(id, pid) });
        self.check_counts();
        self.hold_new(child);
        if self.early.remove(&child) {
            self.first_stop(child);
        }
        if asked {
            self.go(tid, Go::On);
        }
    }

    /// `tid` has stopped because it is new, or because we asked it to.
    fn stopped(&mut self, tid: i32) {
        if let Some(live) = self.live.get_mut(&tid).filter(|live| live.asked) {
            (live.asked, live.looks) = (false, live.looks.saturating_sub(1));
            self.sample(tid);
            return self.go(tid, Go::On);
        }
        self.first_stop(tid);
    }

    /// The process of `tid` has used up its CPU time; says whether it may go on for a moment, to see where it runs.
    fn spent_cpu(&mut self, tid: i32) -> bool {
        self.sample(tid);
        if self.spent.replace(tid).is_some() {
            self.end(Ending::Limit(Limit::Cpu));
            return false;
        }
        self.ask_where(tid);
        true
    }

    /// Ends a run that has used up its CPU time, once it was seen where.
    pub(super) fn tick_spent(&mut self) {
        let Some(tid) = self.spent else { return };
        if self.live.get(&tid).is_none_or(|live| live.looks == 0) {
            self.end(Ending::Limit(Limit::Cpu));
        }
    }

    /// Records where a stopped thread runs.
    fn sample(&mut self, tid: i32) {
        if let Ok(registers) = Registers::of(tid) {
            self.record(tid, Action::Spin, Some(&registers));
        }
    }

    /// A new thread is kept here; a process is, when it executes its program.
    fn first_stop(&mut self, tid: i32) {
        match self.id(tid).is_some_and(|id| self.seen.tasks[id].kind == TaskKind::Thread) {
            true => self.keep_stopped(tid),
            false => self.go(tid, Go::On),
        }
    }

    fn executed(&mut self, tid: i32) {
        let former = ptrace::getevent(Pid::from_raw(tid)).map_or(tid, |former| former as i32);
        let stack = self.live.get_mut(&former).map(|live| std::mem::take(&mut live.exec_stack)).unwrap_or_default();
        if former != tid {
            self.merged(former);
        }
        let arguments = proc::arguments(tid);
        self.unwinder.forget(tid);
        let Some(live) = self.live.get_mut(&tid) else { return self.go(tid, Go::On) };
        (live.pending, live.ended) = (None, false);
        let task = &mut self.seen.tasks[live.id];
        (task.arguments, task.end_us) = (arguments.clone(), None);
        if !self.begun {
            // The shim may still be on its way to itself.
            self.begun = proc::program(tid).is_some_and(|program| program == self.plan.program);
            self.began = Instant::now();
            return self.go(tid, Go::On);
        }
        if !self.is_own_program(tid) {
            return self.refuse_program(tid, stack);
        }
        if let Some(event) = self.record(tid, Action::Exec { arguments }, None) {
            self.seen.events[event].stack = stack;
        }
        self.keep_stopped(tid);
    }

    /// Whether a process executes what the plan is about. Where the plan names other programs, Landlock sees to it.
    fn is_own_program(&self, tid: i32) -> bool {
        !self.plan.reach.execute.is_empty() || proc::program(tid).is_none_or(|program| program == self.plan.program)
    }

    /// A thread that was not the first has executed a program: it goes on under the number of the first, which has ended.
    fn merged(&mut self, former: i32) {
        let now = self.now();
        if let Some(live) = self.live.remove(&former) {
            self.seen.tasks[live.id].end_us.get_or_insert(now);
        }
    }

    /// `tid` is at its last stop, still with everything that can be asked of it.
    fn ends(&mut self, tid: i32) {
        let now = self.now();
        let Some(live) = self.live.get_mut(&tid) else { return self.go(tid, Go::On) };
        live.ended = true;
        let (id, pid) = (live.id, live.pid);
        let task = &mut self.seen.tasks[id];
        (task.cpu_us, task.ready_us) = proc::cpu_us(tid);
        task.end_us.get_or_insert(now);
        task.name = proc::name(tid);
        let by_itself = Registers::of(tid).is_ok_and(|registers| registers.number() == nix::libc::SYS_exit);
        self.finish_print(tid);
        if self.seen.tasks[id].kind == TaskKind::Process {
            self.check_peak(pid);
        }
        self.starter_ended(id, by_itself);
        if self.seen.tasks[id].kind == TaskKind::Process && !by_itself && self.ending.is_none() {
            self.leave_children_behind(id);
        }
        if !(by_itself && self.hold_ended(tid)) {
            self.go(tid, Go::On);
        }
        self.settle_exits();
    }

    /// The kernel has given up `tid`.
    fn gone(&mut self, tid: i32, exit: Exit) {
        self.early.remove(&tid);
        let Some(live) = self.live.remove(&tid) else { return };
        let now = self.now();
        self.finish_print(tid);
        self.seen.tasks[live.id].end_us.get_or_insert(now);
        if self.seen.tasks[live.id].kind == TaskKind::Process {
            self.seen.tasks[live.id].exit = Some(exit);
            if self.ending.is_none() {
                self.leave_children_behind(live.id);
                self.release_orphans(live.id);
            }
        }
        if tid == self.root {
            self.seen.wall_us = now;
            self.end(Ending::Ended(exit));
        }
    }

    /// The run was cut short: what is blocked stays unanswered.
    pub(super) fn into_observation(mut self) -> (Observation, Vec<u8>) {
        let ending = self.ending.take().filter(|_| self.begun);
        self.seen.ending = ending.unwrap_or(Ending::Stopped);
        self.seen.output_bytes = self.streams.printed();
        if self.seen.wall_us == 0 {
            self.seen.wall_us = self.now();
        }
        (self.seen, self.streams.into_replies())
    }
}

impl Live {
    fn new(id: TaskId, pid: i32) -> Live {
        Live {
            id,
            pid,
            end_word: None,
            pending: None,
            hold: None,
            sleeps_cut: 0,
            ended: false,
            looks: 0,
            asked: false,
            exec_stack: Stack::default(),
        }
    }

    /// The call in which the thread waits for something that somebody else does; a sleep is none.
    pub(super) fn waits(&self) -> bool {
        self.pending.as_ref().is_some_and(|pending| match pending.call {
            Call::Futex { .. } | Call::Poll { .. } | Call::Receive(_) | Call::Send(_) => true,
            Call::Reap { asking, .. } => !asking,
            _ => false,
        })
    }
}

/// Where the kernel will put 0 when the thread that is being started is gone, from the arguments of `clone` or `clone3`
/// (clone(2): CLONE_CHILD_CLEARTID).
fn end_word(starter: i32, registers: &Registers) -> Option<u64> {
    let [first, ..] = registers.arguments();
    match registers.number() {
        nix::libc::SYS_clone => Some(registers.clone_end_word()),
        // struct clone_args { flags, pidfd, child_tid, … }
        nix::libc::SYS_clone3 => proc::word(starter, first.wrapping_add(16)),
        _ => None,
    }
}
