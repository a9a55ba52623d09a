//! The caller hands out as many items as there are workers, and then one more for each result that comes back. A panic comes back as one.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::sync::mpsc;
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
    let (to_workers, jobs) = mpsc::channel::<(usize, T)>();
    let jobs = Mutex::new(jobs);
    let (to_caller, results) = mpsc::channel();
    let mut items = items.into_iter().fuse().enumerate();
    let mut slots: Vec<Option<U>> = Vec::new();
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, to_caller, f) = (&jobs, to_caller.clone(), &f);
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok((index, item)) = job else { break };
                    let result = panic::catch_unwind(AssertUnwindSafe(|| f(item)));
                    if to_caller.send((index, result)).is_err() {
                        break;
                    }
                }
            });
        }
        let to_workers = to_workers;
        let mut under_way = 0;
        for job in items.by_ref().take(workers.get()) {
            to_workers.send(job).unwrap();
            under_way += 1;
        }
        while under_way > 0 {
            let (index, result) = results.recv().unwrap();
            under_way -= 1;
            if let Some(job) = items.next() {
                to_workers.send(job).unwrap();
                under_way += 1;
            }
            slots.resize_with(slots.len().max(index + 1), || None);
            slots[index] = Some(result.unwrap_or_else(|payload| panic::resume_unwind(payload)));
        }
    });
    slots.into_iter().map(|slot| slot.expect("all results have come")).collect()
}
