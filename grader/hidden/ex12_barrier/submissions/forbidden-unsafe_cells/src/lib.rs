//! Shares the row as plain cells, and tells the compiler that it knows better.

use std::cell::UnsafeCell;
use std::num::NonZeroUsize;
use std::sync::Barrier;
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

struct Row(Vec<UnsafeCell<f64>>);

unsafe impl Sync for Row {} //~ forbidden

impl Row {
    fn get(&self, at: usize) -> f64 {
        unsafe { *self.0[at].get() }
    }

    fn set(&self, at: usize, cell: f64) {
        unsafe { *self.0[at].get() = cell }
    }
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let (count, workers) = (cells.len(), workers.get().min(cells.len()));
    let row = Row(cells.into_iter().map(UnsafeCell::new).collect());
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (row, barrier) = (&row, &barrier);
            let mine = count * worker / workers..count * (worker + 1) / workers;
            scope.spawn(move || {
                for _ in 0..rounds {
                    let cell = |at: usize| row.get(at.min(count - 1));
                    let next = |at: usize| mixed(cell(at.saturating_sub(1)), cell(at), cell(at + 1));
                    let next: Vec<f64> = mine.clone().map(next).collect();
                    barrier.wait();
                    mine.clone().zip(next).for_each(|(at, next)| row.set(at, next));
                    barrier.wait();
                }
            });
        }
    });
    row.0.into_iter().map(UnsafeCell::into_inner).collect()
}
