//! # ex12: a row of cells that mix
//!
//! A row of cells, each of them a number. In a round every cell becomes the mean of itself and its two neighbours, as they
//! were in the round before, so that what is high in one place flows away to both sides:
//!
//! ```text
//!   before          9    0    0    0        worker 1 has the first two cells, worker 2 the others
//!   after round 1   6    3    0    0        no cell of worker 2 has changed yet, but in the next round
//!   after round 2   5    3    1    0        its first one does, since it is made of the 3 of worker 1
//! ```
//!
//! Write [`diffuse`], in which several threads share the cells of the row between them and step through the rounds together:
//! no one may use a cell of a round that is not over, nor overwrite one that somebody has yet to read. Three things to know:
//!
//! - [`wait`](std::sync::Barrier::wait) on a [`std::sync::Barrier`] made for `n` puts a thread to sleep until `n` have come
//!   to it. Then all go on, and the barrier is good for the next time. With one thread too few, they sleep for ever.
//! - What a thread did before it came to a barrier, every thread sees after it.
//! - There is no atomic of `f64` in std, but [`f64::to_bits`] and [`f64::from_bits`] turn one into a `u64` and back.
//!
//! A barrier is one way, and atomics are one way of having cells that many threads read and one writes; others are as good.
//! Try it with `cargo test -p ex12`. `tests/schedules.rs` runs your threads in every order in which they can take turns, and
//! shows you the order in which it goes wrong; `tests/visible.rs` runs them on real cores. The grader does both, with more
//! cells and more workers.

use std::num::NonZeroUsize;
// ANCHOR: solution
use std::ops::Range;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;
// ANCHOR_END: solution

/// The mean of a cell and its neighbours. Given: sums of `f64` depend on their order, so keep to this one.
pub fn mixed(left: f64, here: f64, right: f64) -> f64 {
    (left + here + right) / 3.0
}

/// The cells after so many rounds, in each of which every cell becomes [`mixed`] of its left neighbour, itself and its right
/// neighbour, as all three were at the end of the round before. The first cell has a left neighbour like itself, and the
/// last one a right neighbour like itself.
///
/// - What comes back is, bit for bit, what one thread would make of it that does one cell after the other and one round after
///   the other, whatever the cells are: also infinite, `-0.0`, or (whichever bits it has) not a number. No rounds, or no
///   cells, are no mistake: then the cells come back as they are.
/// - `workers` threads are started, or one for each cell if there are fewer cells: no more, no fewer, also if that is one. So
///   each has a cell at least: with 4 workers and 5 cells, 2, 1, 1 and 1, and not 2, 2, 1 and none. Where there is nothing
///   to do, it is yours to choose whether any are started.
/// - They do all the work, and the same threads do all the rounds. Whoever calls `diffuse` starts them and waits.
/// - Who has to wait for another thread sleeps until that one is so far. It does not ask again and again, neither as fast as
///   it can nor at intervals.
/// - All threads have been joined when `diffuse` returns.
pub fn diffuse(cells: Vec<f64>, rounds: usize, workers: NonZeroUsize) -> Vec<f64> {
    // ANCHOR: solution
    // STUB: todo!("mix {} cells, {rounds} times, with {workers} threads", cells.len())
    // As many as there will be threads: a barrier made for one more would never open.
    let workers = workers.get().min(cells.len());
    let row: Vec<AtomicU64> = cells.into_iter().map(|cell| AtomicU64::new(cell.to_bits())).collect();
    let barrier = Barrier::new(workers);
    thread::scope(|scope| {
        for worker in 0..workers {
            let (row, barrier) = (&row, &barrier);
            let mine = share(worker, workers, row.len());
            scope.spawn(move || step(row, mine, rounds, barrier));
        }
    });
    row.into_iter().map(|cell| f64::from_bits(cell.into_inner())).collect()
    // ANCHOR_END: solution
}
// ANCHOR: solution

/// What one worker does: all rounds, for the cells that are `mine`.
///
/// Relaxed is enough for the cells. Between two barriers a cell is either only read or written by one thread, and it is the
/// barrier that makes what was written be seen.
fn step(row: &[AtomicU64], mine: Range<usize>, rounds: usize, barrier: &Barrier) {
    for _ in 0..rounds {
        let next: Vec<f64> = mine.clone().map(|at| mixed_at(row, at)).collect();
        // Now our cells can change, since nobody has to read them any more as they were.
        barrier.wait();
        for (cell, next) in row[mine.clone()].iter().zip(next) {
            cell.store(next.to_bits(), Relaxed);
        }
        // And the next round can begin, since all of this one is there. Without this second wait, a fast thread would read
        // a slow one's cells of the round before.
        barrier.wait();
    }
}

fn mixed_at(row: &[AtomicU64], at: usize) -> f64 {
    let cell = |at: usize| f64::from_bits(row[at].load(Relaxed));
    let (left, right) = (at.saturating_sub(1), (at + 1).min(row.len() - 1));
    mixed(cell(left), cell(at), cell(right))
}

/// The cells of one worker, so that no worker has two more than another: 5 among 4 are 1, 1, 1 and 2.
fn share(worker: usize, workers: usize, cells: usize) -> Range<usize> {
    cells * worker / workers..cells * (worker + 1) / workers
}
// ANCHOR_END: solution
