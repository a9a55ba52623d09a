//! No more calls at the same time than workers, but each of them on a thread of its own.

use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};
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
    let (free, changed) = (Mutex::new(workers.get()), Condvar::new());
    thread::scope(|scope| {
        let (f, free, changed) = (&f, &free, &changed);
        let start = |item| {
            *changed.wait_while(free.lock().unwrap(), |free| *free == 0).unwrap() -= 1;
            scope.spawn(move || {
                let _permit = Permit(free, changed);
                f(item)
            })
        };
        let handles: Vec<_> = items.into_iter().map(start).collect();
        handles.into_iter().map(|handle| handle.join().expect("f does not panic")).collect()
    })
}

struct Permit<'a>(&'a Mutex<usize>, &'a Condvar);

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.lock().unwrap() += 1;
        self.1.notify_one();
    }
}
