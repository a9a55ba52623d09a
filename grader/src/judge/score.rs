//! From the records of the cases to the results of checks and exercises. Pure: the same records give the same result.

use std::collections::HashMap;

use super::{Finding, Outcome, Record, Verdict};
use crate::course::{Check, Exercise, Visibility};

/// The result of one check.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckResult {
    /// The check's id in `exercise.toml`.
    pub id: String,
    /// What it says to the student.
    pub sentence: String,
    /// Whether students see it by default.
    pub visibility: Visibility,
    /// `None` where it was skipped.
    pub verdict: Option<Verdict>,
    /// Why it was skipped.
    pub skipped: Option<String>,
    /// Points reached, out of `max_score`.
    pub score: u32,
    /// Points to be had.
    pub max_score: u32,
    /// The finding to show: the most severe one of the first case that failed.
    pub finding: Option<Finding>,
    /// The case that failed.
    pub case: Option<String>,
    /// The seed of that case.
    pub seed: Option<u64>,
    /// Threads and processes of that case.
    pub timeline: Vec<String>,
}

/// The result of one exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct ExerciseResult {
    /// Its stem.
    pub stem: String,
    /// The most severe verdict of its checks.
    pub verdict: Verdict,
    /// A finding that no check was needed for: the submission was refused, or does not compile.
    pub refusal: Option<Finding>,
    /// One result a check, in the order of `exercise.toml`.
    pub checks: Vec<CheckResult>,
    /// Wall-clock seconds from taking the submission to the verdict; reported, never judged.
    pub seconds: f64,
}

impl ExerciseResult {
    /// Points reached.
    pub fn score(&self) -> u32 {
        self.checks.iter().map(|check| check.score).sum()
    }

    /// Points to be had.
    pub fn max_score(&self) -> u32 {
        self.checks.iter().map(|check| check.max_score).sum()
    }
}

/// The result of an exercise whose submission never ran.
pub fn refused(exercise: &Exercise, refusal: Finding) -> ExerciseResult {
    let reason = format!("not run: {}", refusal.verdict);
    let checks = exercise.checks.iter().map(|check| skipped(check, reason.clone())).collect();
    ExerciseResult {
        stem: exercise.stem.clone(),
        verdict: refusal.verdict,
        refusal: Some(refusal),
        checks,
        seconds: 0.0,
    }
}

/// The result of an exercise from the records of its cases.
///
/// # Errors
/// A fault of ours: a record that says so, or a check without any record.
pub fn score(exercise: &Exercise, records: &[Record]) -> Result<ExerciseResult, String> {
    let mut checks: Vec<CheckResult> = Vec::new();
    let mut failed: HashMap<&str, Verdict> = HashMap::new();
    for check in &exercise.checks {
        let mut result = check_result(check, records)?;
        let missing = check.needs.iter().find_map(|need| failed.get(need.as_str()).map(|verdict| (need, verdict)));
        if let (Some((need, verdict)), true) = (missing, result.verdict != Some(Verdict::Passed)) {
            result = skipped(check, format!("needs `{need}`, which is {verdict}"));
        }
        if result.verdict != Some(Verdict::Passed) {
            failed.insert(&check.id, result.verdict.unwrap_or(Verdict::Passed));
        }
        checks.push(result);
    }
    let verdict = Verdict::most_severe(checks.iter().filter_map(|check| check.verdict));
    Ok(ExerciseResult { stem: exercise.stem.clone(), verdict, refusal: None, checks, seconds: 0.0 })
}

fn skipped(check: &Check, reason: String) -> CheckResult {
    CheckResult { skipped: Some(reason), ..blank(check) }
}

fn blank(check: &Check) -> CheckResult {
    CheckResult {
        id: check.id.clone(),
        sentence: check.sentence.clone(),
        visibility: check.visibility,
        verdict: None,
        skipped: None,
        score: 0,
        max_score: check.weight,
        finding: None,
        case: None,
        seed: None,
        timeline: Vec::new(),
    }
}

fn check_result(check: &Check, records: &[Record]) -> Result<CheckResult, String> {
    let mut of_check: Vec<&Record> = records.iter().filter(|record| record.check == check.id).collect();
    of_check.sort_by(|a, b| a.case.cmp(&b.case));
    if of_check.is_empty() {
        return Err(format!("check `{}` left no record", check.id));
    }
    for record in &of_check {
        if let Outcome::Fault(message) = &record.outcome {
            return Err(format!("check `{}`, case {}: {message}", check.id, record.case));
        }
    }
    if let Some((record, finding)) =
        of_check.iter().filter_map(|record| Some((record, worst(record)?))).min_by_key(severity)
    {
        return Ok(CheckResult {
            verdict: Some(finding.verdict),
            finding: Some(finding.clone()),
            case: Some(record.case.clone()),
            seed: record.seed,
            timeline: record.timeline.clone(),
            ..blank(check)
        });
    }
    if let Some(reason) = of_check.iter().find_map(|record| match &record.outcome {
        Outcome::Skipped(reason) => Some(reason),
        _ => None,
    }) {
        return Ok(skipped(check, reason.clone()));
    }
    Ok(CheckResult { verdict: Some(Verdict::Passed), score: check.weight, ..blank(check) })
}

fn severity((_, finding): &(&&Record, &Finding)) -> usize {
    Verdict::SEVERITY.iter().position(|verdict| *verdict == finding.verdict).unwrap_or(usize::MAX)
}

/// The finding to show: of those with the most severe verdict the first, but rather one that names a line.
fn worst(record: &Record) -> Option<&Finding> {
    let Outcome::Failed(findings) = &record.outcome else { return None };
    let verdict = Verdict::most_severe(findings.iter().map(|finding| finding.verdict));
    let candidates = || findings.iter().filter(|finding| finding.verdict == verdict);
    candidates().find(|finding| finding.place.is_some()).or_else(|| candidates().next())
}
