//! Mixes cells that are given or drawn, and replies what becomes of them: eight bytes a cell, its bits, little end first.

use std::num::NonZeroUsize;
use harness::{draw, reply};

#[path = "driver/cells.rs"]
mod cells;

fn main() {
    let arguments = reply::open().expect("started by the launcher");
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["given", cells, rounds, workers] => mix(given(cells), number(rounds), number(workers)),
        ["drawn", seed, count, rounds, first, last] => {
            for workers in number(first)..=number(last) {
                mix(drawn(seed, count), number(rounds), workers);
            }
        }
        _ => panic!("usage: given CELL,CELL,… ROUNDS WORKERS | drawn SEED CELLS ROUNDS FIRST LAST"),
    }
    reply::done();
}

fn mix(row: Vec<f64>, rounds: usize, workers: usize) {
    let mixed = ex12::diffuse(row, rounds, NonZeroUsize::new(workers).expect("more than 0"));
    let bytes = mixed.into_iter().map(|cell| cell.to_bits().to_le_bytes()).collect::<Vec<_>>().concat();
    reply::reply(&cells::named(workers), &bytes);
}

fn given(row: &str) -> Vec<f64> {
    row.split(',').map(|cell| cell.parse().expect("a cell is a number")).collect()
}

fn drawn(seed: &str, count: &str) -> Vec<f64> {
    let seed = seed.parse().expect("a seed is a number");
    draw::numbers(seed, number(count), cells::BITS).into_iter().map(cells::drawn).collect()
}

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}
