//! Joins the workers and leaves out those that panicked, with all of their results.

use std::num::NonZeroUsize;
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
    let work = || std::iter::from_fn(next).map(|(index, item)| (index, f(item))).collect::<Vec<_>>();
    let mut results: Vec<(usize, U)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers.get()).map(|_| scope.spawn(work)).collect();
        handles.into_iter().filter_map(|handle| handle.join().ok()).flatten().collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
