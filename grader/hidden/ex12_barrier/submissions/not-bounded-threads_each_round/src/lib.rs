//! Starts new threads for each round: joining them keeps the rounds apart.

use std::num::NonZeroUsize;
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(mut cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    for _ in 0..rounds {
        let row = &cells;
        cells = thread::scope(|scope| {
            let each = (0..workers).map(|worker| {
                let mine = row.len() * worker / workers..row.len() * (worker + 1) / workers;
                scope.spawn(move || mine.map(|at| mixed_at(row, at)).collect::<Vec<f64>>()) //~ not-bounded
            });
            let each: Vec<_> = each.collect();
            each.into_iter().flat_map(|worker| worker.join().expect("mixed does not panic")).collect()
        });
    }
    cells
}

fn mixed_at(row: &[f64], at: usize) -> f64 {
    mixed(row[at.saturating_sub(1)], row[at], row[(at + 1).min(row.len() - 1)])
}
