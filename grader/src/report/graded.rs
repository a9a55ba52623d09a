//! What became of each exercise that was to be graded: the pipeline's last word, and all that a report is made of.

use std::{collections::BTreeMap, path::PathBuf};

use crate::{
    course::Exercise,
    judge::{ExerciseResult, Place},
};

/// One exercise after grading.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded<'a> {
    /// The exercise.
    pub exercise: &'a Exercise,
    /// The folder that was taken, as the user would type it; empty where nothing was handed in.
    pub folder: PathBuf,
    /// The text of each file that was taken, by its path in the exercise's folder.
    pub files: BTreeMap<String, String>,
    /// The submission's digest, in hex; `None` where none was taken.
    pub digest: Option<String>,
    /// How it went.
    pub fate: Fate,
}

impl<'a> Graded<'a> {
    /// An exercise of which nothing is there.
    pub fn absent(exercise: &'a Exercise) -> Graded<'a> {
        Graded { exercise, folder: PathBuf::new(), files: BTreeMap::new(), digest: None, fate: Fate::NotHandedIn }
    }
}

/// How the grading of an exercise went.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// It was judged, or refused with a verdict.
    Judged(ExerciseResult),
    /// Nothing was handed in for it.
    NotHandedIn,
    /// We failed, for this reason; nothing is said about the submission.
    Fault(String),
}

/// The text of `place`'s file, where it was taken from the submission.
pub(super) fn text_of<'a>(files: &'a BTreeMap<String, String>, place: &Place) -> Option<&'a str> {
    files.get(&place.file).map(String::as_str)
}
