//! Two workers take jobs from one list, in a `while let`. No job is done before both workers are at work.

// ANCHOR: all
use std::sync::{Barrier, Mutex};
use std::thread;

/// How many jobs are left.
pub fn run() -> usize {
    let jobs = Mutex::new(vec!["sweep", "cook"]);
    let both_at_work = Barrier::new(2);
    let work = || {
        while let Some(_job) = jobs.lock().unwrap().pop() {
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
