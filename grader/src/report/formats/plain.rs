//! What is told of a check or a refusal as lines of plain text, harmless for a terminal and a build log: the body of the
//! forms that know no Markdown.

use crate::report::{
    escape,
    next::COMMAND,
    values,
    view::{CheckView, ExerciseView, Found, State},
};

/// Characters of a line; what is longer was not meant to be read.
const LONGEST: usize = 400;

/// The name of a check, after its exercise where there are several.
pub(super) fn name(exercise: &ExerciseView, check: &CheckView, several: bool) -> String {
    let name = escape::one_line(&check.name);
    if several { format!("{}: {name}", exercise.exercise) } else { name }
}

/// What became of a check that did not pass; nothing of one that did.
pub(super) fn check(exercise: &ExerciseView, check: &CheckView) -> Vec<String> {
    if check.passed {
        return Vec::new();
    }
    if !check.failed() {
        return skipped(exercise, check);
    }
    let mut lines = Vec::new();
    match &check.told {
        None => lines.push(format!("{}: this check is hidden", check.verdict)),
        Some(told) => {
            told.found.iter().for_each(|found| lines.extend(self::found(found)));
            let case = told.case.iter().map(|case| format!("case {}", line(case)));
            let run: Vec<String> = case.chain(told.seed.iter().map(|seed| format!("seed {seed}"))).collect();
            lines.extend((!run.is_empty()).then(|| format!("in {}", run.join(", "))));
            lines.extend(told.replay.iter().map(|command| format!("replay: {}", line(command))));
            lines.extend((!told.next.is_empty()).then(|| format!("next: {}", line(&told.next))));
        }
    }
    lines.push(format!("more: {COMMAND} explain {}", check.verdict));
    lines
}

/// What does not hold.
pub(super) fn found(found: &Found) -> Vec<String> {
    let mut lines = block("", &found.message);
    lines.extend(found.spots.iter().map(|spot| match &spot.what {
        None => line(&spot.to_string()),
        Some(what) => format!("{}: {}", line(what), line(&spot.to_string())),
    }));
    lines.extend(block("asked: ", &found.expected));
    lines.extend(block("seen: ", &found.seen));
    lines
}

/// Why there is nothing to tell of a check.
pub(super) fn why_skipped(exercise: &ExerciseView, check: &CheckView) -> String {
    match (&exercise.state, check.told.as_ref().and_then(|told| told.remark.as_deref())) {
        (State::NotHandedIn, _) => "not handed in".to_owned(),
        (State::NotJudged(_), _) => "not judged".to_owned(),
        (State::Refused(found), _) => format!("not run: {}", found.verdict),
        (State::Judged(_), Some(remark)) => line(remark),
        (State::Judged(_), None) => "this check is hidden".to_owned(),
    }
}

fn skipped(exercise: &ExerciseView, check: &CheckView) -> Vec<String> {
    vec![format!("skipped: {}", why_skipped(exercise, check))]
}

/// `value` after `label`; on lines of its own, each after a bar, where it has several.
fn block(label: &str, value: &str) -> Vec<String> {
    let (lines, left_out) = values::head(value);
    match lines.as_slice() {
        [] => Vec::new(),
        [one] => vec![format!("{label}{}", barred(label, one))],
        all => {
            let head = (!label.is_empty()).then(|| label.trim_end().to_owned());
            let more = (left_out > 0).then(|| format!("… {left_out} more lines"));
            let rows = all.iter().map(|row| escape::cut(row, LONGEST)).chain(more);
            head.into_iter().chain(rows.map(|row| format!("| {row}"))).collect()
        }
    }
}

/// A bar keeps a build log from taking text at the beginning of a line for a command.
fn barred(label: &str, text: &str) -> String {
    let text = escape::cut(text, LONGEST);
    if label.is_empty() && text.trim_start().starts_with("::") { format!("| {text}") } else { text }
}

fn line(text: &str) -> String {
    escape::cut(&escape::one_line(text), LONGEST)
}
