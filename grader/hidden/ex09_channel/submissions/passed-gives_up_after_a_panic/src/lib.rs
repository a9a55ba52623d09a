//! Hands out nothing more when a call has panicked, and passes on what it panicked with.

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
                    let failed = result.is_err();
                    if to_caller.send((index, result)).is_err() || failed {
                        break;
                    }
                }
            });
        }
        drop((jobs, to_caller));
        let mut gathered = Vec::new();
        let mut gather = |(index, result): (usize, thread::Result<U>)| match result {
            Ok(result) => gathered.push((index, result)),
            Err(payload) => panic::resume_unwind(payload),
        };
        let to_workers = to_workers;
        for job in items.into_iter().enumerate() {
            results.try_iter().for_each(&mut gather);
            if to_workers.send(job).is_err() {
                break;
            }
        }
        drop(to_workers);
        results.iter().for_each(gather);
        gathered.sort_by_key(|(index, _)| *index);
        gathered.into_iter().map(|(_, result)| result).collect()
    })
}
