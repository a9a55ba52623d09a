//! SARIF 2.1.0, for editors and for code scanning: a result for each thing that does not hold, on the student's line, under
//! the name of its verdict. What passed is not in it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::plain;
use crate::{
    judge::Verdict,
    report::{
        explain,
        next::COMMAND,
        view::{CheckView, ExerciseView, Found, Spot, State, View},
    },
};

/// The report as JSON with a newline at its end.
pub fn sarif<A>(view: &View<A>) -> String {
    let rules = rules(view);
    let results: Vec<Value> = view.exercises.iter().flat_map(|exercise| results(&rules, exercise)).collect();
    let failed = view.exercises.iter().any(|exercise| matches!(exercise.state, State::NotJudged(_)));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "forkjoin",
                "semanticVersion": view.grader,
                "rules": rules.iter().map(|verdict| rule(*verdict)).collect::<Vec<_>>(),
            }},
            "invocations": [{
                "executionSuccessful": !failed,
                "toolExecutionNotifications": notifications(view),
            }],
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// The verdicts that are named, in the order of their severity.
fn rules<A>(view: &View<A>) -> Vec<Verdict> {
    let checks = view.exercises.iter().flat_map(|exercise| &exercise.checks).filter(|check| check.failed());
    let refusals = view.exercises.iter().filter_map(|exercise| match &exercise.state {
        State::Refused(found) => Some(found.verdict.name()),
        _ => None,
    });
    let named: BTreeSet<&str> = checks.map(|check| check.verdict).chain(refusals).collect();
    Verdict::SEVERITY.into_iter().filter(|verdict| named.contains(verdict.name())).collect()
}

fn rule(verdict: Verdict) -> Value {
    json!({
        "id": verdict.name(),
        "shortDescription": {"text": explain::summary(verdict)},
        "help": {"text": format!("{COMMAND} explain {verdict}")},
    })
}

fn notifications<A>(view: &View<A>) -> Vec<Value> {
    let told = |level: &str, text: String| json!({"level": level, "message": {"text": text}});
    let warning = view.warning.iter().map(|warning| told("warning", warning.clone()));
    let states = view.exercises.iter().filter_map(|exercise| match &exercise.state {
        State::NotHandedIn => Some(told("warning", format!("{}: not handed in", exercise.stem))),
        State::NotJudged(why) => Some(told("error", format!("{}: not judged: {why}", exercise.stem))),
        State::Judged(unjudged) if *unjudged > 0 => {
            let text = format!("{}: {unjudged} checks could not be judged on this machine", exercise.stem);
            Some(told("warning", text))
        }
        State::Refused(_) | State::Judged(_) => None,
    });
    warning.chain(states).collect()
}

fn results(rules: &[Verdict], exercise: &ExerciseView) -> Vec<Value> {
    let refusal = match &exercise.state {
        State::Refused(found) => Some(result(rules, found.verdict.name(), plain::found(found), Some(found))),
        _ => None,
    };
    let failures = exercise.failures().into_iter().map(|(check, others)| failure(rules, exercise, check, &others));
    refusal.into_iter().chain(failures).collect()
}

fn failure(rules: &[Verdict], exercise: &ExerciseView, check: &CheckView, others: &[&CheckView]) -> Value {
    let mut lines = vec![plain::name(exercise, check, true)];
    lines.extend(plain::check(exercise, check));
    lines.extend(others.iter().map(|other| format!("also fails: {}", plain::name(exercise, other, false))));
    result(rules, check.verdict, lines, check.found())
}

fn result(rules: &[Verdict], verdict: &str, lines: Vec<String>, found: Option<&Found>) -> Value {
    let mut result = json!({
        "ruleId": verdict,
        "ruleIndex": rules.iter().position(|rule| rule.name() == verdict),
        "level": "error",
        "message": {"text": lines.join("\n")},
    });
    let spots = found.map(|found| found.spots.as_slice()).unwrap_or_default();
    let (blamed, others): (Vec<&Spot>, Vec<&Spot>) = spots.iter().partition(|spot| spot.what.is_none());
    if !blamed.is_empty() {
        result["locations"] = blamed.into_iter().map(location).collect();
    }
    if !others.is_empty() {
        result["relatedLocations"] = others.into_iter().map(location).collect();
    }
    result
}

fn location(spot: &Spot) -> Value {
    let artifact = match spot.file.starts_with('/') {
        true => json!({"uri": format!("file://{}", uri(&spot.file))}),
        false => json!({"uri": uri(&spot.file), "uriBaseId": "%SRCROOT%"}),
    };
    let mut location =
        json!({"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": spot.line.max(1)}}});
    if let Some(what) = &spot.what {
        location["message"] = json!({"text": what});
    }
    location
}

/// `path` as the path of a URI.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
