//! The summary page of a job of GitHub Actions, for `$GITHUB_STEP_SUMMARY`. GitHub drops a page of more than 1 MiB whole, so
//! what would not fit is left out here, and said to be.

use super::section::section;
use crate::report::{
    markup::{code, prose},
    view::{ExerciseView, State, View},
};

/// Bytes of a page.
const BUDGET: usize = 900 * 1024;

/// The page: all exercises as a table, then a section for each that did not pass.
pub fn github_summary<A>(view: &View<A>) -> String {
    within(view, BUDGET)
}

pub(super) fn within<A>(view: &View<A>, budget: usize) -> String {
    let mut out = overview(view);
    let mut left_out = Vec::new();
    for exercise in view.exercises.iter().filter(|exercise| exercise.score < exercise.max_score) {
        let section = section(exercise);
        match out.len() + section.len() <= budget {
            true => out += &section,
            false => left_out.push(code(&exercise.stem)),
        }
    }
    if !left_out.is_empty() {
        out += &format!("Left out, because this page would be too long: {}.\n", left_out.join(", "));
    }
    out.trim_end().to_owned() + "\n"
}

fn overview<A>(view: &View<A>) -> String {
    let mut out = format!("## {} of {} points\n\n", view.score, view.max_score);
    out += &view.warning.iter().map(|warning| format!("**{warning}**\n\n")).collect::<String>();
    out += "| Exercise | Verdict | Points |\n|---|---|---:|\n";
    for exercise in &view.exercises {
        let points = format!("{}/{}", exercise.score, exercise.max_score);
        let title = format!("{} {}", code(&exercise.stem), prose(&exercise.title));
        out += &format!("| {title} | {} | {points} |\n", verdict(exercise));
    }
    out + "\n"
}

fn verdict(exercise: &ExerciseView) -> String {
    match (&exercise.state, exercise.verdict) {
        (State::NotHandedIn, _) => "not handed in".to_owned(),
        (State::NotJudged(_), _) => "not judged".to_owned(),
        (_, Some(verdict)) => verdict.to_string(),
        (_, None) => "not known".to_owned(),
    }
}
