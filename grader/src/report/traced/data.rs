//! The same for programs: `grader/trace.schema.json` describes each field.

use draw::{Schedule, Timeline};
use serde::Serialize;

use super::verdict;
use crate::pipeline::Traced;

/// The version of its form.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Data<'a> {
    version: u32,
    exercise: &'a str,
    stem: &'a str,
    title: &'a str,
    check: &'a str,
    sentence: &'a str,
    case: &'a str,
    verdict: &'static str,
    message: Option<&'a str>,
    scenario: Option<&'a str>,
    replay: Option<&'a str>,
    timeline: Option<&'a Timeline>,
    schedule: &'a Schedule,
    file: &'a str,
}

/// The case as JSON, indented, with a newline at its end; `file` is where its pictures are.
pub fn json(traced: &Traced, file: &str) -> String {
    let finding = traced.finding.as_ref();
    let replay = finding.and_then(|finding| finding.replay.as_ref());
    let data = Data {
        version: SCHEMA,
        exercise: &traced.exercise.package,
        stem: &traced.exercise.stem,
        title: &traced.exercise.title,
        check: &traced.check.id,
        sentence: &traced.check.sentence,
        case: &traced.case,
        verdict: verdict(traced),
        message: finding.map(|finding| finding.message.as_str()),
        scenario: replay.map(|replay| replay.scenario.as_str()),
        replay: replay.map(|replay| replay.schedule.as_str()),
        timeline: Some(&traced.picture.timeline).filter(|timeline| !timeline.lanes.is_empty()),
        schedule: &traced.picture.schedule,
        file,
    };
    let text = serde_json::to_string_pretty(&data).expect("a trace has only strings, numbers and lists");
    text + "\n"
}
