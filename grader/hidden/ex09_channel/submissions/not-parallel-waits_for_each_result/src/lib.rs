//! Sends an item, waits for its result, sends the next.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn map_workers<T, U>(
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    workers: NonZeroUsize,
    f: impl Fn(T) -> U + Sync,
) -> Vec<U>
where
    T: Send,
    U: Send,
{
    let (to_workers, jobs) = mpsc::sync_channel(workers.get());
    let jobs = Arc::new(Mutex::new(jobs));
    let (to_caller, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, to_caller, f) = (jobs.clone(), to_caller.clone(), &f);
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok((index, item)) = job else { break };
                    let result = panic::catch_unwind(AssertUnwindSafe(|| f(item)));
                    to_caller.send((index, result)).unwrap();
                }
            });
        }
        drop((jobs, to_caller));
        let to_workers = to_workers;
        let mut in_order = Vec::new();
        for job in items.into_iter().enumerate() {
            to_workers.send(job).unwrap();
            let (_, result) = results.recv().unwrap(); //~ not-parallel
            in_order.push(result.unwrap_or_else(|payload| panic::resume_unwind(payload)));
        }
        in_order
    })
}
