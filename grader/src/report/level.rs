//! What a report says of the level of protection under which it was made, and of what could not be judged for want of a
//! better one. Which level it is comes from `sandbox`.

use crate::{fault::DOCTOR, sandbox::Level};

/// Why marks should not rest on what was found at this level; `None` where they can.
pub(super) fn warning(level: Level) -> Option<String> {
    let told = format!("Marks should not rest on this report. Level {level} is {}.", level.meaning());
    (!level.bears_marks()).then_some(told)
}

/// Why nothing is said of an exercise: this machine can judge none of its checks.
pub(super) fn blind(level: Option<Level>) -> String {
    let level = level.map_or(String::new(), |level| format!(" (level {level}: {})", level.meaning()));
    format!("this machine can judge none of its checks{level}; `{DOCTOR}` says what is missing")
}

/// What is to be said of an exercise of which this machine could judge only a part.
pub(super) fn unjudged(unjudged: usize, of: usize) -> String {
    format!(
        "{unjudged} of {of} checks could not be judged on this machine, so it is not known whether it passes: \
         `{DOCTOR}` says what is missing"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_on_which_no_mark_should_rest_says_so() {
        let warned = Level::ALL.map(|level| warning(level).is_some());
        assert_eq!(warned, [false, false, true, true]);
        assert_eq!(
            warning(Level::D).unwrap(),
            "Marks should not rest on this report. Level D is not sealed: for practice with your own code, not for marks."
        );
    }
}
