//! Rounds the length of a chunk up, so that there may be fewer chunks than the barrier is made for.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let row: Vec<AtomicU64> = cells.iter().map(|cell| AtomicU64::new(cell.to_bits())).collect();
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        let length = row.len().div_ceil(workers.max(1)).max(1);
        for start in (0..row.len()).step_by(length) {
            let (row, barrier) = (&row, &barrier);
            let mine = start..(start + length).min(row.len());
            scope.spawn(move || step(row, mine, rounds, barrier));
        }
    });
    row.into_iter().map(|cell| f64::from_bits(cell.into_inner())).collect()
}

fn step(row: &[AtomicU64], mine: Range<usize>, rounds: usize, barrier: &Barrier) {
    for _ in 0..rounds {
        let next: Vec<f64> = mine.clone().map(|at| mixed_at(row, at)).collect();
        barrier.wait(); //~ stuck
        for (at, next) in mine.clone().zip(next) {
            row[at].store(next.to_bits(), Relaxed);
        }
        barrier.wait();
    }
}

fn mixed_at(row: &[AtomicU64], at: usize) -> f64 {
    let cell = |at: usize| f64::from_bits(row[at].load(Relaxed));
    let (left, right) = (at.saturating_sub(1), (at + 1).min(row.len() - 1));
    mixed(cell(left), cell(at), cell(right))
}
