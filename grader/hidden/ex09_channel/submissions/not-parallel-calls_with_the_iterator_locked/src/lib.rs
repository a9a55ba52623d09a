//! Workers pull from the iterator, and its lock is a temporary of `while let`: it is held while f runs.

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
    let work = || {
        let mut results = Vec::new();
        while let Some((index, item)) = items.lock().unwrap().next() {
            //~ not-parallel
            results.push((index, f(item)));
        }
        results
    };
    let mut results: Vec<(usize, U)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers.get()).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("f does not panic")).collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
