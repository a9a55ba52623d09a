//! The caller sends each row to all workers, and puts the next one together from what they send back.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

type Row = Arc<Vec<f64>>;

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    thread::scope(|scope| {
        let start = |worker| {
            let ((rows, todo), (done, shares)) = (mpsc::channel(), mpsc::channel());
            scope.spawn(move || step(worker, workers, todo, done));
            (rows, shares)
        };
        let links: Vec<(Sender<Row>, Receiver<Vec<f64>>)> = (0..workers).map(start).collect();
        (0..rounds).fold(cells, |cells, _| {
            let row = Arc::new(cells);
            links.iter().for_each(|(rows, _)| rows.send(row.clone()).expect("a worker is there"));
            links.iter().flat_map(|(_, shares)| shares.recv().expect("a worker is there")).collect()
        })
    })
}

/// Mixes its share of each row that comes, until no more come.
fn step(worker: usize, workers: usize, todo: Receiver<Row>, done: Sender<Vec<f64>>) {
    for row in todo {
        let mine = row.len() * worker / workers..row.len() * (worker + 1) / workers;
        let share = mine.map(|at| mixed(row[at.saturating_sub(1)], row[at], row[(at + 1).min(row.len() - 1)]));
        done.send(share.collect()).expect("the caller waits for it");
    }
}
