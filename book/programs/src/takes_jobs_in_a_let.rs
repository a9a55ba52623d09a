//! Two workers take jobs from one list, in a statement of its own. No job is done before both workers are at work.

// ANCHOR: all
use std::sync::{Barrier, Mutex};
use std::thread;

/// How many jobs are left.
pub fn run() -> usize {
    let jobs = Mutex::new(vec!["sweep", "cook"]);
    let both_at_work = Barrier::new(2);
    let work = || {
        loop {
            let job = jobs.lock().unwrap().pop();
            let Some(_job) = job else { break };
            both_at_work.wait();
        }
    };
    thread::scope(|scope| {
        scope.spawn(work);
        work();
    });
    jobs.into_inner().unwrap().len()
}
// ANCHOR_END: all
