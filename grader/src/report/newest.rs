//! What a store knows, as a table for a terminal. Which results are the newest is the store's concern.

use super::{Fate, escape};
use crate::{
    judge::Verdict,
    store::{HandedIn, Latest},
};

/// The newest results, a line each: who, which exercise, the verdict, the points, and what was found or is wrong.
pub fn newest(latest: &[Latest], handed_in: &[HandedIn]) -> String {
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
pub fn table(rows: &[Vec<String>]) -> String {
    let shown: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| escape::one_line(cell)).collect()).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|column| shown.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).min(60))
        .collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        let line = cells.join("  ");
        // A build log would take that for a command.
        let guard = if line.starts_with("::") { r"\" } else { "" };
        format!("{guard}{}\n", line.trim_end())
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

    #[test]
    fn a_name_is_shown_as_it_is_and_is_no_command_of_a_build_log() {
        let rows = [["student"], ["O'Brien \"Ö\""], ["::error::x"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "student\nO'Brien \"Ö\"\n\\::error::x\n");
    }
}
