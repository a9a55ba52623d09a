//! Workers claim cells, of which there are none in a round until the leader of the barrier opens it.

use std::num::NonZeroUsize;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let (count, workers) = (cells.len(), workers.get().min(cells.len()));
    let row = || cells.iter().map(|cell| AtomicU64::new(cell.to_bits())).collect::<Vec<_>>();
    let rows = [row(), row()];
    let (claimed, barrier) = (AtomicUsize::new(0), Barrier::new(workers));
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                for round in 0..rounds {
                    loop {
                        let at = claimed.fetch_add(1, Relaxed);
                        if at >= count {
                            break;
                        }
                        rows[(round + 1) % 2][at].store(mixed_at(&rows[round % 2], at).to_bits(), Relaxed);
                    }
                    if barrier.wait().is_leader() {
                        claimed.store(0, Relaxed);
                    }
                }
            });
        }
    });
    rows[rounds % 2].iter().map(|cell| f64::from_bits(cell.load(Relaxed))).collect()
}

fn mixed_at(row: &[AtomicU64], at: usize) -> f64 {
    let cell = |at: usize| f64::from_bits(row[at].load(Relaxed));
    let (left, right) = (at.saturating_sub(1), (at + 1).min(row.len() - 1));
    mixed(cell(left), cell(at), cell(right))
}
