//! What several threads did, drawn as text: a column for each, time downwards. What is wrong with it is said elsewhere.

use draw::{Schedule, Step};

use super::escape;

/// Columns of the drawing, so that it stands on a screen of 80.
const WIDTH: usize = 74;
/// The narrowest column in which an operation can be read.
const NARROWEST: usize = 18;
/// Rows that are drawn; of a longer schedule its end is, where things go wrong.
const ROWS: usize = 40;

/// Draws the schedule. `:` stands in the column of whoever waits.
pub fn schedule(schedule: &Schedule) -> Vec<String> {
    let shown = schedule.clone().end(ROWS);
    let mut threads: Vec<usize> = shown.steps.iter().map(|step| step.column).collect();
    threads.sort_unstable();
    threads.dedup();
    let times: Vec<String> = shown.steps.iter().map(|step| step.at_us.map(draw::time).unwrap_or_default()).collect();
    let places: Vec<String> = shown.steps.iter().map(|step| place(&step.place)).collect();
    let width_of = |texts: &[String]| texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
    let (time, place) = (width_of(&times), width_of(&places).min(WIDTH / 3));
    let before = if time > 0 { time + 3 } else { 0 };
    let room = (WIDTH - before - place) / threads.len().max(1);
    let table = Table { shown: &shown, times, places, time };
    let mut rows = Vec::new();
    if shown.left_out > 0 {
        rows.push(format!("{} operations before these are left out", shown.left_out));
    }
    match room.checked_sub(3).filter(|room| *room >= NARROWEST) {
        Some(room) => table.columns(&mut rows, &threads, room),
        None => table.list(&mut rows),
    }
    rows
}

/// The steps that are shown, with the words beside them.
struct Table<'a> {
    shown: &'a Schedule,
    times: Vec<String>,
    places: Vec<String>,
    /// Columns of the times; none where there are no times.
    time: usize,
}

impl Table<'_> {
    /// A column for each thread.
    fn columns(&self, rows: &mut Vec<String>, threads: &[usize], room: usize) {
        if threads.is_empty() {
            return;
        }
        let names = threads.iter().map(|thread| cell(self.shown.name(*thread), room));
        rows.push(self.timed("time", &names.chain(["line".to_owned()]).collect::<Vec<_>>().join(" | ")));
        for (at, step) in self.shown.steps.iter().enumerate() {
            for (index, part) in escape::wrap(&escape::one_line(&self.action(step)), room).iter().enumerate() {
                let own = |thread: &usize| match *thread == step.column {
                    true => cell(part, room),
                    false => cell(if self.shown.is_waiting(*thread, at) { ":" } else { "" }, room),
                };
                let (time, place) = if index == 0 { (&*self.times[at], &*self.places[at]) } else { ("", "") };
                let row = threads.iter().map(own).chain([place.to_owned()]).collect::<Vec<_>>().join(" | ");
                rows.push(self.timed(time, row.trim_end()));
            }
        }
    }

    /// Too many threads for columns: the name of each before what it does.
    fn list(&self, rows: &mut Vec<String>) {
        let name = |step: &Step| escape::cut(&escape::one_line(self.shown.name(step.column)), NARROWEST);
        let names: Vec<String> = self.shown.steps.iter().map(name).collect();
        let width_of = |texts: &[String]| texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
        let (name_width, place) = (width_of(&names), width_of(&self.places));
        let before = if self.time > 0 { self.time + 3 } else { 0 };
        let room = WIDTH.saturating_sub(before + name_width + place + 6).max(NARROWEST);
        for (at, (step, name)) in self.shown.steps.iter().zip(&names).enumerate() {
            let action = cell(&self.action(step), room);
            let row = format!("{} | {action} | {}", cell(name, name_width), self.places[at]);
            rows.push(self.timed(&self.times[at], &row));
        }
    }

    /// What is done; of a wait also for whom it is, where that is not said.
    fn action(&self, step: &Step) -> String {
        let on = step.waits.iter().flat_map(|waits| &waits.on).map(|on| self.shown.name(*on));
        let names: Vec<&str> = on.filter(|name| !step.action.contains(name)).collect();
        match names.is_empty() {
            true => step.action.clone(),
            false => format!("{} -> {}", step.action, names.join(", ")),
        }
    }

    fn timed(&self, time: &str, row: &str) -> String {
        match self.time {
            0 => row.to_owned(),
            width => format!("{time:>width$} | {row}"),
        }
    }
}

fn cell(text: &str, width: usize) -> String {
    format!("{:width$}", escape::cut(&escape::one_line(text), width))
}

/// `lib.rs:4`; the folder is the same for all files of the student's, and a file of std has a long name.
fn place(place: &str) -> String {
    escape::cut(&escape::one_line(place.rsplit('/').next().unwrap_or(place)), WIDTH / 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use draw::Waits;

    fn of(threads: usize, steps: &[(usize, &str, u32)]) -> Schedule {
        let name = |index| if index == 0 { "main".to_owned() } else { format!("thread {index}") };
        let step = |(column, action, line): &(usize, &str, u32)| Step {
            column: *column,
            action: (*action).to_owned(),
            place: format!("src/lib.rs:{line}"),
            ..Step::default()
        };
        Schedule { columns: (0..threads).map(name).collect(), steps: steps.iter().map(step).collect(), left_out: 0 }
    }

    #[test]
    fn each_thread_has_a_column() {
        let seen = of(
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
    fn a_wait_is_drawn_until_it_is_over_and_times_stand_in_front() {
        let mut seen = of(2, &[(0, "waits for thread 1", 4), (1, "prints \"1\"", 7), (0, "goes on", 4)]);
        seen.steps[0].waits = Some(Waits { on: vec![1], until: Some(2) });
        for (step, at) in seen.steps.iter_mut().zip([80, 1_400, 20_000]) {
            step.at_us = Some(at);
        }
        let expected = [
            "  time | main                      | thread 1                  | line",
            " 80 µs | waits for thread 1        |                           | lib.rs:4",
            "1.4 ms | :                         | prints \"1\"                | lib.rs:7",
            " 20 ms | goes on                   |                           | lib.rs:4",
        ];
        assert_eq!(schedule(&seen), expected);
    }

    #[test]
    fn many_threads_are_told_by_name() {
        let rows = schedule(&of(5, &[(0, "a", 1), (1, "b", 2), (2, "c", 3), (3, "d", 4), (4, "e", 5)]));
        assert_eq!(rows.len(), 5);
        assert!(rows[4].starts_with("thread 4 | e ") && rows[4].ends_with("| lib.rs:5"), "{rows:?}");
    }

    #[test]
    fn of_a_long_schedule_the_end_is_drawn() {
        let steps: Vec<(usize, &str, u32)> = (0..100).map(|line| (0, "yields", line)).collect();
        let rows = schedule(&of(1, &steps));
        assert_eq!(rows[0], "60 operations before these are left out");
        assert!(rows.last().unwrap().ends_with("lib.rs:99"));
        assert!(schedule(&Schedule::default()).is_empty());
    }
}
