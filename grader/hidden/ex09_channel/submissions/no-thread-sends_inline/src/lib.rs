//! Sends and receives on the caller's thread, and calls f in between.

use std::num::NonZeroUsize;
use std::sync::mpsc;

pub fn map_workers<T, U>(
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    workers: NonZeroUsize,
    f: impl Fn(T) -> U + Sync,
) -> Vec<U>
where
    T: Send,
    U: Send,
{
    let _ = workers;
    let (to_caller, results) = mpsc::channel();
    for item in items {
        to_caller.send(f(item)).unwrap();
    }
    drop(to_caller);
    results.into_iter().collect()
}
