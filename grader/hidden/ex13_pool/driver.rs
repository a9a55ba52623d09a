//! Gives 100 jobs to a pool of 4 and replies what became of them. The first 4 wait for each other and for the thread that
//! hands them in, which comes when it has handed in all: so all threads of the pool are needed, and none is free until then.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Barrier};
use std::thread::{self, ThreadId};

use ex13::ThreadPool;
use harness::reply;

const SIZE: usize = 4;
const JOBS: usize = 100;

fn main() {
    reply::open().expect("started by the launcher");
    let pool = shared_by_threads(ThreadPool::new(NonZeroUsize::new(SIZE).expect("more than 0")));
    let (seen, gate) = (Arc::new(Seen::default()), Arc::new(Barrier::new(SIZE + 1)));
    let caller = thread::current().id();
    for job in 0..JOBS {
        let (seen, gate) = (Arc::clone(&seen), Arc::clone(&gate));
        pool.execute(move || {
            let gate = (job < SIZE).then_some(&*gate);
            seen.job(caller, gate);
        });
    }
    gate.wait();
    pool.join();
    seen.reply("jobs when join has returned");
    drop(pool);
    reply::done();
}

fn shared_by_threads<T: Send + Sync>(pool: T) -> T {
    pool
}

/// What the jobs have seen.
#[derive(Default)]
struct Seen {
    running: AtomicUsize,
    most: AtomicUsize,
    on_the_caller: AtomicUsize,
    done: AtomicUsize,
}

impl Seen {
    fn job(&self, caller: ThreadId, gate: Option<&Barrier>) {
        self.most.fetch_max(self.running.fetch_add(1, SeqCst) + 1, SeqCst);
        if thread::current().id() == caller {
            self.on_the_caller.fetch_add(1, SeqCst);
        }
        if let Some(gate) = gate {
            gate.wait();
        }
        self.running.fetch_sub(1, SeqCst);
        self.done.fetch_add(1, SeqCst);
    }

    fn reply(&self, name: &str) {
        let (done, most) = (self.done.load(SeqCst), self.most.load(SeqCst));
        let here = self.on_the_caller.load(SeqCst);
        let text = format!("{done} jobs done, at most {most} at once, {here} on the thread that handed them in");
        reply::reply(name, text.as_bytes());
    }
}
