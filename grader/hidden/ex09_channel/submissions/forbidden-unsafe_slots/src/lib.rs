//! Writes the results into slots that are shared without a lock.

use std::cell::UnsafeCell;
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
    let mut slots = Vec::new();
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, f) = (jobs.clone(), &f);
            scope.spawn(move || {
                loop {
                    let job: Result<(T, Arc<Slot<U>>), _> = jobs.lock().unwrap().recv();
                    let Ok((item, slot)) = job else { break };
                    unsafe { *slot.0.get() = Some(f(item)) };
                }
            });
        }
        drop(jobs);
        for item in items {
            let slot = Arc::new(Slot(UnsafeCell::new(None)));
            slots.push(slot.clone());
            if to_workers.send((item, slot)).is_err() {
                break;
            }
        }
        drop(to_workers);
    });
    slots.into_iter().map(|slot| unsafe { (*slot.0.get()).take().unwrap() }).collect()
}

struct Slot<U>(UnsafeCell<Option<U>>);

unsafe impl<U: Send> Sync for Slot<U> {}
unsafe impl<U: Send> Send for Slot<U> {}
