//! Asks for the largest index, and there may be none.

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
        for job in items.into_iter().enumerate() {
            if to_workers.send(job).is_err() {
                break;
            }
        }
        drop(to_workers);
        let results: Vec<(usize, U)> = results.iter().collect();
        let last = results.iter().map(|(index, _)| *index).max().unwrap(); //~ panicked
        let mut slots: Vec<Option<U>> = (0..=last).map(|_| None).collect();
        for (index, result) in results {
            slots[index] = Some(result);
        }
        slots.into_iter().map(|slot| slot.expect("the scope panics if a worker did")).collect()
    })
}
