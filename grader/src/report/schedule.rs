//! One schedule, drawn as text: a column for each thread, a row for each operation. What is wrong with it is said elsewhere.

use super::escape;
use crate::explore::Explanation;

/// Columns of the drawing, so that it stands on a screen of 80.
const WIDTH: usize = 74;
/// The narrowest column in which an operation can be read.
const NARROWEST: usize = 18;
/// Rows that are drawn; of a longer schedule its end is, where things go wrong.
const ROWS: usize = 40;

/// Draws the schedule.
pub fn schedule(explanation: &Explanation) -> Vec<String> {
    let steps = &explanation.steps;
    let left_out = steps.len().saturating_sub(ROWS);
    let steps = &steps[left_out..];
    let mut threads: Vec<usize> = steps.iter().map(|step| step.thread).collect();
    threads.sort_unstable();
    threads.dedup();
    let places: Vec<String> = steps.iter().map(|step| place(&step.at.file, step.at.line)).collect();
    let widest = places.iter().map(String::len).max().unwrap_or(0);
    let room = (WIDTH - widest.min(WIDTH / 3)) / threads.len().max(1);
    let mut rows = Vec::new();
    if left_out > 0 {
        rows.push(format!("{left_out} operations before these are left out"));
    }
    match room.checked_sub(3).filter(|room| *room >= NARROWEST) {
        Some(room) => columns(&mut rows, explanation, &threads, &places, left_out, room),
        None => list(&mut rows, explanation, &places, left_out, widest),
    }
    rows
}

/// A column for each thread.
fn columns(
    rows: &mut Vec<String>,
    explanation: &Explanation,
    threads: &[usize],
    places: &[String],
    first: usize,
    room: usize,
) {
    if threads.is_empty() {
        return;
    }
    let names = threads.iter().map(|thread| cell(&explanation.thread(*thread), room));
    rows.push(names.chain(["line".to_owned()]).collect::<Vec<_>>().join(" | "));
    for (step, place) in explanation.steps[first..].iter().zip(places) {
        for (index, part) in escape::wrap(&escape::one_line(&step.action), room).iter().enumerate() {
            let own = |thread: &usize| cell(if *thread == step.thread { part } else { "" }, room);
            let place = if index == 0 { place.as_str() } else { "" };
            let row = threads.iter().map(own).chain([place.to_owned()]).collect::<Vec<_>>().join(" | ");
            rows.push(row.trim_end().to_owned());
        }
    }
}

/// Too many threads for columns: the name of each before what it does.
fn list(rows: &mut Vec<String>, explanation: &Explanation, places: &[String], first: usize, widest: usize) {
    let names = explanation.steps[first..].iter().map(|step| explanation.thread(step.thread));
    let names: Vec<String> = names.map(|name| escape::cut(&escape::one_line(&name), NARROWEST)).collect();
    let name_width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let room = WIDTH.saturating_sub(name_width + widest + 6).max(NARROWEST);
    for ((step, place), name) in explanation.steps[first..].iter().zip(places).zip(&names) {
        rows.push(format!("{} | {} | {place}", cell(name, name_width), cell(&escape::one_line(&step.action), room)));
    }
}

fn cell(text: &str, width: usize) -> String {
    format!("{:width$}", escape::cut(&escape::one_line(text), width))
}

/// `lib.rs:4`; the folder is the same for all files of the student's.
fn place(file: &str, line: u32) -> String {
    let file = file.strip_prefix("src/").unwrap_or(file);
    // A file of std has a long name, and nobody looks there.
    let file = file.rsplit('/').next().unwrap_or(file);
    format!("{file}:{line}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::{Site, Standing, Step};

    fn explanation(threads: usize, steps: &[(usize, &str, u32)]) -> Explanation {
        let site = |line| Site { file: "src/lib.rs".into(), line };
        let name = |index| if index == 0 { "main".to_owned() } else { format!("thread {index}") };
        let standing = |index| Standing { thread: name(index), state: "ended".into(), at: site(1) };
        let step = |(thread, action, line): &(usize, &str, u32)| Step {
            thread: *thread,
            action: (*action).to_owned(),
            at: site(*line),
        };
        Explanation {
            threads: (0..threads).map(standing).collect(),
            steps: steps.iter().map(step).collect(),
            ..Explanation::default()
        }
    }

    #[test]
    fn each_thread_has_a_column() {
        let seen = explanation(
            2,
            &[
                (0, "starts thread 1", 4),
                (1, "loads 0 from Atomic #0 (relaxed)", 7),
                (0, "loads 0 from Atomic #0", 7),
                (0, "stores 1 to Atomic #0", 8),
                (1, "stores 1 to Atomic #0", 8),
            ],
        );
        let expected = [
            "main                           | thread 1                       | line",
            "starts thread 1                |                                | lib.rs:4",
            "                               | loads 0 from Atomic #0         | lib.rs:7",
            "                               | (relaxed)                      |",
            "loads 0 from Atomic #0         |                                | lib.rs:7",
            "stores 1 to Atomic #0          |                                | lib.rs:8",
            "                               | stores 1 to Atomic #0          | lib.rs:8",
        ];
        assert_eq!(schedule(&seen), expected);
        assert!(schedule(&seen).iter().all(|row| row.chars().count() <= WIDTH));
    }

    #[test]
    fn many_threads_are_told_by_name() {
        let rows = schedule(&explanation(5, &[(0, "a", 1), (1, "b", 2), (2, "c", 3), (3, "d", 4), (4, "e", 5)]));
        assert_eq!(rows.len(), 5);
        assert!(rows[4].starts_with("thread 4 | e ") && rows[4].ends_with("| lib.rs:5"), "{rows:?}");
    }

    #[test]
    fn of_a_long_schedule_the_end_is_drawn() {
        let steps: Vec<(usize, &str, u32)> = (0..100).map(|line| (0, "yields", line)).collect();
        let rows = schedule(&explanation(1, &steps));
        assert_eq!(rows[0], "60 operations before these are left out");
        assert!(rows.last().unwrap().ends_with("lib.rs:99"));
        assert!(schedule(&Explanation::default()).is_empty());
    }
}
