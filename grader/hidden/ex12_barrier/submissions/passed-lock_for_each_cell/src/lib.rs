//! A lock for each cell, taken for as long as it takes to look at it.

use std::num::NonZeroUsize;
use std::sync::{Barrier, Mutex};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let row: Vec<Mutex<f64>> = cells.into_iter().map(Mutex::new).collect();
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (row, barrier) = (&row, &barrier);
            let mine = row.len() * worker / workers..row.len() * (worker + 1) / workers;
            scope.spawn(move || {
                for _ in 0..rounds {
                    let next: Vec<f64> = mine.clone().map(|at| mixed_at(row, at)).collect();
                    barrier.wait();
                    for (at, next) in mine.clone().zip(next) {
                        *row[at].lock().unwrap() = next;
                    }
                    barrier.wait();
                }
            });
        }
    });
    row.into_iter().map(|cell| cell.into_inner().unwrap()).collect()
}

fn mixed_at(row: &[Mutex<f64>], at: usize) -> f64 {
    let cell = |at: usize| *row[at].lock().unwrap();
    mixed(cell(at.saturating_sub(1)), cell(at), cell((at + 1).min(row.len() - 1)))
}
