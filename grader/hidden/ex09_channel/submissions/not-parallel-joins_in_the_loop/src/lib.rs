//! Workers pull from the iterator, and each is joined before the next is started: the first does it all.

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
    let mut results = Vec::new();
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let worker =
                scope.spawn(|| std::iter::from_fn(next).map(|(index, item)| (index, f(item))).collect::<Vec<_>>());
            results.extend(worker.join().expect("f does not panic")); //~ not-parallel
        }
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
