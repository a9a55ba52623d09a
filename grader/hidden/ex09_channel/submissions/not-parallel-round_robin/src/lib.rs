//! A channel a worker, and items in turn: those behind a call that takes long wait, though others are idle.

use std::num::NonZeroUsize;
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
    let (to_caller, results) = mpsc::channel();
    thread::scope(|scope| {
        let start = |_| {
            let (to_worker, jobs) = mpsc::sync_channel(1);
            let (to_caller, f) = (to_caller.clone(), &f);
            scope.spawn(move || {
                for (index, item) in jobs {
                    to_caller.send((index, f(item))).unwrap();
                }
            });
            to_worker
        };
        let to_workers: Vec<mpsc::SyncSender<(usize, T)>> = (0..workers.get()).map(start).collect();
        drop(to_caller);
        for (index, item) in items.into_iter().enumerate() {
            if to_workers[index % workers].send((index, item)).is_err() {
                break;
            }
        }
        drop(to_workers);
        let mut results: Vec<(usize, U)> = results.iter().collect();
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    })
}
