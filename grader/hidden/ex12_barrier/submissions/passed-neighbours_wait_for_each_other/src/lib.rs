//! No barrier for all: each worker waits until its neighbours have come as far as it needs them.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Condvar, Mutex};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

/// How many rounds each worker has done.
struct Progress {
    done: Mutex<Vec<usize>>,
    changed: Condvar,
}

impl Progress {
    fn of(workers: usize) -> Progress {
        Progress { done: Mutex::new(vec![0; workers]), changed: Condvar::new() }
    }

    fn add(&self, worker: usize) {
        self.done.lock().unwrap()[worker] += 1;
        self.changed.notify_all();
    }

    /// Waits until the neighbours of a worker have done so many rounds.
    fn wait_for_neighbours(&self, worker: usize, rounds: usize) {
        let behind = |done: &mut Vec<usize>| {
            done[worker.saturating_sub(1)..(worker + 2).min(done.len())].iter().any(|done| *done < rounds)
        };
        drop(self.changed.wait_while(self.done.lock().unwrap(), behind).unwrap());
    }
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let row = || cells.iter().map(|cell| AtomicU64::new(cell.to_bits())).collect::<Vec<_>>();
    let (rows, progress) = ([row(), row()], Progress::of(workers));
    thread::scope(|scope| {
        for worker in 0..workers {
            let (rows, progress) = (&rows, &progress);
            let mine: Range<usize> = cells.len() * worker / workers..cells.len() * (worker + 1) / workers;
            scope.spawn(move || {
                for round in 0..rounds {
                    // They have done the round before: what we read is there, and what we overwrite they have read.
                    progress.wait_for_neighbours(worker, round);
                    for at in mine.clone() {
                        rows[(round + 1) % 2][at].store(mixed_at(&rows[round % 2], at).to_bits(), Relaxed);
                    }
                    progress.add(worker);
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
