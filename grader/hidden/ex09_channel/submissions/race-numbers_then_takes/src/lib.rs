//! Workers pull from the iterator, and draw the number of the item before they take it.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
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
    let (numbers, items) = (AtomicUsize::new(0), Mutex::new(items.into_iter().fuse()));
    let next = || {
        let index = numbers.fetch_add(1, Ordering::Relaxed); //~ race
        let item = items.lock().unwrap().next()?;
        Some((index, item))
    };
    let work = || std::iter::from_fn(next).map(|(index, item)| (index, f(item))).collect::<Vec<_>>();
    let mut results: Vec<(usize, U)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers.get()).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("f does not panic")).collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
