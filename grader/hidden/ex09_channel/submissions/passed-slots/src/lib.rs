//! Workers put each result where it belongs; nothing comes back over a channel.

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
    let slots = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, slots, f) = (jobs.clone(), &slots, &f);
            scope.spawn(move || {
                loop {
                    let Ok((index, item)) = jobs.lock().unwrap().recv() else { break };
                    let result = f(item);
                    let mut slots = slots.lock().unwrap();
                    if slots.len() <= index {
                        slots.resize_with(index + 1, || None);
                    }
                    slots[index] = Some(result);
                }
            });
        }
        drop(jobs);
        for job in items.into_iter().enumerate() {
            if to_workers.send(job).is_err() {
                break;
            }
        }
        drop(to_workers);
    });
    let slots = slots.into_inner().unwrap();
    slots.into_iter().map(|slot| slot.expect("the scope panics if a worker did")).collect()
}
