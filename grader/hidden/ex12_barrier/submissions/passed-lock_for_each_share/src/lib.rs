//! A lock for each share: a worker copies its own and the cells beside it, and holds one lock at a time.

use std::num::NonZeroUsize;
use std::sync::{Barrier, Mutex};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let bounds = |worker| cells.len() * worker / workers..cells.len() * (worker + 1) / workers;
    let shares: Vec<Mutex<Vec<f64>>> = (0..workers).map(|worker| Mutex::new(cells[bounds(worker)].to_vec())).collect();
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (shares, barrier) = (&shares, &barrier);
            scope.spawn(move || {
                for _ in 0..rounds {
                    let next = mixed_share(shares, worker);
                    barrier.wait();
                    *shares[worker].lock().unwrap() = next;
                    barrier.wait();
                }
            });
        }
    });
    shares.into_iter().flat_map(|share| share.into_inner().unwrap()).collect()
}

/// Locks one share after the other, never two at a time.
fn mixed_share(shares: &[Mutex<Vec<f64>>], worker: usize) -> Vec<f64> {
    let share = shares[worker].lock().unwrap().clone();
    let before = worker.checked_sub(1).map_or(share[0], |left| *shares[left].lock().unwrap().last().unwrap());
    let after = shares.get(worker + 1).map_or(share[share.len() - 1], |right| right.lock().unwrap()[0]);
    let padded: Vec<f64> = [before].into_iter().chain(share).chain([after]).collect();
    padded.windows(3).map(|three| mixed(three[0], three[1], three[2])).collect()
}
