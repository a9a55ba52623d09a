//! Makes as many slots as size_hint promises at least: there may be more items than that.

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
    let items = items.into_iter();
    let mut slots: Vec<Option<U>> = Vec::new();
    slots.resize_with(items.size_hint().0, || None);
    let (to_workers, jobs) = mpsc::sync_channel(workers.get());
    let (jobs, slots) = (Arc::new(Mutex::new(jobs)), Mutex::new(slots));
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, slots, f) = (jobs.clone(), &slots, &f);
            scope.spawn(move || {
                loop {
                    let Ok((index, item)) = jobs.lock().unwrap().recv() else { break };
                    let result = f(item);
                    slots.lock().unwrap()[index] = Some(result); //~ panicked
                }
            });
        }
        drop(jobs);
        for job in items.enumerate() {
            if to_workers.send(job).is_err() {
                break;
            }
        }
        drop(to_workers);
    });
    let slots = slots.into_inner().unwrap();
    slots.into_iter().map(|slot| slot.expect("the scope panics if a worker did")).collect()
}
