//! No condvar: idle workers and those who join are parked, and an atomic counts what is not done.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle, Thread};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    shared: Arc<Shared>,
    workers: Vec<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    unfinished: AtomicUsize,
    joining: Mutex<Vec<Thread>>,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Job>,
    idle: Vec<Thread>,
    closed: bool,
}

enum Next {
    Run(Job),
    Park,
    End,
}

impl ThreadPool {
    pub fn new(size: NonZeroUsize) -> ThreadPool {
        let shared = Arc::new(Shared::default());
        let start = |_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.work())
        };
        let workers = (0..size.get()).map(start).collect();
        ThreadPool { shared, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.shared.unfinished.fetch_add(1, Ordering::Relaxed);
        let mut state = self.shared.state.lock().unwrap();
        state.queue.push_back(Box::new(job));
        if let Some(idle) = state.idle.pop() {
            idle.unpark();
        }
    }

    pub fn join(&self) {
        // On the list before the look at the count: whoever counts the last job off looks at the list after that.
        self.shared.joining.lock().unwrap().push(thread::current());
        while self.shared.unfinished.load(Ordering::SeqCst) > 0 {
            thread::park();
        }
        self.shared.joining.lock().unwrap().retain(|thread| thread.id() != thread::current().id());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let mut state = self.shared.state.lock().unwrap();
        state.closed = true;
        state.idle.drain(..).for_each(|idle| idle.unpark());
        drop(state);
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

impl Shared {
    fn work(&self) {
        loop {
            match self.next() {
                Next::Run(job) => {
                    let _ = panic::catch_unwind(AssertUnwindSafe(job));
                    self.finish();
                }
                Next::Park => thread::park(),
                Next::End => return,
            }
        }
    }

    fn next(&self) -> Next {
        let mut state = self.state.lock().unwrap();
        let me = thread::current();
        // Whoever woke for no reason is still on the list.
        state.idle.retain(|idle| idle.id() != me.id());
        match state.queue.pop_front() {
            Some(job) => Next::Run(job),
            None if state.closed => Next::End,
            None => {
                state.idle.push(me);
                Next::Park
            }
        }
    }

    fn finish(&self) {
        if self.unfinished.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.joining.lock().unwrap().iter().for_each(Thread::unpark);
        }
    }
}
