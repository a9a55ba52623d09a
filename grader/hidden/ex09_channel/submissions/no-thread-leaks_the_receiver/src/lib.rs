//! Makes a channel, leaks its receiver, sends what is not received, and calls f on the caller's thread.

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
    let (to_workers, jobs) = mpsc::sync_channel(workers.get());
    std::mem::forget(jobs);
    let call = |(index, item)| {
        let _ = to_workers.try_send(index);
        f(item)
    };
    items.into_iter().enumerate().map(call).collect()
}
