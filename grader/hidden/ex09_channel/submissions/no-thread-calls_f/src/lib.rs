//! No thread and no channel: the caller calls f.

use std::num::NonZeroUsize;

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
    items.into_iter().map(f).collect()
}
