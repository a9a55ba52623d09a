//! What students may read. Of a hidden check that is its number, its points and the name of its verdict; of a fault, that
//! there was one; of paths, those in their own copy of the course.

use std::marker::PhantomData;

use super::{
    data::{CheckView, Contents, ExerciseView, State, StudentView, View},
    paths,
    told::Lens,
};
use crate::{
    course::Visibility,
    report::{
        CheckReport, ExerciseReport, Report, Standing,
        next::{self, Step},
    },
};

/// Where the exercises are in a student's copy of the course.
const EXERCISES: &str = "exercises";

impl StudentView {
    /// What students may read of `report`.
    pub fn of(report: &Report) -> StudentView {
        let contents = Contents {
            grader: report.grader,
            level: report.level,
            warning: report.warning.clone(),
            score: report.score,
            max_score: report.max_score,
            next: step(report),
            exercises: report.exercises.iter().map(exercise_view).collect(),
        };
        View { contents, audience: PhantomData }
    }
}

/// What is wrong with the grader or its machine is not for the student to mend.
fn step(report: &Report) -> Step {
    match report.standing() {
        Standing::Fault => {
            let words =
                "nothing that you could mend: something was not judged, and whoever grades has to grade it again.";
            Step { words: words.to_owned(), command: None }
        }
        _ => next::step(report, EXERCISES),
    }
}

fn exercise_view(exercise: &ExerciseReport) -> ExerciseView {
    let lens = Lens { folder: folder(exercise), text: paths::without_absolute };
    ExerciseView {
        exercise: exercise.exercise.clone(),
        stem: exercise.stem.clone(),
        title: exercise.title.clone(),
        verdict: exercise.verdict,
        score: exercise.score,
        max_score: exercise.max_score,
        seconds: exercise.seconds,
        state: state(&lens, exercise),
        checks: checks(&lens, exercise),
    }
}

/// The folder of the exercise in the student's copy, wherever ours is.
fn folder(exercise: &ExerciseReport) -> String {
    match exercise.folder.components().all(|part| part == std::path::Component::CurDir) {
        true => String::new(),
        false => format!("{EXERCISES}/{}", exercise.stem),
    }
}

fn state(lens: &Lens, exercise: &ExerciseReport) -> State {
    if !exercise.handed_in {
        State::NotHandedIn
    } else if exercise.fault.is_some() {
        let whose = if exercise.blind { "this machine cannot judge it" } else { "the grader failed" };
        State::NotJudged(format!("{whose}, and nothing is said about what you handed in"))
    } else if let Some(refusal) = &exercise.refusal {
        State::Refused(lens.found(exercise, &refusal.finding))
    } else {
        State::Judged(exercise.unjudged)
    }
}

fn checks(lens: &Lens, exercise: &ExerciseReport) -> Vec<CheckView> {
    let mut hidden = 0;
    let view = |check: &CheckReport| match check.visibility {
        Visibility::Visible => visible(lens, exercise, check),
        Visibility::Hidden => {
            hidden += 1;
            hidden_view(hidden, check)
        }
    };
    exercise.checks.iter().map(view).collect()
}

fn hidden_view(number: usize, check: &CheckReport) -> CheckView {
    CheckView {
        name: format!("hidden check {number}"),
        hidden: true,
        passed: check.passed,
        verdict: check.verdict,
        score: check.score,
        max_score: check.max_score,
        told: None,
    }
}

fn visible(lens: &Lens, exercise: &ExerciseReport, check: &CheckReport) -> CheckView {
    let mut told = lens.told(exercise, check);
    told.remark = check.message.as_ref().filter(|_| !check.failed()).map(|text| remark(exercise, text));
    let replay = check.finding.as_ref().and_then(|finding| finding.replay.as_ref());
    told.replay = replay.map(|replay| next::replay_in(&exercise.exercise, replay, EXERCISES));
    CheckView {
        name: check.sentence.clone(),
        hidden: false,
        passed: check.passed,
        verdict: check.verdict,
        score: check.score,
        max_score: check.max_score,
        told: Some(told),
    }
}

/// Why a check was skipped may name the check that it needs, which may be hidden.
fn remark(exercise: &ExerciseReport, text: &str) -> String {
    let hidden = exercise.checks.iter().filter(|check| check.visibility == Visibility::Hidden);
    match hidden.into_iter().any(|check| text.contains(&check.id) || text.contains(&check.sentence)) {
        true => "needs a hidden check".to_owned(),
        false => paths::without_absolute(text),
    }
}
