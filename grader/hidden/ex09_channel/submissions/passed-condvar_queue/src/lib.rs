//! A bounded queue made of a lock and two condvars. Who panics says so on its way out.

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
    let queue = Queue {
        state: Mutex::new(State { jobs: VecDeque::new(), results: Vec::new(), closed: false, workers: workers.get() }),
        room: Condvar::new(),
        news: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            scope.spawn(|| {
                let _gone = Gone(&queue);
                while let Some((index, item)) = queue.pop() {
                    let result = f(item);
                    queue.state.lock().unwrap().results.push((index, result));
                }
            });
        }
        let _closed = Closed(&queue);
        for job in items.into_iter().enumerate() {
            if !queue.push(job, workers.get()) {
                break;
            }
        }
    });
    let mut results = queue.state.into_inner().unwrap().results;
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

struct Queue<T, U> {
    state: Mutex<State<T, U>>,
    room: Condvar,
    news: Condvar,
}

struct State<T, U> {
    jobs: VecDeque<(usize, T)>,
    results: Vec<(usize, U)>,
    closed: bool,
    workers: usize,
}

impl<T, U> Queue<T, U> {
    /// False when nobody is left to take it.
    fn push(&self, job: (usize, T), most: usize) -> bool {
        let full = |state: &mut State<T, U>| state.jobs.len() == most && state.workers > 0;
        let mut state = self.room.wait_while(self.state.lock().unwrap(), full).unwrap();
        state.jobs.push_back(job);
        self.news.notify_one();
        state.workers > 0
    }

    fn pop(&self) -> Option<(usize, T)> {
        let empty = |state: &mut State<T, U>| state.jobs.is_empty() && !state.closed;
        let mut state = self.news.wait_while(self.state.lock().unwrap(), empty).unwrap();
        self.room.notify_one();
        state.jobs.pop_front()
    }
}

/// A worker that ends, however it does.
struct Gone<'a, T, U>(&'a Queue<T, U>);

impl<T, U> Drop for Gone<'_, T, U> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().workers -= 1;
        self.0.room.notify_one();
    }
}

/// The end of the items, also where taking one panics.
struct Closed<'a, T, U>(&'a Queue<T, U>);

impl<T, U> Drop for Closed<'_, T, U> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().closed = true;
        self.0.news.notify_all();
    }
}
