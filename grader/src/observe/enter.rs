//! A thread enters and leaves the system calls that we watch. What is recorded is what the kernel was asked, and what it
//! answered.

use nix::libc;

use super::{
    Action, Channel, Event, Stream, TaskId, Wait,
    call::{Call, FileName, Target, decode, timespec_us},
    proc,
    registers::Registers,
    tracer::{Go, Tracer},
};
use crate::sandbox::Schedule;

/// A call that was entered and has not returned.
pub(super) struct Pending {
    pub(super) call: Call,
    /// Its place in the observation.
    pub(super) event: Option<usize>,
    /// The thread that a futex wait joins.
    pub(super) joins: Option<TaskId>,
}

impl Tracer<'_> {
    /// `tid` is about to make a call at which the filter stops.
    pub(super) fn enter(&mut self, tid: i32) {
        let (Ok(registers), true) = (Registers::of(tid), self.live.contains_key(&tid)) else {
            return self.go(tid, Go::On);
        };
        let call = decode(registers.number(), registers.arguments(), |number| self.target(tid, number));
        match call {
            Call::Print(stream) => self.enter_print(tid, stream, &registers),
            Call::Sleep { request, absolute } => self.enter_sleep(tid, request, absolute, registers),
            Call::Futex { address, timed } => self.enter_futex(tid, address, timed, &registers),
            Call::Reap { child, asking, .. } => {
                let child = child.and_then(|pid| self.seen.tasks.iter().rposition(|task| task.tid == pid));
                let action = match asking {
                    true => Action::Poll { found: None },
                    false => Action::Wait { on: Wait::Child(child), timed: false },
                };
                self.enter_wait(tid, call, action, &registers);
            }
            Call::Poll { timed } => self.enter_wait(tid, call, Action::Wait { on: Wait::Poll, timed }, &registers),
            Call::Receive(over) => self.enter_wait(tid, call, Action::Receive { over, bytes: 0 }, &registers),
            Call::Send(over) => self.enter_wait(tid, call, Action::Send { over, bytes: 0 }, &registers),
            Call::Pair(channel) => {
                self.record(tid, Action::Pair(channel), Some(&registers));
                self.go(tid, Go::On);
            }
            Call::File(path) => {
                self.record(tid, Action::File { path }, Some(&registers));
                self.go(tid, Go::On);
            }
            Call::Open { name, writing } => self.enter_open(tid, name, writing, &registers),
            Call::Execute(name) => {
                self.remember_exec(tid, &registers);
                let path = path_of(tid, name);
                self.await_result(tid, Call::Execute(FileName::Path(path)), None, None);
            }
            Call::ExitGroup => {
                self.record(tid, Action::Exit, Some(&registers));
                self.hold_last_call(tid);
            }
            Call::Other => self.go(tid, Go::On),
        }
    }

    /// `tid` returns from a call whose result we asked for.
    pub(super) fn leave(&mut self, tid: i32) {
        let now = self.now();
        let Some(live) = self.live.get_mut(&tid) else { return self.go(tid, Go::On) };
        let (id, pending) = (live.id, live.pending.take());
        let (Some(pending), Ok(registers)) = (pending, Registers::of(tid)) else { return self.go(tid, Go::On) };
        let result = registers.result();
        if let Some(event) = pending.event {
            self.seen.events[event].until_us = Some(now);
        }
        match pending.call {
            Call::Print(_) => self.finish_print(tid),
            Call::Futex { .. } => self.leave_join(id, pending.joins),
            Call::Reap { info, .. } if result >= 0 => self.leave_reap(tid, id, info, result, pending.event),
            Call::Receive(_) | Call::Send(_) => self.leave_transfer(pending.event, result),
            Call::Open { name: FileName::Path(path), .. } if result == -i64::from(libc::EACCES) => {
                self.record_refusal(tid, "open", path, &registers);
            }
            Call::Execute(FileName::Path(path)) if result == -i64::from(libc::EACCES) => {
                self.record_refusal(tid, "execve", path, &registers);
            }
            _ => {}
        }
        self.go(tid, Go::On);
    }

    /// The print in flight is over: what arrived meanwhile is its writer's.
    pub(super) fn finish_print(&mut self, tid: i32) {
        if self.printing != Some(tid) {
            return;
        }
        self.printing = None;
        self.take_output();
        while self.printing.is_none()
            && let Some(next) = self.print_queue.pop_front()
        {
            self.enter_print_at_last(next);
        }
    }

    /// Moves what has arrived in the output pipes to the print that it belongs to: the last one that was begun.
    pub(super) fn take_output(&mut self) {
        for (stream, bytes) in self.streams.take_output() {
            let last = self.seen.events.iter_mut().rev().find_map(|event| match &mut event.action {
                Action::Print { stream: to, bytes, failed: false } if *to == stream => Some(bytes),
                _ => None,
            });
            match last {
                Some(kept) => kept.extend(bytes),
                None => {
                    // Printed past the filter; the transcript says what there is. Whoever printed it may be gone by now.
                    self.seen.events.push(Event::printed(self.now(), stream, bytes));
                }
            }
        }
    }

    fn target(&self, tid: i32, number: u64) -> Target {
        let link = proc::descriptor(tid, number);
        if let Some(stream) = self.streams.stream_of(&link) {
            return Target::Output(stream);
        }
        match link.split_once(':') {
            Some(("pipe", _)) => Target::Channel(Channel::Pipe),
            Some(("socket", _)) if self.streams.is_reply(&link) => Target::Other,
            Some(("socket", _)) => Target::Channel(Channel::Socket),
            _ if is_storage(&link) => Target::File(link),
            _ => Target::Other,
        }
    }

    fn enter_print(&mut self, tid: i32, stream: Stream, registers: &Registers) {
        if self.printing.is_some() {
            self.print_queue.push_back(tid);
            return self.hold_print(tid);
        }
        self.take_output();
        let number = self.prints + usize::from(stream == Stream::Out);
        self.prints = number;
        let failed = stream == Stream::Out && self.plan.failing_write == Some(number);
        let event = self.record(tid, Action::Print { stream, bytes: Vec::new(), failed }, Some(registers));
        if failed {
            let _ = registers.skip(tid, -i64::from(libc::EPIPE));
            return self.go(tid, Go::On);
        }
        self.printing = Some(tid);
        self.await_result(tid, Call::Print(stream), event, None);
    }

    /// The turn of a thread has come that is still stopped where it wanted to print.
    fn enter_print_at_last(&mut self, tid: i32) {
        let (Some(live), Ok(registers)) = (self.live.get_mut(&tid), Registers::of(tid)) else { return };
        live.hold = None;
        match decode(registers.number(), registers.arguments(), |number| self.target(tid, number)) {
            Call::Print(stream) => self.enter_print(tid, stream, &registers),
            _ => self.go(tid, Go::On),
        }
    }

    fn enter_sleep(&mut self, tid: i32, request: u64, absolute: bool, registers: Registers) {
        let word = |offset| proc::word(tid, request.wrapping_add(offset)).unwrap_or(0);
        let asked_us = if absolute { 0 } else { timespec_us(word(0), word(8)) };
        let cut = self.cuts_sleep(tid);
        let event = self.record(tid, Action::Sleep { asked_us, cut }, Some(&registers));
        if cut {
            let _ = registers.skip(tid, 0);
            if let Some(event) = event {
                self.seen.events[event].until_us = Some(self.now());
            }
            return self.go(tid, Go::On);
        }
        self.await_result(tid, Call::Sleep { request, absolute }, event, None);
    }

    fn cuts_sleep(&mut self, tid: i32) -> bool {
        let keeps = self.keeps_new(tid);
        let Some(live) = self.live.get_mut(&tid) else { return false };
        live.sleeps_cut += u32::from(keeps);
        keeps && live.sleeps_cut <= Schedule::SLEEPS_CUT
    }

    fn enter_futex(&mut self, tid: i32, address: u64, timed: bool, registers: &Registers) {
        let pid = self.live.get(&tid).map(|live| live.pid);
        // The stack of a thread that was joined is used again, and the word with it: the youngest thread is meant.
        let sharing = self.live.iter().filter(|(other, live)| {
            **other != tid && Some(live.pid) == pid && live.end_word == Some(address) && address != 0
        });
        let joined = sharing.max_by_key(|(_, live)| live.id).map(|(other, live)| (*other, live.id));
        let on = joined.map_or(Wait::Futex, |(_, id)| Wait::Join(id));
        let event = self.record(tid, Action::Wait { on, timed }, Some(registers));
        if let Some((other, _)) = joined {
            self.release_ended(other);
        }
        self.await_result(tid, Call::Futex { address, timed }, event, joined.map(|(_, id)| id));
        self.release_new(tid);
    }

    fn enter_wait(&mut self, tid: i32, call: Call, action: Action, registers: &Registers) {
        let event = self.record(tid, action, Some(registers));
        self.await_result(tid, call, event, None);
        if self.live.get(&tid).is_some_and(|live| live.waits()) {
            self.release_new(tid);
        }
    }

    fn enter_open(&mut self, tid: i32, name: FileName, writing: bool, registers: &Registers) {
        let path = path_of(tid, name);
        if writing && is_storage(&path) {
            self.record(tid, Action::File { path: path.clone() }, Some(registers));
        }
        self.await_result(tid, Call::Open { name: FileName::Path(path), writing }, None, None);
    }

    fn await_result(&mut self, tid: i32, call: Call, event: Option<usize>, joins: Option<TaskId>) {
        if let Some(live) = self.live.get_mut(&tid) {
            live.pending = Some(Pending { call, event, joins });
        }
        self.go(tid, Go::ToResult);
    }

    fn leave_join(&mut self, by: TaskId, joined: Option<TaskId>) {
        let now = self.now();
        if let Some(task) = joined.and_then(|id| self.seen.tasks.get_mut(id))
            && task.end_us.is_some()
        {
            task.joined.get_or_insert((by, now));
        }
    }

    fn leave_reap(&mut self, tid: i32, by: TaskId, info: Option<u64>, result: i64, event: Option<usize>) {
        let pid = match info {
            None => result as i32,
            // siginfo_t: the process is the fourth word of 32 bits (sigaction(2)).
            Some(address) => proc::word(tid, address.wrapping_add(16)).map_or(0, |word| word as i32),
        };
        let Some(child) = self.seen.tasks.iter().rposition(|task| pid > 0 && task.tid == pid) else { return };
        let now = self.now();
        self.seen.tasks[child].reaped.get_or_insert((by, now));
        if let Some(event) = event {
            match &mut self.seen.events[event].action {
                Action::Poll { found } => *found = Some(child),
                Action::Wait { on, .. } => *on = Wait::Child(Some(child)),
                _ => {}
            }
        }
    }

    fn leave_transfer(&mut self, event: Option<usize>, result: i64) {
        let Some(event) = event else { return };
        if let Action::Receive { bytes, .. } | Action::Send { bytes, .. } = &mut self.seen.events[event].action {
            *bytes = result.max(0).cast_unsigned();
        }
    }
}

fn path_of(tid: i32, name: FileName) -> String {
    match name {
        FileName::Path(path) => path,
        FileName::At(address) => proc::text(tid, address),
    }
}

/// Whether bytes that go to this path stay somewhere.
fn is_storage(path: &str) -> bool {
    !path.is_empty() && !["/dev/", "/proc/", "/memfd:", "anon_inode:"].iter().any(|prefix| path.starts_with(prefix))
}
