//! While there is no room in the channel, the caller works on the item itself.

use std::num::NonZeroUsize;
use std::sync::mpsc;
use std::sync::mpsc::TrySendError;
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
        let mut gathered = Vec::new();
        for job in items.into_iter().enumerate() {
            match to_workers.try_send(job) {
                Ok(()) => {}
                Err(TrySendError::Full((index, item))) => gathered.push((index, f(item))),
                Err(TrySendError::Disconnected(_)) => break,
            }
        }
        drop(to_workers);
        gathered.extend(results);
        gathered.sort_by_key(|(index, _)| *index);
        gathered.into_iter().map(|(_, result)| result).collect()
    })
}
