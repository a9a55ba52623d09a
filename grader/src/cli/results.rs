//! `grader results`: what a store knows.

use super::{
    ExitCode, Failure,
    arguments::{Query, Results},
    batch::store_at,
    output::Screen,
    publish::publish,
};
use crate::{
    course::Course,
    judge::Verdict,
    report::Fate,
    store::{Filter, HandedIn, Latest, Store, StoreError},
};

/// Does what is asked.
///
/// # Errors
/// There is no store, or the question is none.
pub(super) fn results(command: &Results, screen: &Screen) -> Result<ExitCode, Failure> {
    match command {
        Results::Query(asked) => query(asked, screen),
        Results::Export(asked) => publish(asked, screen),
    }
}

fn query(asked: &Query, screen: &Screen) -> Result<ExitCode, Failure> {
    let usage = |error: StoreError| Failure::Usage(error.to_string());
    let store = Store::open_existing(&store_at(&asked.store)).map_err(usage)?;
    let text = match &asked.sql {
        Some(sql) => table(&store.ask(sql).map_err(usage)?),
        None => {
            let filter = filter(asked)?;
            let handed_in = store.handed_in().map_err(usage)?;
            newest(&store.latest(&filter).map_err(usage)?, &handed_in)
        }
    };
    screen.write(&text)?;
    Ok(ExitCode::Passed)
}

fn filter(asked: &Query) -> Result<Filter, Failure> {
    if let Some(name) = asked.verdict.as_deref().filter(|name| Verdict::from_name(name).is_none()) {
        let problem = format!("no verdict is called `{}`: `cargo grader explain` lists them", name.escape_debug());
        return Err(Failure::Usage(problem));
    }
    let course = Course::load(&Course::locate()?)?;
    let stem = |name: &String| course.exercise(name).map(|exercise| exercise.stem.clone());
    let stems = asked.exercise.iter().map(stem).collect::<Result<_, _>>();
    let stems = stems.map_err(|error| Failure::Usage(error.to_string()))?;
    Ok(Filter { student: asked.student.clone(), stems, verdict: asked.verdict.clone() })
}

fn newest(latest: &[Latest], handed_in: &[HandedIn]) -> String {
    let mut rows = vec![["student", "exercise", "verdict", "points", "what"].map(str::to_owned).to_vec()];
    for one in latest {
        let problem = handed_in.iter().find(|handed_in| handed_in.student == one.student);
        let problem = problem.and_then(|handed_in| handed_in.problem.clone());
        let (verdict, points, what) = match &one.fate {
            Fate::Judged(result) => {
                let of_check = || {
                    let findings = result.checks.iter().filter_map(|check| check.finding.as_ref());
                    findings.into_iter().find(|finding| Some(finding.verdict) == result.verdict)
                };
                let finding = result.refusal.as_ref().or_else(of_check);
                let what = finding.map_or(String::new(), |finding| match &finding.place {
                    Some(place) => format!("{}:{} {}", place.file, place.line, finding.message),
                    None => finding.message.clone(),
                });
                let verdict = result.verdict.map_or("not fully judged", Verdict::name);
                (verdict, format!("{}/{}", result.score(), result.max_score()), what)
            }
            Fate::NotHandedIn => ("not handed in", String::new(), problem.unwrap_or_default()),
            Fate::Fault(fault) => ("fault", String::new(), fault.clone()),
        };
        rows.push(vec![one.student.clone(), one.stem.clone(), verdict.to_owned(), points, what]);
    }
    table(&rows)
}

/// Rows as columns of text. Whatever a cell holds stays on its line.
fn table(rows: &[Vec<String>]) -> String {
    let shown: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| cell.escape_debug().to_string()).collect()).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|column| shown.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).min(60))
        .collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    shown.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_holds_stays_on_its_line() {
        let rows = [vec!["a".to_owned(), "b".to_owned()], vec!["one\n\u{1b}[2J".to_owned(), "two".to_owned()]];
        assert_eq!(table(&rows), "a               b\none\\n\\u{1b}[2J  two\n");
        assert_eq!(table(&[]), "");
    }
}
