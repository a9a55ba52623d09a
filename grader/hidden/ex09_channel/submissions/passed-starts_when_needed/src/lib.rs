//! Starts a worker with an item, until there are as many as asked for: few items, few threads.

use std::num::NonZeroUsize;
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
        let jobs = { jobs };
        let mut items = items.into_iter().fuse().enumerate();
        let mut work = |first: (usize, T)| {
            let (jobs, to_caller, f) = (jobs.clone(), to_caller.clone(), &f);
            scope.spawn(move || {
                let mut job = Ok(first);
                while let Ok((index, item)) = job {
                    to_caller.send((index, f(item))).unwrap();
                    job = jobs.lock().unwrap().recv();
                }
            });
        };
        items.by_ref().take(workers.get()).for_each(&mut work);
        drop((jobs, to_caller));
        let _ = items.try_for_each(|job| to_workers.send(job));
        drop(to_workers);
        let mut results: Vec<(usize, U)> = results.iter().collect();
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    })
}
