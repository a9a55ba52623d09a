//! Takes the lock on the results before it joins the workers, which need it to put theirs in.

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
    let results = Mutex::new(Vec::new());
    thread::scope(|scope| {
        let work = || {
            let (jobs, results, f) = (jobs.clone(), &results, &f);
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok((index, item)) = job else { break };
                    let result = f(item);
                    results.lock().unwrap().push((index, result));
                }
            })
        };
        let handles: Vec<_> = (0..workers.get()).map(|_| work()).collect();
        drop(jobs);
        for job in items.into_iter().enumerate() {
            if to_workers.send(job).is_err() {
                break;
            }
        }
        drop(to_workers);
        let mut results = results.lock().unwrap();
        for handle in handles {
            handle.join().expect("f does not panic"); //~ deadlock
        }
        results.sort_by_key(|(index, _)| *index);
        results.drain(..).map(|(_, result)| result).collect()
    })
}
