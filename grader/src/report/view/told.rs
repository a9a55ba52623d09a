//! What is told of a check or a finding that the audience may read, through a [`Lens`] that says how.

use super::data::{Found, Spot, Told};
use crate::{
    judge::{Finding, Place},
    report::{CheckReport, ExerciseReport, graded::text_of},
};

/// How an audience reads an exercise.
pub(super) struct Lens {
    /// The folder of the exercise, as the audience would type it; empty where it is the folder that one is in.
    pub(super) folder: String,
    /// What is made of each text.
    pub(super) text: fn(&str) -> String,
}

impl Lens {
    /// All of `check` but what is said in its place: the remark and the replay.
    pub(super) fn told(&self, exercise: &ExerciseReport, check: &CheckReport) -> Told {
        let shown = |text: &String| (self.text)(text);
        Told {
            remark: None,
            found: check.finding.as_ref().map(|finding| self.found(exercise, finding)),
            case: check.case.as_ref().map(shown),
            seed: check.seed.clone(),
            timeline: check.timeline.iter().map(shown).collect(),
            replay: None,
            next: check.next.clone(),
        }
    }

    /// All of `finding`.
    pub(super) fn found(&self, exercise: &ExerciseReport, finding: &Finding) -> Found {
        let also = finding.also.iter().map(|(what, place)| self.spot(exercise, Some(what), place));
        Found {
            verdict: finding.verdict,
            message: (self.text)(&finding.message),
            expected: (self.text)(&finding.expected),
            seen: (self.text)(&finding.seen),
            spots: finding.place.iter().map(|place| self.spot(exercise, None, place)).chain(also).collect(),
        }
    }

    fn spot(&self, exercise: &ExerciseReport, what: Option<&String>, place: &Place) -> Spot {
        let source = text_of(&exercise.files, place)
            .and_then(|text| text.lines().nth(place.line.checked_sub(1)? as usize))
            .map(|line| line.trim().to_owned());
        let file = (self.text)(&place.file);
        Spot {
            what: what.map(|what| (self.text)(what)),
            file: if self.folder.is_empty() { file } else { format!("{}/{file}", self.folder) },
            line: place.line,
            source,
        }
    }
}
