//! A slot an item, with a lock of its own: the worker gets it along with the item.

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
    let (to_workers, jobs) = mpsc::sync_channel::<(T, Arc<Mutex<Option<U>>>)>(workers.get());
    let jobs = Arc::new(Mutex::new(jobs));
    let mut slots = Vec::new();
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, f) = (jobs.clone(), &f);
            scope.spawn(move || {
                loop {
                    let Ok((item, slot)) = jobs.lock().unwrap().recv() else { break };
                    let result = f(item);
                    *slot.lock().unwrap() = Some(result);
                }
            });
        }
        drop(jobs);
        for item in items {
            let slot = Arc::new(Mutex::new(None));
            slots.push(slot.clone());
            if to_workers.send((item, slot)).is_err() {
                break;
            }
        }
        drop(to_workers);
    });
    slots.into_iter().map(|slot| slot.lock().unwrap().take().expect("the scope panics if a worker did")).collect()
}
