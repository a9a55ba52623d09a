//! Keeps the cells as `f32`, which has half the digits.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let row: Vec<AtomicU32> = cells.iter().map(|cell| AtomicU32::new((*cell as f32).to_bits())).collect();
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (row, barrier) = (&row, &barrier);
            let mine = row.len() * worker / workers..row.len() * (worker + 1) / workers;
            scope.spawn(move || step(row, mine, rounds, barrier));
        }
    });
    row.into_iter().map(|cell| f64::from(f32::from_bits(cell.into_inner()))).collect()
}

fn step(row: &[AtomicU32], mine: Range<usize>, rounds: usize, barrier: &Barrier) {
    for _ in 0..rounds {
        let next: Vec<f64> = mine.clone().map(|at| mixed_at(row, at)).collect();
        barrier.wait();
        for (at, next) in mine.clone().zip(next) {
            row[at].store((next as f32).to_bits(), Relaxed);
        }
        barrier.wait();
    }
}

fn mixed_at(row: &[AtomicU32], at: usize) -> f64 {
    let cell = |at: usize| f64::from(f32::from_bits(row[at].load(Relaxed)));
    let (left, right) = (at.saturating_sub(1), (at + 1).min(row.len() - 1));
    mixed(cell(left), cell(at), cell(right))
}
