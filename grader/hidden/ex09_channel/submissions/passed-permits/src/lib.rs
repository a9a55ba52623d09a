//! An unbounded channel, and permits: who takes an item needs one, and gets it from a worker that is done.

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
    let (to_workers, jobs) = mpsc::channel();
    let jobs = Arc::new(Mutex::new(jobs));
    let (to_caller, results) = mpsc::channel();
    let (give, permits) = mpsc::channel();
    for _ in 0..2 * workers.get() {
        give.send(()).unwrap();
    }
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, to_caller, give, f) = (jobs.clone(), to_caller.clone(), give.clone(), &f);
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok((index, item)) = job else { break };
                    let result = f(item);
                    // The caller takes no more permits when there are no more items.
                    let _ = give.send(());
                    to_caller.send((index, result)).unwrap();
                }
            });
        }
        drop((jobs, to_caller, give));
        for job in items.into_iter().enumerate() {
            if permits.recv().is_err() || to_workers.send(job).is_err() {
                break;
            }
        }
        drop(to_workers);
        let mut results: Vec<(usize, U)> = results.iter().collect();
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    })
}
