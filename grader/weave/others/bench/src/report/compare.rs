//! weave against each of the others: CPU time where both find the fault, schedules where both run out of them.

use super::Row;
use crate::explorer::Explorer;
use crate::measure::Measure;
use crate::verdict::Verdict;
use std::time::Duration;

const FEWER: f64 = 10.0;

/// Prints both comparisons, and whether the goals that weave has are met.
pub fn print(rows: &[Row]) {
    for other in &Explorer::ALL[1..] {
        time_to_find(rows, *other);
    }
    for other in [Explorer::Dfs, Explorer::Loom] {
        schedules_to_exhaust(rows, other);
    }
}

fn time_to_find(rows: &[Row], other: Explorer) {
    let both = both(rows, other, Verdict::Found);
    println!("\nCPU time to find, of the {} faults that both weave and {} find", both.len(), other.name());
    medians("search", &both, other, |measure| measure.cpu);
    medians("process", &both, other, |measure| measure.process);
}

fn medians(what: &str, rows: &[&Row], other: Explorer, time: fn(&Measure) -> Duration) {
    let of = |row: &Row, explorer: Explorer| time(&row.cell(explorer).1);
    let millis = |explorer: Explorer| median(rows.iter().map(|row| of(row, explorer).as_secs_f64() * 1e3).collect());
    let (Some(ours), Some(theirs)) = (millis(Explorer::Weave), millis(other)) else { return };
    let less = rows.iter().filter(|row| of(row, Explorer::Weave) <= of(row, other)).count();
    let (name, all, goal) = (other.name(), rows.len(), met(ours <= theirs));
    println!(
        "{what:<8}median weave {ours:.2} ms, {name} {theirs:.2} ms, goal of no more {goal}; no more in {less} of {all}"
    );
}

fn schedules_to_exhaust(rows: &[Row], other: Explorer) {
    let both = both(rows, other, Verdict::Exhausted);
    println!("\nschedules of the {} right programs that both weave and {} exhaust", both.len(), other.name());
    let mut ratios = Vec::new();
    for row in &both {
        let [ours, theirs] =
            [Explorer::Weave, other].map(|explorer| row.cell(explorer).1.schedules.unwrap_or_default());
        let ratio = theirs as f64 / ours as f64;
        println!("{:<42}weave {ours:>6}, {} {theirs:>6}, ratio {ratio:.1}", row.program.name, other.name());
        ratios.push(ratio);
    }
    let least = ratios.iter().copied().fold(f64::INFINITY, f64::min);
    if let Some(median) = median(ratios) {
        println!("ratio at least {least:.1}, median {median:.1}");
        println!(
            "goal, at least {FEWER} times fewer: {} by all, {} in the median",
            met(least >= FEWER),
            met(median >= FEWER)
        );
    }
}

fn both(rows: &[Row], other: Explorer, verdict: Verdict) -> Vec<&Row> {
    rows.iter().filter(|row| [Explorer::Weave, other].iter().all(|one| row.cell(*one).0 == verdict)).collect()
}

/// The middle one, or what lies between the two.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(values[half]),
        _ => Some((values[half - 1] + values[half]) / 2.0),
    }
}

fn met(goal: bool) -> &'static str {
    if goal { "met" } else { "NOT met" }
}
