//! Threads of the system, each of which runs one task after another: to start and end one takes more time than most tasks.
//!
//! A thread is given a task of a later execution only where a new one would be no different for the program: its name and the
//! size of its stack are what is asked for, all thread-local values are as in a new thread, and the execution that it was in
//! did not fail. One that a program has left its mark on ends with its task, and so do all when the exploration is over.

use super::baton::Baton;
use super::end::{end, end_at_last, register_last};
use super::execution::{Ticket, set_me, unset_me};
use super::image;
use super::watch;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, Thread};

/// What a task does; its last act is to drop all that it was given.
pub(crate) type Job = Box<dyn FnOnce() + Send>;

/// So many threads wait for work at most.
const MOST: usize = 64;

/// A thread that waits for work, or one that is still to be started.
pub(crate) struct Worker {
    seat: Arc<Seat>,
    real: Option<Thread>,
}

struct Seat {
    name: Option<String>,
    stack_size: Option<usize>,
    /// Whoever gives it lets the thread have its turn, the first one too: that is when it takes up its work.
    baton: Arc<Baton>,
    /// None when the baton is given: it is to end.
    work: Mutex<Option<(Ticket, Job)>>,
}

static IDLE: Mutex<Vec<Worker>> = Mutex::new(Vec::new());

fn idle() -> MutexGuard<'static, Vec<Worker>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A thread of this name and with a stack of so many bytes, if the program asks for some.
pub(crate) fn hire(name: Option<&str>, stack_size: Option<usize>) -> Worker {
    let mut idle = idle();
    let fits = |worker: &Worker| worker.seat.name.as_deref() == name && worker.seat.stack_size == stack_size;
    if let Some(found) = idle.iter().rposition(fits) {
        return idle.remove(found);
    }
    let (name, baton, work) = (name.map(str::to_owned), Arc::default(), Mutex::default());
    Worker { seat: Arc::new(Seat { name, stack_size, baton, work }), real: None }
}

/// These have done their work. They wait for more, unless their execution has `failed`.
pub(super) fn release(workers: Vec<Worker>, failed: bool) {
    let mut idle = idle();
    let room = if failed { 0 } else { MOST.saturating_sub(idle.len()) };
    for (number, worker) in workers.into_iter().enumerate() {
        if number < room { idle.push(worker) } else { worker.dismiss() }
    }
}

/// The exploration is over: no thread is left behind.
pub(crate) fn dismiss_all() {
    std::mem::take(&mut *idle()).into_iter().for_each(Worker::dismiss);
}

impl Worker {
    pub(crate) fn baton(&self) -> Arc<Baton> {
        self.seat.baton.clone()
    }

    /// Has it run `job` as the task of `ticket`, as soon as that has its first turn.
    pub(crate) fn start(self, ticket: Ticket, job: Job) -> io::Result<Thread> {
        *self.seat.work() = Some((ticket, job));
        if let Some(real) = self.real {
            return Ok(real);
        }
        let mut builder = Builder::new();
        if let Some(name) = &self.seat.name {
            builder = builder.name(name.clone());
        }
        if let Some(bytes) = self.seat.stack_size {
            builder = builder.stack_size(bytes);
        }
        // Nobody waits for the thread itself: its last act in an execution is to say that its task has ended.
        builder.spawn(move || serve(&self.seat)).map(|handle| handle.thread().clone())
    }

    fn dismiss(self) {
        self.seat.baton.give();
    }
}

impl Seat {
    fn work(&self) -> MutexGuard<'_, Option<(Ticket, Job)>> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn serve(seat: &Arc<Seat>) {
    register_last();
    let folder = watch::folder();
    let new = image::locals();
    loop {
        seat.baton.take();
        let Some((ticket, job)) = seat.work().take() else { return };
        let task = ticket.task();
        set_me(ticket);
        watch::note_thread(task, &folder);
        job();
        unset_me();
        let is_as_new = new.is_some() && image::locals() == new;
        set_me(ticket);
        if !is_as_new {
            return end_at_last(task);
        }
        if !end(task, Some(Worker { seat: seat.clone(), real: Some(std::thread::current()) })) {
            return;
        }
        unset_me();
    }
}
