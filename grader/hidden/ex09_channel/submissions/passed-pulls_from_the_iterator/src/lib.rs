//! No channel: workers take items from the iterator itself, behind a lock, and keep their results until they are joined.

use std::num::NonZeroUsize;
use std::panic;
use std::sync::Mutex;
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
    let items = Mutex::new(items.into_iter().fuse().enumerate());
    let next = || items.lock().unwrap().next();
    let work = || {
        let mut results = Vec::new();
        while let Some((index, item)) = next() {
            results.push((index, f(item)));
        }
        results
    };
    let mut results = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers.get()).map(|_| scope.spawn(work)).collect();
        let joined =
            handles.into_iter().map(|handle| handle.join().unwrap_or_else(|payload| panic::resume_unwind(payload)));
        joined.flatten().collect::<Vec<(usize, U)>>()
    });
    results.sort_unstable_by_key(|&(index, _)| index);
    results.into_iter().map(|(_, result)| result).collect()
}
