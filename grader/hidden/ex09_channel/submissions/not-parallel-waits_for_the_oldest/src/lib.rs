//! So many results may be on their way; then the caller waits for the oldest of them, while others would have room.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
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
    let (to_workers, jobs) = mpsc::channel::<(T, mpsc::Sender<U>)>();
    let jobs = Arc::new(Mutex::new(jobs));
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (jobs, f) = (jobs.clone(), &f);
            scope.spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok((item, answer)) = job else { break };
                    let _ = answer.send(f(item));
                }
            });
        }
        drop(jobs);
        let to_workers = to_workers;
        let (mut on_their_way, mut in_order) = (VecDeque::new(), Vec::new());
        let answer_of = |answered: mpsc::Receiver<U>| {
            answered.recv().expect("f does not panic") //~ not-parallel
        };
        for item in items {
            let (answer, answered) = mpsc::channel();
            on_their_way.push_back(answered);
            to_workers.send((item, answer)).expect("f does not panic");
            if on_their_way.len() == 2 * workers.get() {
                in_order.extend(on_their_way.pop_front().map(answer_of));
            }
        }
        in_order.extend(on_their_way.into_iter().map(answer_of));
        in_order
    })
}
