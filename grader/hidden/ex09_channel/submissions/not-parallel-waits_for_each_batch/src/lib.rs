//! Hands out as many items as there are workers, and waits for all of their results before it hands out more.

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
    let (to_workers, jobs) = mpsc::sync_channel::<(usize, T)>(workers.get());
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
        let (mut items, mut in_order) = (items.into_iter().enumerate(), Vec::new());
        loop {
            let mut sent = 0;
            for job in items.by_ref().take(workers.get()) {
                to_workers.send(job).unwrap();
                sent += 1;
            }
            let mut batch: Vec<_> = (0..sent).map(|_| results.recv().unwrap()).collect(); //~ not-parallel
            batch.sort_by_key(|(index, _)| *index);
            in_order.extend(
                batch.into_iter().map(|(_, result)| result.unwrap_or_else(|payload| panic::resume_unwind(payload))),
            );
            if sent < workers.get() {
                break in_order;
            }
        }
    })
}
