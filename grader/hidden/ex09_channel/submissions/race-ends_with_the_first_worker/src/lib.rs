//! A worker that finds no more items says so, and the caller takes that for the end of all.

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
        for _ in 0..workers.get() {
            let (jobs, to_caller, f) = (jobs.clone(), to_caller.clone(), &f);
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok((index, item)) = job else { break };
                    let _ = to_caller.send(Some((index, f(item))));
                }
                let _ = to_caller.send(None);
            });
        }
        drop((jobs, to_caller));
        for job in items.into_iter().enumerate() {
            if to_workers.send(job).is_err() {
                break;
            }
        }
        drop(to_workers);
        let mut results: Vec<(usize, U)> = results.iter().map_while(|result| result).collect();
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    })
}
