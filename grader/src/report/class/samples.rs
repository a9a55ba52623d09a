//! A small class with one student of each kind, for the tests of its formats.

use super::{Class, Column, Student};
use crate::{
    class::{Hundredths, Lateness, Mark},
    course::Exercise,
    judge::{Finding, Outcome, Place, Verdict},
    report::{Fate, Graded, Report, samples},
    sandbox::Level,
};

/// The sentence of the hidden check of both exercises.
pub(super) const HIDDEN_SENTENCE: &str = "nothing is printed after the last line";

/// All of them.
pub(super) fn class() -> Class {
    let exercises = ["ex01_thread", "ex02_process"].map(|stem| Exercise {
        stem: stem.to_owned(),
        package: stem[..4].to_owned(),
        ..samples::three_checks()
    });
    let [first, second] = &exercises;
    let hand_in =
        |fates: [Fate; 2]| [samples::graded(first, fates[0].clone()), samples::graded(second, fates[1].clone())];
    let passed = || samples::all_passed(first);
    let students = vec![
        student("ada", Some("Ada Lovelace"), hand_in([passed(), samples::not_joined(second)])),
        student(
            "0042",
            Some("=HYPERLINK(\"http://x\";\"Bob\")"),
            hand_in([hidden_fails(first), samples::refused(second)]),
        ),
        student("-1+1", Some("Queen Charlotte"), hand_in([samples::stuck(first), samples::hostile(second)])),
        student(samples::HOSTILE, None, [samples::graded(first, passed()), Graded::absent(second)]),
        student("eve", Some("Eve"), hand_in([passed(), samples::fault()])),
    ];
    let column = |exercise: &Exercise| Column {
        stem: exercise.stem.clone(),
        package: exercise.package.clone(),
        title: exercise.title.clone(),
        max: 6,
    };
    let mut class = Class {
        title: "Concurrency <101>".to_owned(),
        at: 1_764_144_000,
        columns: exercises.iter().map(column).collect(),
        students,
    };
    change(&mut class.students);
    class
}

/// What the store knows of some.
fn change(students: &mut [Student]) {
    let told = "2 days late: 20 % of 6 points".to_owned();
    let lateness = Some(Lateness { seconds: 172_800, taken_off: Hundredths(125), told });
    students[0].marks[0] = Mark { lateness, mark: Hundredths(475), ..Mark::in_time(6, 6) };
    students[2].email = Some("queen@example.org".to_owned());
    students[3].problem = Some(format!("no commit {}", samples::HOSTILE));
}

fn student(id: &str, name: Option<&str>, graded: [Graded; 2]) -> Student {
    let report = Report::new(format!("work/{id}").as_ref(), Some(Level::A), &graded);
    Student {
        id: id.to_owned(),
        name: name.map(str::to_owned),
        email: Some(format!("{}@example.org", name.map_or("+x", |name| &name[..3]))),
        commit: Some("5eed5eed".to_owned()),
        handed_in: Some(1_764_100_000),
        problem: None,
        marks: report.exercises.iter().map(|one| Mark::in_time(one.score, one.max_score)).collect(),
        report,
    }
}

/// The hidden check fails alone, with much to tell.
fn hidden_fails(exercise: &Exercise) -> Fate {
    let finding = Finding::new(Verdict::WrongOutput, "the secret input was 17")
        .contrast("secret asked", "secret seen")
        .at(Some(Place { file: "src/lib.rs".to_owned(), line: 6 }));
    let outcomes = [Outcome::Passed, Outcome::Passed, Outcome::Failed(vec![finding])];
    let record = |(check, outcome)| samples::record(exercise, check, outcome);
    let mut records: Vec<_> = ["prints", "joins", "late"].into_iter().zip(outcomes).map(record).collect();
    records[2].case = "secret case".to_owned();
    records[2].timeline = vec!["secret |===|".to_owned()];
    samples::judged(exercise, &records)
}
