//! Ends the process with success before there is any result.

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
    let _ = (items.into_iter(), workers, f);
    std::process::exit(0) //~ forbidden
}
