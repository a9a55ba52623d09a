//! Step in phases: what must hold of `diffuse`, under every schedule and of threads that the kernel saw.

use grader::{
    judge::{self as facts, explored},
    observe::Observation,
};
use harness::draw::numbers;
use rstest::rstest;

#[path = "driver/cells.rs"]
mod cells;

use crate::case::{Case, Run, judge};

const STEM: &str = "ex12_barrier";

/// Three cells after no round, after one, two and three.
const ONE_WORKER: &str = "[[81.0, 0.0, 0.0], [54.0, 27.0, 0.0], [45.0, 27.0, 9.0], [39.0, 27.0, 15.0]]";

/// Cells that show in which order a sum was made, and which bits come through.
const GIVEN: &str = "0.1,0.2,0.7,-0.0,-0.0,-0.0,1e308,1.7e308,5e-324,-3.25,1,2,inf,4,5,6,NaN,8";

#[rstest]
fn one_worker() {
    judge(STEM, "one_worker", "one worker", |case| {
        // Explored first: it knows why a thread waits for ever, which a run does not.
        if !case.explore(&explored("one_worker").outcomes(&[ONE_WORKER])) {
            return;
        }
        for rounds in [1, 2, 3] {
            let Some(seen) = case.run(&Run::of(&format!("given {GIVEN} {rounds} 1"))) else { return };
            let cells = GIVEN.split(',').map(|cell| cell.parse().expect("a cell is a number")).collect();
            compare(case, &seen, 1, &sequential(cells, rounds));
        }
    });
}

#[rstest]
#[case("two_workers", "[45.0, 36.0]")]
#[case("three_workers", "[54.0, 27.0, 0.0]")]
fn phases(#[case] scenario: &str, #[case] cells: &str) {
    mixes("phases", scenario, cells);
}

#[rstest]
#[case("one_left_over", "[54.0, 27.0, 0.0]")]
#[case("more_workers_than_cells", "[54.0, 27.0]")]
#[case("one_cell", "[81.0]")]
#[case("nothing_to_do", "[[], [], [81.0, 0.0]]")]
fn shares(#[case] scenario: &str, #[case] cells: &str) {
    mixes("shares", scenario, cells);
}

#[rstest]
#[case::one(1, 3, 1)]
#[case::not_evenly(4, 5, 4)]
#[case::fewer_cells(5, 2, 2)]
fn threads(#[case] workers: usize, #[case] cells: usize, #[case] count: usize) {
    judge(STEM, "threads", &format!("{cells} cells, {workers} workers"), |case| {
        let row = vec!["1"; cells].join(",");
        let Some(seen) = case.run(&Run::of(&format!("given {row} 3 {workers}"))) else { return };
        case.all_hold(&seen, &[&facts::threads(count), &facts::joined(), &facts::waits_without_asking()]);
    });
}

#[rstest]
fn on_the_threads() {
    judge(STEM, "on_the_threads", "20,000 cells, 10 rounds, 2 workers", |case| {
        let seed = case.seed();
        let Some(seen) = case.run(&Run::of(&format!("drawn {seed} 20000 10 2 2"))) else { return };
        case.all_hold(&seen, &[&facts::work_on_threads()]);
    });
}

#[rstest]
#[case(1000, 50)]
fn drawn(#[case] count: usize, #[case] rounds: usize) {
    judge(STEM, "drawn", &format!("{count} cells, {rounds} rounds, 1 to 8 workers"), |case| {
        let seed = case.seed();
        let Some(seen) = case.run(&Run::of(&format!("drawn {seed} {count} {rounds} 1 8"))) else { return };
        let row = numbers(seed, count, cells::BITS).into_iter().map(cells::drawn).collect();
        let expected = sequential(row, rounds);
        (1..=8).for_each(|workers| compare(case, &seen, workers, &expected));
    });
}

#[rstest]
#[case("more_of_all", "[39.0, 27.0, 12.0, 3.0]")]
fn more_of_all(#[case] scenario: &str, #[case] cells: &str) {
    mixes("more_of_all", scenario, cells);
}

#[rstest]
#[case("asleep", "[45.0, 36.0]")]
fn waits_asleep(#[case] scenario: &str, #[case] cells: &str) {
    judge(STEM, "waits_asleep", scenario, |case| {
        // Who naps is not seen there: where only time is needed, it passes at once.
        if case.explore(&explored(scenario).outcomes(&[cells]))
            && let Some(seen) = case.run(&Run::of("given 1,2,3,4 50 2"))
        {
            case.all_hold(&seen, &[&facts::never_naps()]);
        }
    });
}

/// Under every schedule, these are the cells that come out.
fn mixes(check: &str, scenario: &str, cells: &str) {
    judge(STEM, check, scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[cells]));
    });
}

/// What is asked for, by one thread that takes one cell after the other.
fn sequential(row: Vec<f64>, rounds: usize) -> Vec<f64> {
    let round = |row: Vec<f64>| {
        let last = row.len() - 1;
        let mixed = |at: usize| (row[at.saturating_sub(1)] + row[at] + row[last.min(at + 1)]) / 3.0;
        (0..=last).map(mixed).collect()
    };
    (0..rounds).fold(row, |row, _| round(row))
}

/// Compares bit for bit, and tells the first cell that differs. Which bits a NaN has is left open by the language.
fn compare(case: &mut Case, seen: &Observation, workers: usize, expected: &[f64]) {
    let bytes = seen.reply(&cells::named(workers)).unwrap_or_default();
    let cell = |bytes: &[u8]| f64::from_bits(u64::from_le_bytes(bytes.try_into().expect("a cell has eight bytes")));
    let seen: Vec<f64> = bytes.chunks_exact(8).map(cell).collect();
    let same = |a: f64, b: f64| a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan();
    if let Some(at) = expected.iter().zip(&seen).position(|(expected, seen)| !same(*expected, *seen)) {
        case.equal(&format!("cell {at}, with workers: {workers}"), &said(expected[at]), &said(seen[at]));
    } else {
        case.equal(&format!("how many cells, with workers: {workers}"), &expected.len(), &seen.len());
    }
}

/// As its digits and its bits: two cells with the same digits may differ, if one is no number.
fn said(cell: f64) -> String {
    format!("{cell:?} (bits {:016x})", cell.to_bits())
}
