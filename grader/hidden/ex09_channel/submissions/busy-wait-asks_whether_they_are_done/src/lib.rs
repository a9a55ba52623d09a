//! The caller asks again and again whether the workers have ended.

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
    thread::scope(|scope| {
        let work = || {
            let (jobs, f) = (jobs.clone(), &f);
            scope.spawn(move || {
                let mut results = Vec::new();
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok((index, item)) = job else { return results };
                    results.push((index, f(item)));
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
        while !handles.iter().all(|handle| handle.is_finished()) {
            //~ busy-wait
            std::hint::spin_loop();
        }
        let mut results: Vec<(usize, U)> =
            handles.into_iter().flat_map(|handle| handle.join().expect("f does not panic")).collect();
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    })
}
