//! What Canvas's gradebook imports: a gradebook that it exported, with our marks in it. Which row is whose, and which
//! column which exercise's, is found here; nothing is guessed.

mod exported;

use exported::Exported;

use super::{Class, Column, Student, cells, entry::Entry};
use crate::class::Hundredths;

/// A table for Canvas, and what could not be put into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canvas {
    /// The table, to be imported.
    pub csv: String,
    /// The ids of students whose marks are not in it, because no row is theirs, or more than one could be.
    pub unmatched: Vec<String>,
    /// What else is to be known before it is imported: assignments that Canvas would make, points that differ.
    pub remarks: Vec<String>,
}

/// The file is no gradebook that Canvas exported.
#[derive(Debug, thiserror::Error)]
pub enum NotAGradebook {
    /// It is no table.
    #[error("read the exported gradebook: {0}")]
    Table(#[from] csv::Error),
    /// The columns that tell whose a row is are missing.
    #[error(
        "read the exported gradebook: its first line does not begin with `Student,ID`; export it from Canvas again"
    )]
    Header,
}

const HEADER: [&str; 5] = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];

/// The class as Canvas's gradebook imports it.
///
/// In the text of an `exported` gradebook, a row is a student's whose id or address is its SIS Login ID, else whose id
/// is its SIS User ID, else whose name it has; a column is that of the exercise whose package its title is or
/// begins with (`ex03`, `ex03: Pass data`). What is in it stays where we have no mark (of other students, and of
/// exercises that could not be judged) and where somebody is excused (`EX`). Without one, every student gets a row,
/// with the id as SIS Login ID.
///
/// # Errors
/// What was exported is not a gradebook.
pub fn canvas(class: &Class, exported: Option<&str>) -> Result<Canvas, NotAGradebook> {
    match exported {
        Some(text) => Ok(filled(class, Exported::read(text)?)),
        None => Ok(Canvas { csv: from_nothing(class), unmatched: Vec::new(), remarks: Vec::new() }),
    }
}

fn from_nothing(class: &Class) -> String {
    let titles = class.columns.iter().map(title);
    let header = HEADER.map(str::to_owned).into_iter().chain(titles).collect();
    let blank = ["    Points Possible", "", "", "", ""].map(str::to_owned).into_iter();
    let possible = blank.chain(class.columns.iter().map(|column| column.max.to_string())).collect();
    let students = class.students.iter().map(|student| {
        let name = cells::text(student.name.as_ref().unwrap_or(&student.id));
        let who = [name, String::new(), String::new(), cells::text(&student.id), String::new()];
        who.into_iter().chain(marks(class, student).into_iter().map(cells::points)).collect()
    });
    cells::table(&[header, possible].into_iter().chain(students).collect::<Vec<_>>(), b',')
}

fn filled(class: &Class, mut exported: Exported) -> Canvas {
    let mut remarks = Vec::new();
    let places: Vec<usize> = class.columns.iter().map(|column| place(&mut exported, column, &mut remarks)).collect();
    let rows: Vec<Option<usize>> = class.students.iter().map(|student| exported.row_of(student)).collect();
    let mut unmatched = Vec::new();
    for (student, row) in class.students.iter().zip(&rows) {
        // Two who claim one row: nobody gets the other's marks.
        let claims = rows.iter().filter(|other| *other == row).count();
        match row.filter(|_| claims == 1) {
            Some(row) => exported.fill(row, places.iter().copied().zip(marks(class, student))),
            None => unmatched.push(student.id.clone()),
        }
    }
    Canvas { csv: exported.write(), unmatched, remarks }
}

/// Where an exercise's marks go; a new column where it has none.
fn place(exported: &mut Exported, column: &Column, remarks: &mut Vec<String>) -> usize {
    let Some(place) = exported.column_of(column) else {
        let title = title(column);
        remarks.push(format!(
            "no column is that of {}: Canvas will ask whether to make the assignment `{title}`",
            column.package
        ));
        return exported.add_column(title, column.max);
    };
    if let Some(theirs) = exported.possible(place).filter(|theirs| theirs.parse() != Ok(f64::from(column.max))) {
        remarks.push(format!(
            "column `{}` has {theirs} points to be had, {} has {}: the marks are not scaled",
            exported.header(place),
            column.package,
            column.max,
        ));
    }
    place
}

fn title(column: &Column) -> String {
    cells::text(&format!("{} {}", column.package, column.title))
}

fn marks(class: &Class, student: &Student) -> Vec<Option<Hundredths>> {
    Entry::all(class, student).map(|entry| entry.mark().map(|mark| mark.mark)).collect()
}

#[cfg(test)]
mod tests;
