//! One exercise as a section of a page in Markdown: its checks as a table, then what does not hold, with what to do.

use std::slice;

use super::plain;
use crate::report::{
    escape, level,
    markup::{code, fence, prose, rows},
    next::COMMAND,
    view::{CheckView, ExerciseView, Found, Spot, State, Told},
};

/// The section.
pub(super) fn section(exercise: &ExerciseView) -> String {
    let points = format!("{} of {} points", exercise.score, exercise.max_score);
    let mut out = format!("### {}: {}, {points}\n\n", code(&exercise.stem), prose(&exercise.title));
    match &exercise.state {
        State::NotHandedIn => out += "Not handed in.\n\n",
        State::NotJudged(why) => out += &format!("Not judged:\n\n{}", fence("text", &rows(why))),
        State::Refused(refusal) => {
            out += &format!("**{}**: none of the {} checks was run.\n\n", refusal.verdict, exercise.checks.len());
            found(&mut out, refusal);
            out += &format!("More: `{COMMAND} explain {}`\n\n", refusal.verdict);
        }
        State::Judged(unjudged) => {
            table(&mut out, exercise);
            if *unjudged > 0 {
                out += &format!("**{}.**\n\n", level::unjudged(*unjudged, exercise.checks.len()));
            }
            exercise.failures().iter().for_each(|(check, others)| failure(&mut out, check, others));
        }
    }
    out
}

/// The word for how a check went.
fn word(check: &CheckView) -> &'static str {
    match (check.passed, check.failed()) {
        (true, _) => "PASS",
        (false, true) => "FAIL",
        (false, false) => "SKIP",
    }
}

fn table(out: &mut String, exercise: &ExerciseView) {
    *out += "| | Verdict | Points | Check |\n|---|---|---:|---|\n";
    for check in &exercise.checks {
        let points = format!("{}/{}", check.score, check.max_score);
        let remark = match check.told.as_ref().and_then(|told| told.remark.as_ref()) {
            Some(remark) if check.passed => format!(": {}", prose(remark)),
            Some(_) if !check.failed() => format!(": {}", code(&plain::why_skipped(exercise, check))),
            _ => String::new(),
        };
        *out += &format!("| {} | {} | {points} | {}{remark} |\n", word(check), check.verdict, prose(&check.name));
    }
    *out += "\n";
}

fn failure(out: &mut String, check: &CheckView, others: &[&CheckView]) {
    *out += &format!("#### {}: {}\n\n", check.verdict, prose(&check.name));
    match &check.told {
        Some(told) => self::told(out, told),
        None => *out += "This check is hidden: what it does and what it saw is not told.\n\n",
    }
    others.iter().for_each(|other| *out += &format!("Also fails: {}.\n\n", prose(&other.name)));
    let next = check.told.as_ref().map(|told| format!("Next: {}. ", prose(&told.next)));
    *out += &format!("{}More: `{COMMAND} explain {}`\n\n", next.unwrap_or_default(), check.verdict);
}

fn told(out: &mut String, told: &Told) {
    told.found.iter().for_each(|one| found(out, one));
    let case = told.case.iter().map(|case| format!("case {}", code(case)));
    let run: Vec<String> = case.chain(told.seed.iter().map(|seed| format!("seed {}", code(seed)))).collect();
    if !run.is_empty() {
        *out += &format!("In {}.\n\n", run.join(", "));
    }
    if !told.timeline.is_empty() {
        *out += &fence("text", &rows(&told.timeline.join("\n")));
    }
    if let Some(command) = &told.replay {
        *out += &format!("To see this schedule again:\n\n{}", fence("sh", slice::from_ref(command)));
    }
}

fn found(out: &mut String, found: &Found) {
    *out += &fence("text", &rows(&found.message));
    for spot in &found.spots {
        let what = spot.what.as_ref().map_or(String::new(), |what| format!("{}: ", code(what)));
        *out += &format!("{what}{}\n\n", code(&spot.to_string()));
        *out += &source(spot).map_or(String::new(), |line| fence("rust", &[line]));
    }
    for (label, value) in [("Asked", &found.expected), ("Seen", &found.seen)] {
        if !value.is_empty() {
            *out += &format!("{label}:\n\n{}", fence("text", &rows(value)));
        }
    }
}

fn source(spot: &Spot) -> Option<String> {
    let source = spot.source.as_ref()?;
    Some(format!("{:>4} | {}", spot.line, escape::cut(&escape::one_line(source), 200)))
}
