//! The interleaving: one column for each thread, time downwards; with many threads one column, and the thread's name.

use super::text::{WIDTH, fit};

/// One operation, and where it is in the source.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    pub(super) thread: usize,
    pub(super) text: String,
    pub(super) place: String,
    pub(super) source: String,
}

/// More columns than this are too narrow.
const COLUMNS: usize = 4;
/// Rows that are shown of a long schedule: how it begins, and how it ends.
const FIRST: usize = 10;
const LAST: usize = 40;
/// The longest circle that is looked for, and how often it has to be gone round.
const CIRCLE: usize = 32;
const OFTEN: usize = 4;
/// The farthest that the last column may begin, and that operations may reach.
const OFFSETS: usize = 42;
const LEFT: usize = 64;
const INDENT: &str = "  ";

pub(super) fn table(names: &[&str], rows: &[Row]) -> String {
    let table = Table::new(names, rows);
    let shown = shown(rows);
    let left_out = shown.len().checked_sub(FIRST + LAST).filter(|count| *count > 1).unwrap_or(0);
    let mut lines = vec![table.header(names)];
    for (position, item) in shown.iter().enumerate() {
        match item {
            _ if left_out > 0 && position == FIRST => lines.push(format!("… {left_out} steps left out …")),
            _ if left_out > 0 && (FIRST..FIRST + left_out).contains(&position) => {}
            Shown::Row(index) => lines.push(table.line(*index, &rows[*index])),
            Shown::Again { length: 1, times } => lines.push(format!("… again, {times} times more …")),
            Shown::Again { length, times } => lines.push(format!("… these {length} steps again, {times} times more …")),
        }
    }
    lines.iter().filter(|line| !line.is_empty()).map(|line| format!("{INDENT}{line}\n")).collect()
}

enum Shown {
    Row(usize),
    /// So many rows before this come so many times more.
    Again {
        length: usize,
        times: usize,
    },
}

/// The rows, with those that go round and round but once.
fn shown(rows: &[Row]) -> Vec<Shown> {
    let mut shown = Vec::new();
    let mut index = 0;
    while index < rows.len() {
        let (length, times) = repeats(&rows[index..]);
        shown.extend((index..index + length).map(Shown::Row));
        if times > 1 {
            shown.push(Shown::Again { length, times: times - 1 });
        }
        index += length * times;
    }
    shown
}

/// The shortest beginning that is repeated often, and how many times it is there. Otherwise one row, once.
fn repeats(rows: &[Row]) -> (usize, usize) {
    let times = |length: usize| rows.chunks_exact(length).take_while(|chunk| *chunk == &rows[..length]).count();
    (1..=CIRCLE.min(rows.len()))
        .map(|length| (length, times(length)))
        .find(|(_, times)| *times >= OFTEN)
        .unwrap_or((1, 1))
}

/// Widths, and from which row to which each thread does something.
struct Table<'a> {
    rows: &'a [Row],
    /// Where each thread's column begins. Empty: there is but one.
    offsets: Vec<usize>,
    names: Vec<String>,
    name_width: usize,
    left: usize,
    place: usize,
    spans: Vec<Option<(usize, usize)>>,
}

impl<'a> Table<'a> {
    fn new(names: &[&str], rows: &'a [Row]) -> Self {
        let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
        let several = names.len() <= COLUMNS;
        let step = (longest + 2).max(8).min(OFFSETS / (names.len() - 1).max(1));
        let offsets: Vec<usize> =
            if several { (0..names.len()).map(|column| column * step).collect() } else { Vec::new() };
        let name_width = longest.min(16);
        let begin = |row: &Row| if several { offsets[row.thread] } else { name_width + 2 };
        let end = |row: &Row| begin(row) + row.text.chars().count();
        let left = rows.iter().map(end).max().unwrap_or(0).min(LEFT);
        let place = rows.iter().map(|row| row.place.chars().count()).max().unwrap_or(0);
        let span = |thread: usize| {
            let own = |row: &Row| row.thread == thread;
            rows.iter().position(own).zip(rows.iter().rposition(own))
        };
        let names = names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let spans = (0..names.len()).map(span).collect();
        Self { rows, offsets, names, name_width, left, place, spans }
    }

    fn header(&self, names: &[&str]) -> String {
        let mut line = Vec::new();
        for (thread, (offset, name)) in self.offsets.iter().zip(names).enumerate() {
            let next = self.offsets.get(thread + 1).copied().unwrap_or(WIDTH - INDENT.len());
            write_at(&mut line, *offset, &fit(name, next - offset - 1));
        }
        ended(line)
    }

    fn line(&self, index: usize, row: &Row) -> String {
        let mut line = Vec::new();
        match self.offsets.get(row.thread) {
            Some(offset) => {
                for (thread, span) in self.spans.iter().enumerate() {
                    let is_here = span.is_some_and(|(first, last)| first < index && index < last);
                    if is_here && thread != row.thread {
                        write_at(&mut line, self.offsets[thread], "│");
                    }
                }
                write_at(&mut line, *offset, &(fit(&row.text, self.left - offset) + " "));
            }
            None => {
                write_at(&mut line, 0, &self.name(index, row));
                write_at(&mut line, self.name_width + 2, &fit(&row.text, self.left - self.name_width - 2));
            }
        }
        write_at(&mut line, self.left + 2, &row.place);
        let source = self.left + self.place + 4;
        let room = (WIDTH - INDENT.len()).saturating_sub(source);
        if room > 8 {
            write_at(&mut line, source, &fit(&row.source, room));
        }
        ended(line)
    }

    /// The name, where another thread went on before.
    fn name(&self, index: usize, row: &Row) -> String {
        let goes_on = index > 0 && self.rows[index - 1].thread == row.thread;
        if goes_on { String::new() } else { fit(&self.names[row.thread], self.name_width) }
    }
}

fn write_at(line: &mut Vec<char>, offset: usize, text: &str) {
    for (index, letter) in text.chars().enumerate() {
        if line.len() <= offset + index {
            line.resize(offset + index + 1, ' ');
        }
        line[offset + index] = letter;
    }
}

fn ended(line: Vec<char>) -> String {
    line.into_iter().collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(threads: usize, count: usize) -> Vec<Row> {
        let row = |index: usize| Row {
            thread: index % threads,
            text: format!("locks Mutex #{index}"),
            place: format!("bank.rs:{index}"),
            source: "let mut from = accounts[here].lock().unwrap(); // and a comment that goes on and on and on".into(),
        };
        (0..count).map(row).collect()
    }

    #[test]
    fn every_line_fits_whatever_there_are_of_threads() {
        for threads in 1..9 {
            for name in ["t", "a thread with quite a long name"] {
                let table = table(&vec![name; threads], &rows(threads, 20));
                assert!(table.lines().all(|line| line.chars().count() <= WIDTH), "{table}");
                assert!(table.lines().count() >= 20, "{table}");
            }
        }
    }

    #[test]
    fn a_long_schedule_is_cut_in_its_middle() {
        let table = table(&["main", "other"], &rows(2, 100));
        assert!(table.contains("… 50 steps left out …"));
        assert_eq!(table.lines().count(), 1 + FIRST + 1 + LAST);
        assert!(table.contains("locks Mutex #9 ") && !table.contains("#10 ") && !table.contains("#59 "));
        assert!(table.contains("#60 ") && table.contains("#99 "));
    }
}
