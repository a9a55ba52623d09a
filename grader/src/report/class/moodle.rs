//! What Moodle's import of grades takes: who it is, and for each exercise the mark and a line of feedback.

use super::{
    Class, Student, cells,
    entry::{Entry, Status},
};
use crate::{course::Visibility, report::CheckReport};

/// The class as Moodle's gradebook imports it, in UTF-8.
///
/// Importing feedback replaces the marks with it, so both columns are there. Students read the feedback: it has the
/// sentences of visible checks, of hidden ones their number, and no text of a submission. Where an exercise could not
/// be judged, both cells are empty.
pub fn moodle(class: &Class) -> String {
    let students = class.students.iter().map(|student| row(class, student));
    cells::table(&[header(class)].into_iter().chain(students).collect::<Vec<_>>(), b',')
}

fn header(class: &Class) -> Vec<String> {
    let exercise = |package: &String| [cells::text(package), cells::text(&format!("{package} feedback"))];
    let exercises = class.columns.iter().flat_map(|column| exercise(&column.package));
    ["Email address", "ID number"].map(str::to_owned).into_iter().chain(exercises).collect()
}

fn row(class: &Class, student: &Student) -> Vec<String> {
    let who = [student.email.as_deref().map(cells::text).unwrap_or_default(), cells::text(&student.id)];
    let exercise = |entry: Entry| {
        let mark = entry.mark();
        [cells::points(mark.map(|mark| mark.mark)), mark.map_or(String::new(), |_| cells::text(&feedback(&entry)))]
    };
    who.into_iter().chain(Entry::all(class, student).flat_map(exercise)).collect()
}

fn feedback(entry: &Entry) -> String {
    let late = entry.mark().and_then(|mark| mark.lateness.as_ref()).map(|lateness| lateness.told.clone());
    let mut told = vec![entry.status().name().to_owned()];
    if matches!(entry.status(), Status::Judged(_)) {
        let points = format!("{} of {} points", entry.exercise.score, entry.exercise.max_score);
        told.push(points);
    }
    let failed = || entry.exercise.checks.iter().filter(|check| check.failed());
    let is_hidden = |check: &&CheckReport| check.visibility == Visibility::Hidden;
    told.extend(
        failed().filter(|check| !is_hidden(check)).map(|check| format!("{}: {}", check.verdict, check.sentence)),
    );
    match failed().filter(is_hidden).count() {
        0 => {}
        1 => told.push("1 hidden check fails".to_owned()),
        hidden => told.push(format!("{hidden} hidden checks fail")),
    }
    told.into_iter().chain(late).collect::<Vec<_>>().join(". ")
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};

    #[test]
    fn moodle_gets_marks_with_feedback() {
        insta::assert_snapshot!("class_moodle", moodle(&samples::class()));
    }

    #[test]
    fn feedback_tells_nothing_of_a_hidden_check_but_that_it_fails() {
        let text = moodle(&samples::class());
        assert!(text.contains("1 hidden check fails"), "{text}");
        assert!(!text.contains(samples::HIDDEN_SENTENCE), "{text}");
    }
}
