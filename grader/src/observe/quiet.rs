//! The proof that nothing can move any more: every task of the tree waits, without a time-out, for something that only
//! another task of the tree could bring. No time-out is needed to know that it will last for ever.

use nix::{
    sys::{
        ptrace,
        wait::{WaitPidFlag, WaitStatus, waitpid},
    },
    unistd::Pid,
};

use super::{
    Blocked, Ending, Wait,
    call::{Call, waits_for_ever},
    hold::Hold,
    proc,
    registers::Registers,
    tracer::{Live, Tracer},
};

/// What was seen at the last look.
#[derive(Default)]
pub(super) struct Quiet {
    stops: u64,
    picture: Vec<String>,
    same: u32,
}

/// Looks with the same picture that make a proof. One would do, were it one look: the tasks are read one after another, and
/// a second picture in which none has run in between is what makes them one.
const PROOF: u32 = 4;

/// The same proof from outside, of processes that nobody traces.
#[derive(Default)]
pub struct Stillness {
    picture: Vec<String>,
    same: u32,
}

impl Stillness {
    /// Looks once at all processes of a tree; says whether it is proven that nothing in it can move any more. What may not be
    /// looked at is never proven.
    pub fn proven(&mut self, pids: &[i32]) -> bool {
        let mut pids = pids.to_vec();
        pids.sort_unstable();
        let picture: Option<Vec<Vec<String>>> = pids.iter().map(|pid| still(*pid)).collect();
        let picture = picture.unwrap_or_default().concat();
        self.same =
            if !picture.is_empty() && picture == self.picture { self.same + 1 } else { u32::from(!picture.is_empty()) };
        self.picture = picture;
        self.same >= PROOF
    }
}

/// What each task of a process waits for and when it last ran; `None` where one can still move.
fn still(pid: i32) -> Option<Vec<String>> {
    let mut tids = proc::tasks(pid);
    tids.sort_unstable();
    let task = |tid: &i32| {
        let (number, arguments) = proc::system_call(*tid).filter(|_| proc::state(*tid) == Some('S'))?;
        waits_for_ever(number, arguments).then(|| format!("{tid} {number} {arguments:?} {}", proc::schedule(*tid)))
    };
    tids.iter().map(task).collect::<Option<Vec<String>>>().filter(|tasks| !tasks.is_empty())
}

impl Tracer<'_> {
    /// Looks once; ends the run when the proof is there. Called every few milliseconds.
    pub(super) fn tick_quiet(&mut self) {
        let stops = std::mem::replace(&mut self.quiet.stops, self.stops);
        if stops != self.stops || self.ending.is_some() {
            self.quiet.same = 0;
            return;
        }
        let Some(picture) = self.picture() else {
            self.quiet.same = 0;
            return;
        };
        self.quiet.same = if picture == self.quiet.picture { self.quiet.same + 1 } else { 1 };
        self.quiet.picture = picture;
        if self.quiet.same >= PROOF {
            self.tell_where();
            self.end(Ending::Stuck);
        }
    }

    /// What each task waits for and when it last ran; `None` where one can still move.
    fn picture(&self) -> Option<Vec<String>> {
        let mut picture = Vec::new();
        for (tid, live) in &self.live {
            if matches!(live.hold, Some(Hold::Ended)) {
                continue;
            }
            // One that has ended is on its way out, which others may wait for, and may take long on a busy machine.
            if live.ended || live.hold.is_some() || proc::state(*tid) != Some('S') {
                return None;
            }
            let (number, arguments) = proc::system_call(*tid)?;
            if !waits_for_ever(number, arguments) {
                return None;
            }
            picture.push(format!("{tid} {number} {arguments:?} {}", proc::schedule(*tid)));
        }
        (!picture.is_empty()).then_some(picture)
    }

    /// Stops every task and records where it waits.
    fn tell_where(&mut self) {
        let waiting: Vec<(i32, i32)> =
            self.live.iter().filter(|(_, live)| !live.ended).map(|(tid, live)| (*tid, live.pid)).collect();
        for (tid, pid) in waiting {
            if !stop(tid) {
                continue;
            }
            let Some(live) = self.live.get(&tid) else { continue };
            let (id, on) = (live.id, self.waits_on(live));
            let stack = match Registers::of(tid) {
                Ok(registers) => self.unwinder.stack(pid, tid, &registers),
                Err(_) => continue,
            };
            self.seen.tasks[id].name = proc::name(tid);
            self.seen.tasks[id].blocked = Some(Blocked { on, stack });
        }
    }

    fn waits_on(&self, live: &Live) -> Wait {
        let Some(pending) = &live.pending else { return Wait::Futex };
        match &pending.call {
            Call::Futex { .. } => pending.joins.map_or(Wait::Futex, Wait::Join),
            Call::Reap { child, .. } => {
                Wait::Child(child.and_then(|pid| self.seen.tasks.iter().rposition(|task| task.tid == pid)))
            }
            Call::Receive(_) => Wait::Read,
            Call::Send(_) | Call::Print(_) => Wait::Write,
            Call::Poll { .. } => Wait::Poll,
            _ => Wait::Futex,
        }
    }
}

/// Stops a thread that is blocked; says whether it is.
fn stop(tid: i32) -> bool {
    let pid = Pid::from_raw(tid);
    if ptrace::interrupt(pid).is_err() {
        return false;
    }
    // It is blocked where it can be interrupted, so this takes no longer than the scheduler does.
    matches!(
        waitpid(pid, Some(WaitPidFlag::__WALL)),
        Ok(WaitStatus::PtraceEvent(..) | WaitStatus::PtraceSyscall(_) | WaitStatus::Stopped(..))
    )
}
