//! A barrier of our own to which threads come without publishing what they wrote before.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{
    AtomicU64, AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};
use std::thread::{self, Thread};

pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    let workers = workers.get().min(cells.len());
    let row: Vec<AtomicU64> = cells.iter().map(|cell| AtomicU64::new(cell.to_bits())).collect();
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (row, barrier) = (&row, &barrier);
            let mine = row.len() * worker / workers..row.len() * (worker + 1) / workers;
            scope.spawn(move || step(row, mine, rounds, || barrier.wait(worker)));
        }
    });
    row.into_iter().map(|cell| f64::from_bits(cell.into_inner())).collect()
}

fn step(row: &[AtomicU64], mine: Range<usize>, rounds: usize, wait: impl Fn()) {
    for _ in 0..rounds {
        let next: Vec<f64> = mine.clone().map(|at| mixed_at(row, at)).collect();
        wait();
        for (at, next) in mine.clone().zip(next) {
            row[at].store(next.to_bits(), Relaxed);
        }
        wait();
    }
}

fn mixed_at(row: &[AtomicU64], at: usize) -> f64 {
    let cell = |at: usize| f64::from_bits(row[at].load(Relaxed));
    let (left, right) = (at.saturating_sub(1), (at + 1).min(row.len() - 1));
    mixed(cell(left), cell(at), cell(right))
}

/// Opens when all threads have come; who comes last wakes the others, who have said at the beginning who they are.
struct Barrier {
    arrived: AtomicUsize,
    generation: AtomicUsize,
    threads: Vec<OnceLock<Thread>>,
}

impl Barrier {
    fn new(size: usize) -> Barrier {
        let threads = (0..size).map(|_| OnceLock::new()).collect();
        Barrier { arrived: AtomicUsize::new(0), generation: AtomicUsize::new(0), threads }
    }

    fn wait(&self, worker: usize) {
        let _ = self.threads[worker].set(thread::current());
        let generation = self.generation.load(Relaxed);
        if self.arrived.fetch_add(1, Acquire) + 1 == self.threads.len() {
            self.arrived.store(0, Relaxed);
            self.generation.store(generation + 1, Release);
            self.threads.iter().filter_map(OnceLock::get).for_each(Thread::unpark);
        } else {
            while self.generation.load(Acquire) == generation {
                thread::park();
            }
        }
    }
}
