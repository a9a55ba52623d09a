//! Each worker is told by a message of its own that there are no more items, and is joined.

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
                    let job = jobs.lock().unwrap().recv().unwrap();
                    let Some((index, item)) = job else { return results };
                    results.push((index, f(item)));
                }
            })
        };
        let handles: Vec<_> = (0..workers.get()).map(|_| work()).collect();
        drop(jobs);
        let ends = (0..workers.get()).map(|_| None);
        for message in items.into_iter().enumerate().map(Some).chain(ends) {
            if to_workers.send(message).is_err() {
                break;
            }
        }
        // Of the workers that panicked, nobody takes the messages.
        drop(to_workers);
        let mut results: Vec<(usize, U)> =
            handles.into_iter().flat_map(|handle| handle.join().expect("f does not panic")).collect();
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    })
}
