//! Hands out one by one where there are few items, and takes a long list at once "for speed".

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
                    to_caller.send((index, f(item))).unwrap();
                }
            });
        }
        drop((jobs, to_caller));
        let items = items.into_iter();
        let jobs: Box<dyn Iterator<Item = (usize, T)>> = match items.size_hint().0 {
            0..256 => Box::new(items.enumerate()),
            _ => Box::new(items.enumerate().collect::<Vec<_>>().into_iter()),
        };
        for job in jobs {
            if to_workers.send(job).is_err() {
                break;
            }
        }
        drop(to_workers);
        let mut results: Vec<(usize, U)> = results.iter().collect();
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    })
}
