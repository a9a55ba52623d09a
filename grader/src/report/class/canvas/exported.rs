//! A gradebook that Canvas exported: a table with a row of titles, rows that describe the assignments, and a row for
//! each student. Its form is that of `lib/gradebook_exporter.rb` and `lib/gradebook_importer.rb` of canvas-lms.

use super::NotAGradebook;
use crate::{
    class::Hundredths,
    report::class::{Column, Student, cells},
};

/// What Canvas adds up itself, in titles of columns that are no assignments.
const SUMS: [&str; 9] = [
    "Current Score",
    "Current Points",
    "Current Grade",
    "Final Score",
    "Final Points",
    "Final Grade",
    "Override Score",
    "Override Grade",
    "Override Status",
];

/// The table.
#[derive(Debug)]
pub(super) struct Exported {
    rows: Vec<Vec<String>>,
    delimiter: u8,
}

impl Exported {
    /// Reads it; its cells may be parted by commas or by semicolons.
    pub(super) fn read(text: &str) -> Result<Exported, NotAGradebook> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let delimiter = if first.matches(';').count() > first.matches(',').count() { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        let rows: Vec<Vec<String>> = records.iter().map(|record| record.iter().map(str::to_owned).collect()).collect();
        let exported = Exported { rows, delimiter };
        match exported.named("ID").is_some()
            && (exported.named("Student").is_some() || exported.named("LastName").is_some())
        {
            true => Ok(exported),
            false => Err(NotAGradebook::Header),
        }
    }

    /// The row of a student: by the first of these by which exactly one row fits.
    pub(super) fn row_of(&self, student: &Student) -> Option<usize> {
        let (login, sis) = (self.named("SIS Login ID"), self.named("SIS User ID"));
        let name = student.name.as_deref().map(spelled).filter(|name| !name.is_empty());
        let is = |row: usize, column: Option<usize>, wanted: &str| {
            let cell = column.map_or("", |column| self.cell(row, column).trim());
            !wanted.is_empty() && cell.eq_ignore_ascii_case(wanted)
        };
        let email = student.email.as_deref().unwrap_or_default();
        self.only(|row| is(row, login, &student.id))
            .or_else(|| self.only(|row| is(row, login, email)))
            .or_else(|| self.only(|row| is(row, sis, &student.id)))
            .or_else(|| self.only(|row| name.as_ref().is_some_and(|name| *name == spelled(&self.name(row)))))
    }

    /// The column of an exercise: the only one whose title is its package, its stem or its title, else the only one
    /// whose title begins with its package.
    pub(super) fn column_of(&self, column: &Column) -> Option<usize> {
        let after_who = self.named("Section").map_or(0, |section| section + 1);
        let titles = self.rows.first().into_iter().flatten().enumerate().skip(after_who);
        let is_sum = |title: &str| SUMS.iter().any(|sum| title.contains(sum));
        let titles: Vec<(usize, &str)> =
            titles.filter(|(_, title)| !is_sum(title)).map(|(at, title)| (at, without_id(title))).collect();
        let names = [&column.package, &column.stem, &column.title, &format!("{} {}", column.package, column.title)];
        let is_named = |title: &str| names.iter().any(|name| name.eq_ignore_ascii_case(title));
        let begins = |title: &str| {
            let head = title.get(..column.package.len()).filter(|head| head.eq_ignore_ascii_case(&column.package));
            head.is_some() && !title[column.package.len()..].starts_with(|c: char| c.is_alphanumeric())
        };
        single(titles.iter().filter(|(_, title)| is_named(title)).map(|(at, _)| *at))
            .or_else(|| single(titles.iter().filter(|(_, title)| begins(title)).map(|(at, _)| *at)))
    }

    /// Adds an assignment that Canvas does not know yet.
    pub(super) fn add_column(&mut self, title: String, max: u32) -> usize {
        let place = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        self.set(0, place, title);
        if let Some(row) = self.described() {
            self.set(row, place, max.to_string());
        }
        place
    }

    /// The title of a column.
    pub(super) fn header(&self, column: usize) -> &str {
        self.cell(0, column)
    }

    /// Points to be had by a column, where the table says so.
    pub(super) fn possible(&self, column: usize) -> Option<&str> {
        Some(self.cell(self.described()?, column).trim()).filter(|points| !points.is_empty())
    }

    /// Puts marks into a row; what is there stays where there is none, and where somebody is excused.
    pub(super) fn fill(&mut self, row: usize, marks: impl Iterator<Item = (usize, Option<Hundredths>)>) {
        for (column, mark) in marks {
            let is_excused = self.cell(row, column).trim().eq_ignore_ascii_case("EX");
            if let Some(mark) = mark.filter(|_| !is_excused) {
                self.set(row, column, mark.to_string());
            }
        }
    }

    /// The table as Canvas reads it.
    pub(super) fn write(&self) -> String {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let whole = |row: &Vec<String>| {
            let cells = row.iter().map(|cell| cells::theirs(cell));
            cells.chain(std::iter::repeat_n(String::new(), width - row.len())).collect()
        };
        cells::table(&self.rows.iter().map(whole).collect::<Vec<_>>(), self.delimiter)
    }

    fn named(&self, name: &str) -> Option<usize> {
        self.rows.first()?.iter().position(|title| title.trim() == name)
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
    }

    fn set(&mut self, row: usize, column: usize, value: String) {
        let Some(row) = self.rows.get_mut(row) else { return };
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = value;
    }

    fn name(&self, row: usize) -> String {
        match (self.named("Student"), self.named("FirstName"), self.named("LastName")) {
            (Some(student), _, _) => self.cell(row, student).to_owned(),
            (None, Some(first), Some(last)) => format!("{} {}", self.cell(row, first), self.cell(row, last)),
            _ => String::new(),
        }
    }

    fn only(&self, fits: impl Fn(usize) -> bool) -> Option<usize> {
        single((1..self.rows.len()).filter(|row| !self.is_described(*row) && fits(*row)))
    }

    fn described(&self) -> Option<usize> {
        (1..self.rows.len()).find(|row| self.is_described(*row))
    }

    fn is_described(&self, row: usize) -> bool {
        self.cell(row, 0).contains("Points Possible")
    }
}

fn single(mut found: impl Iterator<Item = usize>) -> Option<usize> {
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// A title without the number that Canvas writes after it: `ex03 (4711)`.
fn without_id(title: &str) -> &str {
    let title = title.trim();
    let is_id = |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_digit());
    let parts = title.strip_suffix(')').and_then(|title| title.rsplit_once('('));
    parts.filter(|(_, id)| is_id(id)).map_or(title, |(title, _)| title.trim_end())
}

/// A name in lower case, first name first, one blank between words.
fn spelled(name: &str) -> String {
    let name = name.to_lowercase();
    let name = match name.split_once(',') {
        Some((last, first)) => format!("{first} {last}"),
        None => name,
    };
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
