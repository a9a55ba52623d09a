//! Starts the workers anew for as many items as there are workers, again and again.

use std::num::NonZeroUsize;
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
    let mut items = items.into_iter();
    let mut results = Vec::new();
    loop {
        let batch: Vec<T> = items.by_ref().take(workers.get()).collect();
        if batch.is_empty() {
            return results;
        }
        thread::scope(|scope| {
            let f = &f;
            let handles: Vec<_> = batch.into_iter().map(|item| scope.spawn(move || f(item))).collect();
            results.extend(handles.into_iter().map(|handle| handle.join().expect("f does not panic")));
        });
    }
}
