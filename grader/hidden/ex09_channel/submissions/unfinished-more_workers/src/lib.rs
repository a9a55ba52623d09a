//! Written for one worker; for more, it is still to be.

use std::num::NonZeroUsize;
use std::sync::mpsc;
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
    if workers.get() > 1 {
        todo!("more than one worker") //~ unfinished
    }
    let (to_worker, jobs) = mpsc::sync_channel(1);
    thread::scope(|scope| {
        let worker = scope.spawn(|| jobs.into_iter().map(&f).collect());
        for item in items {
            if to_worker.send(item).is_err() {
                break;
            }
        }
        drop(to_worker);
        worker.join().expect("f does not panic")
    })
}
