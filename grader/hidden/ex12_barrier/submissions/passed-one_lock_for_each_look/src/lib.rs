//! One lock for the row, taken anew for each look at a cell: slow, and right.

use std::num::NonZeroUsize;
use std::sync::{Barrier, Mutex};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let (count, workers) = (cells.len(), workers.get().min(cells.len()));
    let row = Mutex::new(cells);
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (row, barrier) = (&row, &barrier);
            let mine = count * worker / workers..count * (worker + 1) / workers;
            scope.spawn(move || {
                for _ in 0..rounds {
                    let next: Vec<f64> = mine.clone().map(|at| mixed_at(row, count, at)).collect();
                    barrier.wait();
                    for (at, next) in mine.clone().zip(next) {
                        row.lock().unwrap()[at] = next;
                    }
                    barrier.wait();
                }
            });
        }
    });
    row.into_inner().unwrap()
}

fn mixed_at(row: &Mutex<Vec<f64>>, count: usize, at: usize) -> f64 {
    let cell = |at: usize| row.lock().unwrap()[at];
    mixed(cell(at.saturating_sub(1)), cell(at), cell((at + 1).min(count - 1)))
}
