//! One row a student, for a spreadsheet or a program.

use super::{
    Class, Student, cells,
    entry::{Entry, total},
};
use crate::class::Hundredths;

/// The class as a table: who handed in what and when, for each exercise the points that the checks gave, the mark after
/// lateness and the verdict, and the total.
///
/// Points, mark and total are empty where an exercise could not be judged. A spreadsheet that is to keep the leading
/// zeros of ids has to be told that they are text.
pub fn plain(class: &Class) -> String {
    let students = class.students.iter().map(|student| row(class, student));
    cells::table(&[header(class)].into_iter().chain(students).collect::<Vec<_>>(), b',')
}

fn header(class: &Class) -> Vec<String> {
    let who = ["id", "name", "email", "commit", "handed_in"].map(str::to_owned).into_iter();
    let parts = |package: &str| ["points", "mark", "verdict"].map(|part| cells::text(&format!("{package} {part}")));
    let exercises = class.columns.iter().flat_map(|column| parts(&column.package));
    who.chain(exercises).chain(["total", "problem"].map(str::to_owned)).collect()
}

fn row(class: &Class, student: &Student) -> Vec<String> {
    let told = |text: &Option<String>| text.as_deref().map(cells::text).unwrap_or_default();
    let who = [
        cells::text(&student.id),
        told(&student.name),
        told(&student.email),
        told(&student.commit),
        student.handed_in.and_then(cells::time).unwrap_or_default(),
    ];
    let (sum, is_known) = total(class, student);
    let exercises = Entry::all(class, student).flat_map(|entry| exercise(&entry));
    who.into_iter().chain(exercises).chain([cells::points(is_known.then_some(sum)), told(&student.problem)]).collect()
}

fn exercise(entry: &Entry) -> [String; 3] {
    let mark = entry.mark();
    let reached = mark.map(|mark| Hundredths::of_points(mark.reached));
    [cells::points(reached), cells::points(mark.map(|mark| mark.mark)), entry.status().name().to_owned()]
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};

    #[test]
    fn a_class_is_a_row_for_each_student() {
        insta::assert_snapshot!("class_plain", plain(&samples::class()));
    }
}
