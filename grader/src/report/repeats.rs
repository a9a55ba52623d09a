//! The same finding is told once, however many checks it fails, and the most severe one first: the others often follow
//! from it. Which finding a check shows is `judge`'s choice.

use super::{CheckReport, ExerciseReport};
use crate::judge::Verdict;

/// The failed checks of an exercise: each finding's first check, and the others that fail for the same one.
pub fn told_once(exercise: &ExerciseReport) -> Vec<(&CheckReport, Vec<&CheckReport>)> {
    let mut told: Vec<(&CheckReport, Vec<&CheckReport>)> = Vec::new();
    for check in exercise.checks.iter().filter(|check| check.failed()) {
        match told.iter_mut().find(|(first, _)| first.finding == check.finding && first.visibility == check.visibility)
        {
            Some((_, others)) => others.push(check),
            None => told.push((check, Vec::new())),
        }
    }
    told.sort_by_key(|(check, _)| Verdict::SEVERITY.iter().position(|verdict| verdict.name() == check.verdict));
    told
}
