//! Waits for the cells of each worker, which come over a channel, and joins nobody.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(mut cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let row: Arc<[AtomicU64]> = cells.iter().map(|cell| AtomicU64::new(cell.to_bits())).collect();
    let barrier = Arc::new(Barrier::new(workers));
    let (sender, done) = mpsc::channel();
    for worker in 0..workers {
        let (row, barrier, sender) = (row.clone(), barrier.clone(), sender.clone());
        let mine = row.len() * worker / workers..row.len() * (worker + 1) / workers;
        thread::spawn(move || {
            step(&row, mine.clone(), rounds, &barrier);
            let _ = sender.send((mine.start, mine.map(|at| f64::from_bits(row[at].load(Relaxed))).collect::<Vec<_>>()));
        });
    }
    drop(sender);
    for (start, share) in done {
        cells[start..start + share.len()].copy_from_slice(&share);
    }
    cells
}

fn step(row: &[AtomicU64], mine: Range<usize>, rounds: usize, barrier: &Barrier) {
    for _ in 0..rounds {
        let next: Vec<f64> = mine.clone().map(|at| mixed_at(row, at)).collect();
        barrier.wait();
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
