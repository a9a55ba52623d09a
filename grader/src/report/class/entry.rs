//! One exercise of one student, and what it came to in a word. The formats go through a class by these.

use super::{Class, Column, Student};
use crate::{
    class::{Hundredths, Mark},
    judge::Verdict,
    report::ExerciseReport,
};

/// One exercise of one student.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The exercise.
    pub(super) column: &'a Column,
    /// What grading it came to.
    pub(super) exercise: &'a ExerciseReport,
    given: &'a Mark,
}

/// What an exercise came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Status {
    /// It has a verdict.
    Judged(Verdict),
    /// Nothing was handed in.
    NotHandedIn,
    /// We failed, or this machine could not judge all of it.
    NotJudged,
}

impl<'a> Entry<'a> {
    /// All exercises of a student.
    pub(super) fn all(class: &'a Class, student: &'a Student) -> impl Iterator<Item = Entry<'a>> {
        let parts = class.columns.iter().zip(&student.report.exercises).zip(&student.marks);
        parts.map(|((column, exercise), given)| Entry { column, exercise, given })
    }

    /// What it came to.
    pub(super) fn status(&self) -> Status {
        match self.exercise.verdict {
            _ if !self.exercise.handed_in => Status::NotHandedIn,
            Some(verdict) => Status::Judged(verdict),
            None => Status::NotJudged,
        }
    }

    /// The mark; `None` where it is not judged, which is nobody's nought.
    pub(super) fn mark(&self) -> Option<&'a Mark> {
        (self.status() != Status::NotJudged).then_some(self.given)
    }
}

impl Status {
    /// All, in the order in which they are told.
    pub(super) fn all() -> impl Iterator<Item = Status> {
        let worse = Verdict::SEVERITY.into_iter().filter(|verdict| *verdict != Verdict::Passed);
        let judged = [Verdict::Passed].into_iter().chain(worse).map(Status::Judged);
        judged.chain([Status::NotHandedIn, Status::NotJudged])
    }

    /// A verdict's name, `not-handed-in` or `not-judged`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Status::Judged(verdict) => verdict.name(),
            Status::NotHandedIn => "not-handed-in",
            Status::NotJudged => "not-judged",
        }
    }
}

/// What the marks of a student add up to, and whether all of them are known.
pub(super) fn total(class: &Class, student: &Student) -> (Hundredths, bool) {
    let marks: Vec<Option<&Mark>> = Entry::all(class, student).map(|entry| entry.mark()).collect();
    let sum = marks.iter().flatten().fold(0_u32, |sum, mark| sum.saturating_add(mark.mark.0));
    (Hundredths(sum), marks.iter().all(Option::is_some))
}

/// Points to be had in all exercises.
pub(super) fn points(class: &Class) -> u32 {
    class.columns.iter().map(|column| column.max).sum()
}
