//! Starts threads that do nothing but come to the barrier; the thread that calls does the work.

use std::num::NonZeroUsize;
use std::sync::Barrier;
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let barrier = Barrier::new(workers + 1);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| (0..rounds).for_each(|_| drop(barrier.wait()))); //~ no-thread
        }
        (0..rounds).fold(cells, |row, _| {
            barrier.wait();
            (0..row.len()).map(|at| mixed_at(&row, at)).collect()
        })
    })
}

fn mixed_at(row: &[f64], at: usize) -> f64 {
    mixed(row[at.saturating_sub(1)], row[at], row[(at + 1).min(row.len() - 1)])
}
