//! What staff may read: everything, with paths as the user typed them.

use std::marker::PhantomData;

use super::{
    data::{CheckView, Contents, ExerciseView, StaffView, State, View},
    told::Lens,
};
use crate::{
    course::Visibility,
    report::{CheckReport, ExerciseReport, Report, next},
};

impl StaffView {
    /// All of `report`.
    pub fn of(report: &Report) -> StaffView {
        let contents = Contents {
            grader: report.grader,
            level: report.level,
            warning: report.warning.clone(),
            score: report.score,
            max_score: report.max_score,
            next: next::step(report, &report.submission.path),
            exercises: report.exercises.iter().map(exercise_view).collect(),
        };
        View { contents, audience: PhantomData }
    }
}

fn exercise_view(exercise: &ExerciseReport) -> ExerciseView {
    let folder = exercise.folder.display().to_string();
    let lens = Lens { folder: folder.trim_end_matches('/').to_owned(), text: str::to_owned };
    ExerciseView {
        exercise: exercise.exercise.clone(),
        stem: exercise.stem.clone(),
        title: exercise.title.clone(),
        verdict: exercise.verdict,
        score: exercise.score,
        max_score: exercise.max_score,
        seconds: exercise.seconds,
        state: state(&lens, exercise),
        checks: exercise.checks.iter().map(|check| check_view(&lens, exercise, check)).collect(),
    }
}

fn state(lens: &Lens, exercise: &ExerciseReport) -> State {
    if !exercise.handed_in {
        State::NotHandedIn
    } else if let Some(fault) = &exercise.fault {
        State::NotJudged(fault.clone())
    } else if let Some(refusal) = &exercise.refusal {
        State::Refused(lens.found(exercise, &refusal.finding))
    } else {
        State::Judged(exercise.unjudged)
    }
}

fn check_view(lens: &Lens, exercise: &ExerciseReport, check: &CheckReport) -> CheckView {
    let mut told = lens.told(exercise, check);
    told.remark = check.message.clone().filter(|_| !check.failed());
    told.replay = check.finding.as_ref().and_then(|finding| next::replay(exercise, finding));
    CheckView {
        name: check.sentence.clone(),
        hidden: check.visibility == Visibility::Hidden,
        passed: check.passed,
        verdict: check.verdict,
        score: check.score,
        max_score: check.max_score,
        told: Some(told),
    }
}
