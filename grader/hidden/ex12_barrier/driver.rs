//! Mixes cells that are given or drawn, and replies what becomes of them: eight bytes a cell, its bits, little end first.

use std::num::NonZeroUsize;
use harness::argument::{self, count, number};
use harness::{draw, reply};

#[path = "driver/cells.rs"]
mod cells;

fn main() {
    let arguments = reply::open().expect("started by the launcher");
    match argument::texts(&arguments)[..] {
        ["given", cells, rounds, workers] => mix(given(cells), count(rounds), count(workers)),
        ["drawn", seed, cells, rounds, first, last] => {
            for workers in count(first)..=count(last) {
                mix(drawn(seed, cells), count(rounds), workers);
            }
        }
        _ => panic!("usage: given CELL,CELL,… ROUNDS WORKERS | drawn SEED CELLS ROUNDS FIRST LAST"),
    }
    reply::done();
}

fn mix(row: Vec<f64>, rounds: usize, workers: usize) {
    let mixed = ex12::diffuse(row, rounds, NonZeroUsize::new(workers).expect("more than 0"));
    let bits: Vec<u64> = mixed.into_iter().map(f64::to_bits).collect();
    reply::numbers(&cells::named(workers), &bits);
}

fn given(row: &str) -> Vec<f64> {
    row.split(',').map(|cell| cell.parse().expect("a cell is a number")).collect()
}

fn drawn(seed: &str, cells: &str) -> Vec<f64> {
    draw::numbers(number(seed), count(cells), cells::BITS).into_iter().map(cells::drawn).collect()
}
