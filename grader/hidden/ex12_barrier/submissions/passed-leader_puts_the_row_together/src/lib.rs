//! The leader of the barrier puts the shares together to the next row, while the others wait for it.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::{Barrier, Mutex, RwLock};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let shares: Vec<Range<usize>> =
        (0..workers).map(|worker| cells.len() * worker / workers..cells.len() * (worker + 1) / workers).collect();
    let next: Vec<Mutex<Vec<f64>>> = shares.iter().map(|_| Mutex::new(Vec::new())).collect();
    let row = RwLock::new(cells);
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        for (worker, mine) in shares.into_iter().enumerate() {
            let (row, next, barrier) = (&row, &next, &barrier);
            scope.spawn(move || {
                for _ in 0..rounds {
                    let share = mixed_share(&row.read().unwrap(), mine.clone());
                    *next[worker].lock().unwrap() = share;
                    if barrier.wait().is_leader() {
                        *row.write().unwrap() = next.iter().flat_map(|share| share.lock().unwrap().clone()).collect();
                    }
                    barrier.wait();
                }
            });
        }
    });
    row.into_inner().unwrap()
}

fn mixed_share(row: &[f64], mine: Range<usize>) -> Vec<f64> {
    mine.map(|at| mixed(row[at.saturating_sub(1)], row[at], row[(at + 1).min(row.len() - 1)])).collect()
}
