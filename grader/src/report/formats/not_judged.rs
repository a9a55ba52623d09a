//! Why no marks are written: forms that go into a gradebook have no word for what was not judged but 0 points.

use crate::report::view::{State, View};

/// An exercise was not judged, and the form that was asked for would give it 0 points.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no marks are written, because not everything was judged; grade again when that is mended")]
pub struct NotJudged {
    /// Their stems.
    pub exercises: Vec<String>,
}

/// # Errors
/// At least one exercise was not judged.
pub(super) fn all_judged<A>(view: &View<A>) -> Result<(), NotJudged> {
    let not_judged = view.exercises.iter().filter(|exercise| matches!(exercise.state, State::NotJudged(_)));
    let exercises: Vec<String> = not_judged.map(|exercise| exercise.stem.clone()).collect();
    if exercises.is_empty() { Ok(()) } else { Err(NotJudged { exercises }) }
}
