//! One more thread gathers, so that the caller has nothing to do but to hand out; it also has a bounded channel.

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
    let (to_gatherer, results) = mpsc::sync_channel::<(usize, U)>(1);
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, to_gatherer, f) = (jobs.clone(), to_gatherer.clone(), &f);
            scope.spawn(move || {
                let next = || jobs.lock().unwrap().recv().ok();
                while let Some((index, item)) = next() {
                    to_gatherer.send((index, f(item))).unwrap();
                }
            });
        }
        drop((jobs, to_gatherer));
        let gatherer = scope.spawn(move || {
            let mut slots = Vec::new();
            for (index, result) in results {
                slots.resize_with(slots.len().max(index + 1), || None);
                slots[index] = Some(result);
            }
            slots
        });
        let _ = items.into_iter().enumerate().try_for_each(|job| to_workers.send(job));
        drop(to_workers);
        let slots = gatherer.join().unwrap();
        slots.into_iter().map(|slot| slot.expect("a call of f panicked")).collect()
    })
}
