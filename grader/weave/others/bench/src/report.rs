//! The table, a row a program, and what it comes to. All printing is here; nothing is decided here.

mod compare;

use crate::end::End;
use crate::explorer::{Explorer, programs};
use crate::measure::{Measure, measure};
use crate::verdict::{Verdict, judge};
use under_weave::{Expect, Program};

/// A program, and how each explorer did on it, in the order of [`Explorer::ALL`].
struct Row {
    program: &'static Program,
    cells: Vec<(Verdict, Measure)>,
}

impl Row {
    fn cell(&self, explorer: Explorer) -> &(Verdict, Measure) {
        let column = Explorer::ALL.iter().position(|one| *one == explorer).expect("all are there");
        &self.cells[column]
    }

    fn wrong(&self) -> bool {
        self.program.expect != Expect::Passes
    }
}

/// Measures and prints. Always something.
pub fn print(runs: usize) -> Option<()> {
    println!("verdict, schedules, ms of CPU time of the search (median of {runs} runs)\n");
    println!("{}", line("program", "expected", Explorer::ALL.iter().map(|explorer| explorer.name().to_owned())));
    let rows: Vec<Row> = programs().map(|program| row(program, runs)).collect();
    faults(&rows);
    totals(&rows);
    compare::print(&rows);
    Some(())
}

fn row(program: &'static Program, runs: usize) -> Row {
    let cells = Explorer::ALL.iter().map(|explorer| {
        let measure = measure(*explorer, program.name, runs);
        (judge(program.expect, &measure.end), measure)
    });
    let row = Row { program, cells: cells.collect() };
    let expected = format!("{:?}", program.expect).to_lowercase();
    println!("{}", line(program.name, &expected, row.cells.iter().map(|(verdict, measure)| cell(*verdict, measure))));
    row
}

fn line(program: &str, expected: &str, cells: impl Iterator<Item = String>) -> String {
    let cells: String = cells.map(|cell| format!("{cell:<28}")).collect();
    format!("{program:<42}{expected:<10}{cells}").trim_end().to_owned()
}

fn cell(verdict: Verdict, measure: &Measure) -> String {
    let name = verdict.name();
    if verdict == Verdict::DoesNotCompile {
        return name.to_owned();
    }
    let schedules = measure.schedules.map_or_else(|| "?".to_owned(), |schedules| schedules.to_string());
    format!("{name} {schedules} {:.1}", measure.cpu.as_secs_f64() * 1e3)
}

/// Why an explorer failed a right program, or a wrong one for another reason.
fn faults(rows: &[Row]) {
    println!("\nfalse alarms and other faults");
    for row in rows {
        for (explorer, (verdict, measure)) in Explorer::ALL.iter().zip(&row.cells) {
            if let (Verdict::FalseAlarm | Verdict::OtherFault, End::Failed(fault, message)) = (verdict, &measure.end) {
                let message: String = message.chars().take(90).collect();
                println!("{:<42}{:<16}{:<12}{message}", row.program.name, explorer.name(), fault.name());
            }
        }
    }
}

fn totals(rows: &[Row]) {
    const COUNTED: [Verdict; 8] = [
        Verdict::Found,
        Verdict::OtherFault,
        Verdict::Missed,
        Verdict::Exhausted,
        Verdict::Passed,
        Verdict::FalseAlarm,
        Verdict::NotFinished,
        Verdict::DoesNotCompile,
    ];
    let wrong = rows.iter().filter(|row| row.wrong()).count();
    println!(
        "\n{}",
        line(
            &format!("{wrong} wrong, {} right", rows.len() - wrong),
            "",
            Explorer::ALL.iter().map(|one| one.name().to_owned())
        )
    );
    for verdict in COUNTED {
        let counts = Explorer::ALL.iter().map(|explorer| count(rows, *explorer, verdict));
        println!("{}", line(verdict.name(), "", counts));
    }
}

/// A count; of those that wrong and right programs can get, one for each.
fn count(rows: &[Row], explorer: Explorer, verdict: Verdict) -> String {
    let count = |wrong| rows.iter().filter(|row| row.wrong() == wrong && row.cell(explorer).0 == verdict).count();
    match verdict {
        Verdict::NotFinished | Verdict::DoesNotCompile => format!("{} wrong, {} right", count(true), count(false)),
        _ => (count(true) + count(false)).to_string(),
    }
}
