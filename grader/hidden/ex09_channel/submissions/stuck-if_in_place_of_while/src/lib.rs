//! Waits with if in place of while, and unwraps what may have gone to another worker; the others then wait for ever.

use std::collections::VecDeque;
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
    let state = Mutex::new(State { jobs: VecDeque::new(), results: Vec::new(), closed: false });
    let (room, news) = (Condvar::new(), Condvar::new());
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            scope.spawn(|| {
                loop {
                    let mut now = state.lock().unwrap();
                    if now.jobs.is_empty() && !now.closed {
                        now = news.wait(now).unwrap(); //~ stuck
                    }
                    if now.jobs.is_empty() && now.closed {
                        break;
                    }
                    let (index, item) = now.jobs.pop_front().unwrap();
                    room.notify_one();
                    drop(now);
                    let result = f(item);
                    state.lock().unwrap().results.push((index, result));
                }
            });
        }
        for job in items.into_iter().enumerate() {
            let mut now = state.lock().unwrap();
            while now.jobs.len() == workers.get() {
                now = room.wait(now).unwrap();
            }
            now.jobs.push_back(job);
            news.notify_one();
        }
        state.lock().unwrap().closed = true;
        news.notify_all();
    });
    let mut results = state.into_inner().unwrap().results;
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

struct State<T, U> {
    jobs: VecDeque<(usize, T)>,
    results: Vec<(usize, U)>,
    closed: bool,
}
