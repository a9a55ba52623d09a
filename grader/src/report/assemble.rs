//! From what became of each exercise to the report, in one place. Nothing is left out and nothing is decided: who may see
//! what is the formats' concern.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::{
    CheckReport, ExerciseReport, Fate, Graded, RefusalReport, Report, SCHEMA, SubmissionReport, data::SKIPPED,
};
use crate::{
    course::{Check, Exercise},
    judge::{CheckResult, ExerciseResult, Finding, Verdict},
    sandbox::Level,
};

impl Report {
    /// The report of `graded`, which was found under `path` (as the user typed it) and run at `level`.
    pub fn new(path: &Path, level: Option<Level>, graded: &[Graded]) -> Report {
        let exercises: Vec<ExerciseReport> = graded.iter().map(|one| exercise_report(level, one)).collect();
        Report {
            schema: SCHEMA,
            grader: env!("CARGO_PKG_VERSION"),
            level,
            warning: level.and_then(super::level::warning),
            submission: SubmissionReport { path: path.display().to_string(), digest: digest(graded) },
            score: exercises.iter().map(|exercise| exercise.score).sum(),
            max_score: exercises.iter().map(|exercise| exercise.max_score).sum(),
            exercises,
        }
    }
}

fn digest(graded: &[Graded]) -> Option<String> {
    let mut sha = Sha256::new();
    let mut taken = false;
    for (stem, digest) in graded.iter().filter_map(|graded| Some((&graded.exercise.stem, graded.digest.as_ref()?))) {
        sha.update(format!("{stem} {digest}\n"));
        taken = true;
    }
    taken.then(|| sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn exercise_report(level: Option<Level>, graded: &Graded) -> ExerciseReport {
    let blank = ExerciseReport { handed_in: true, ..absent_report(graded) };
    match &graded.fate {
        Fate::NotHandedIn => ExerciseReport { handed_in: false, ..blank },
        Fate::Fault(message) => {
            let checks = skipped_checks(graded.exercise, "not judged: the grader failed");
            ExerciseReport { fault: Some(message.clone()), checks, ..blank }
        }
        Fate::Judged(result) if result.is_blind() => {
            let fault = Some(super::level::blind(level));
            ExerciseReport { fault, blind: true, ..judged_report(graded.exercise, result, blank) }
        }
        Fate::Judged(result) => judged_report(graded.exercise, result, blank),
    }
}

fn absent_report(graded: &Graded) -> ExerciseReport {
    let Graded { exercise, folder, files, .. } = graded;
    ExerciseReport {
        exercise: exercise.package.clone(),
        stem: exercise.stem.clone(),
        verdict: None,
        unjudged: 0,
        score: 0,
        max_score: exercise.checks.iter().map(|check| check.weight).sum(),
        seconds: 0.0,
        refusal: None,
        fault: None,
        checks: skipped_checks(exercise, "not handed in"),
        title: exercise.title.clone(),
        handed_in: false,
        folder: folder.clone(),
        files: files.clone(),
        blind: false,
    }
}

fn judged_report(exercise: &Exercise, result: &ExerciseResult, blank: ExerciseReport) -> ExerciseReport {
    ExerciseReport {
        verdict: result.verdict,
        unjudged: result.unjudged(),
        score: result.score(),
        max_score: result.max_score(),
        seconds: result.seconds,
        refusal: result.refusal.as_ref().map(refusal_report),
        checks: result.checks.iter().map(|check| check_report(exercise, check)).collect(),
        ..blank
    }
}

fn refusal_report(finding: &Finding) -> RefusalReport {
    RefusalReport {
        verdict: finding.verdict,
        message: finding.message.clone(),
        expected: said(&finding.expected),
        seen: said(&finding.seen),
        file: finding.place.as_ref().map(|place| place.file.clone()),
        line: finding.place.as_ref().map(|place| place.line),
        finding: finding.clone(),
    }
}

/// What a report says of one check.
pub fn check_report(exercise: &Exercise, result: &CheckResult) -> CheckReport {
    let finding = result.finding.as_ref();
    let place = finding.and_then(|finding| finding.place.as_ref());
    let next = exercise.checks.iter().find(|check| check.id == result.id).map(|check| check.next.clone());
    CheckReport {
        id: result.id.clone(),
        sentence: result.sentence.clone(),
        passed: result.verdict == Some(Verdict::Passed),
        verdict: result.verdict.map_or(SKIPPED, Verdict::name),
        score: result.score,
        max_score: result.max_score,
        visibility: result.visibility,
        message: finding
            .map(|finding| finding.message.clone())
            .or_else(|| result.skipped.clone())
            .or_else(|| passed_with(result)),
        expected: finding.and_then(|finding| said(&finding.expected)),
        seen: finding.and_then(|finding| said(&finding.seen)),
        file: place.map(|place| place.file.clone()),
        line: place.map(|place| place.line),
        replay: finding.and_then(|finding| Some(finding.replay.as_ref()?.schedule.clone())),
        seed: result.seed.map(|seed| format!("{seed:#x}")),
        finding: result.finding.clone(),
        lack: result.lack,
        case: result.case.clone(),
        timeline: result.timeline.clone(),
        next: next.unwrap_or_default(),
    }
}

/// What is said of a check that passed: which schedules were explored, and what could be otherwise.
fn passed_with(result: &CheckResult) -> Option<String> {
    let covered = result.covered.map(|covered| covered.to_string());
    let told: Vec<String> = covered.into_iter().chain(result.remark.clone()).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn skipped_checks(exercise: &Exercise, reason: &str) -> Vec<CheckReport> {
    exercise.checks.iter().map(|check| check_report(exercise, &skipped(check, reason))).collect()
}

fn skipped(check: &Check, reason: &str) -> CheckResult {
    CheckResult {
        id: check.id.clone(),
        sentence: check.sentence.clone(),
        visibility: check.visibility,
        verdict: None,
        skipped: Some(reason.to_owned()),
        lack: None,
        score: 0,
        max_score: check.weight,
        finding: None,
        case: None,
        seed: None,
        timeline: Vec::new(),
        covered: None,
        remark: None,
    }
}

fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
