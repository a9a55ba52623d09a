//! weave against each of the others: CPU time where both find the fault, schedules where both run out of them.

use super::Row;
use crate::explorer::Explorer;
use crate::measure::Measure;
use crate::verdict::Verdict;
use std::time::Duration;

const FEWER: f64 = 10.0;

/// Prints both comparisons, and whether the goals that weave has are met.
pub fn print(rows: &[Row]) {
    for other in Explorer::OTHERS {
        for ours in Explorer::OURS {
            time_to_find(rows, ours, other);
        }
    }
    for other in [Explorer::Dfs, Explorer::Loom] {
        for ours in [Explorer::Weave, Explorer::Calm] {
            schedules_to_exhaust(rows, ours, other);
        }
    }
}

fn time_to_find(rows: &[Row], ours: Explorer, other: Explorer) {
    let both = both(rows, [ours, other], Verdict::Found);
    println!("\nCPU time to find, of the {} faults that both {} and {} find", both.len(), ours.name(), other.name());
    medians("search", &both, [ours, other], |measure| measure.cpu);
    medians("process", &both, [ours, other], |measure| measure.process);
}

fn medians(what: &str, rows: &[&Row], [ours, other]: [Explorer; 2], time: fn(&Measure) -> Duration) {
    let of = |row: &Row, explorer: Explorer| time(&row.cell(explorer).1);
    let millis = |explorer: Explorer| median(rows.iter().map(|row| of(row, explorer).as_secs_f64() * 1e3).collect());
    let (Some(mine), Some(theirs)) = (millis(ours), millis(other)) else { return };
    let less = rows.iter().filter(|row| of(row, ours) <= of(row, other)).count();
    let (name, all, goal) = (other.name(), rows.len(), met(mine <= theirs));
    println!(
        "{what:<8}median {} {mine:.2} ms, {name} {theirs:.2} ms, goal of no more {goal}; no more in {less} of {all}",
        ours.name()
    );
}

fn schedules_to_exhaust(rows: &[Row], ours: Explorer, other: Explorer) {
    let both = both(rows, [ours, other], Verdict::Exhausted);
    let (name, theirs) = (ours.name(), other.name());
    println!("\nschedules of the {} right programs that both {name} and {theirs} exhaust", both.len());
    let schedules = |row: &Row, explorer: Explorer| row.cell(explorer).1.schedules.unwrap_or_default();
    let mut ratios = Vec::new();
    for row in &both {
        let [mine, others] = [ours, other].map(|explorer| schedules(row, explorer));
        let ratio = others as f64 / mine as f64;
        println!("{:<42}{name} {mine:>6}, {theirs} {others:>6}, ratio {ratio:.1}", row.program.name);
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

fn both(rows: &[Row], explorers: [Explorer; 2], verdict: Verdict) -> Vec<&Row> {
    rows.iter().filter(|row| explorers.iter().all(|one| row.cell(*one).0 == verdict)).collect()
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
