//! Nothing is shared: each worker has a channel of its own, and asks for an item when it is idle.

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
    let (ask, asked) = mpsc::channel::<mpsc::Sender<(usize, T)>>();
    let (to_caller, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (ask, to_caller, f) = (ask.clone(), to_caller.clone(), &f);
            scope.spawn(move || {
                loop {
                    let (to_me, job) = mpsc::channel();
                    if ask.send(to_me).is_err() {
                        break;
                    }
                    let Ok((index, item)) = job.recv() else { break };
                    to_caller.send((index, f(item))).unwrap();
                }
            });
        }
        drop((ask, to_caller));
        for job in items.into_iter().enumerate() {
            let Ok(idle) = asked.recv() else { break };
            idle.send(job).unwrap();
        }
        // Those who ask now are told by the end of their channels.
        drop(asked);
        let mut results: Vec<(usize, U)> = results.iter().collect();
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    })
}
