//! The caller naps until there is a result.

use std::num::NonZeroUsize;
use std::sync::mpsc;
use std::sync::mpsc::TryRecvError;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

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
        let mut gathered: Vec<(usize, U)> = Vec::new();
        loop {
            match results.try_recv() {
                //~ busy-wait
                Ok(result) => gathered.push(result),
                Err(TryRecvError::Empty) => thread::sleep(Duration::from_millis(1)),
                Err(TryRecvError::Disconnected) => break,
            }
        }
        gathered.sort_by_key(|(index, _)| *index);
        gathered.into_iter().map(|(_, result)| result).collect()
    })
}
