use serde_json::Value;

use super::{
    super::{NoIdentity, NotJudged, classroom50},
    *,
};
use crate::report::StudentView;

fn written(report: &Report) -> Result<String, NotJudged> {
    classroom50(&StudentView::of(report), &identity())
}

#[test]
fn each_sample() {
    insta::assert_snapshot!("classroom50", each(|report| written(report).unwrap_or_else(|error| format!("{error}\n"))));
}

#[test]
fn the_collector_takes_every_result() {
    for (name, report) in reports() {
        let Ok(text) = written(&report) else { continue };
        let result: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(refusal(&result), None, "{name}: {text}");
        let sum =
            |field: &str| result["tests"].as_array().unwrap().iter().map(|test| test[field].as_u64().unwrap()).sum();
        assert_eq!(
            (result["score"].as_u64(), result["max-score"].as_u64()),
            (Some(sum("score")), Some(sum("max-score")))
        );
        assert!(text.len() < 10 * 1024 * 1024);
    }
}

#[test]
fn what_was_not_judged_gets_no_points() {
    let written: Vec<_> = reports().iter().map(|(name, report)| (*name, written(report).is_ok())).collect();
    let refused: Vec<&str> = written.iter().filter(|(_, ok)| !ok).map(|(name, _)| *name).collect();
    assert_eq!(refused, ["fault", "secretive"]);
}

#[test]
fn a_broken_result_is_refused_by_our_copy_of_the_rules() {
    let whole: Value = serde_json::from_str(&written(&reports()[1].1).unwrap()).unwrap();
    let breaks: [(&str, Value); 14] = [
        ("/schema", "classroom50/result/v2".into()),
        ("/classroom", "other".into()),
        ("/assignment", "other".into()),
        ("/owner", "mallory".into()),
        ("/assignment_type", "pair".into()),
        ("/submission", "v1".into()),
        ("/commit", "".into()),
        ("/datetime", Value::Null),
        ("/score", 7.into()),
        ("/max-score", 6.0.into()),
        ("/tests", Value::Null),
        ("/tests/0/test-name", "".into()),
        ("/tests/0/passed", 1.into()),
        ("/tests/0/score", true.into()),
    ];
    for (pointer, value) in breaks {
        let mut broken = whole.clone();
        *broken.pointer_mut(pointer).unwrap() = value;
        assert!(refusal(&broken).is_some(), "{pointer}");
    }
}

#[test]
fn a_variable_that_is_missing_is_named_with_the_remedy() {
    for name in ["CLASSROOM", "ASSIGNMENT", "ASSIGNMENT_TYPE", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL"] {
        for empty in [None, Some(String::new())] {
            let error = Identity::from_variables(|asked| if asked == name { empty.clone() } else { variable(asked) });
            let error = error.unwrap_err();
            assert_eq!(error, NoIdentity::Missing(name));
            assert!(error.to_string().contains(name) && error.to_string().contains("autograder.py"), "{error}");
        }
    }
    let nobody = Identity::from_variables(|asked| variable(asked).filter(|_| asked != "USERNAME"));
    assert_eq!(nobody.unwrap_err(), NoIdentity::Missing("OWNER"));
    let unseen = Identity::from_variables(|asked| variable(asked).filter(|_| asked != "REVIEW_URL")).unwrap();
    assert_eq!(unseen.review, unseen.commit);
}

#[test]
fn a_variable_that_the_collector_would_refuse_is_refused() {
    for (name, value) in [
        ("ASSIGNMENT_TYPE", "pair"),
        ("SUBMISSION_TAG", "v1.0"),
        ("SUBMISSION_TAG", "submit/today"),
        ("SUBMISSION_TAG", "submit/2026-11-21T14:32:05Z"),
    ] {
        let error = Identity::from_variables(|asked| if asked == name { Some(value.into()) } else { variable(asked) });
        assert!(matches!(error, Err(NoIdentity::Refused { name: told, .. }) if told == name), "{name}={value}");
    }
    assert_eq!(identity().datetime, "2026-11-21T14:32:05Z");
}

/// What the collector's `validate_result` would say, written anew from its rules.
fn refusal(result: &Value) -> Option<String> {
    let text = |field: &str| result.get(field).and_then(Value::as_str).filter(|value| !value.is_empty());
    let wanted =
        [("schema", "classroom50/result/v1"), ("classroom", "conc-101"), ("assignment", "threads"), ("owner", "alice")];
    if let Some((field, _)) = wanted.into_iter().find(|(field, value)| text(field) != Some(value)) {
        return Some(format!("{field} does not match the repository"));
    }
    if !text("assignment_type").is_some_and(|kind| ["individual", "group", "team"].contains(&kind)) {
        return Some("assignment_type".to_owned());
    }
    if !text("submission").is_some_and(|tag| tag.starts_with("submit/")) {
        return Some("submission".to_owned());
    }
    if let Some(field) = ["commit", "release", "review", "datetime"].into_iter().find(|field| text(field).is_none()) {
        return Some(format!("{field} is no text, or empty"));
    }
    let Some(tests) = result.get("tests").and_then(Value::as_array) else { return Some("tests".to_owned()) };
    if let Some(problem) = points(result) {
        return Some(problem);
    }
    tests.iter().find_map(test)
}

fn test(test: &Value) -> Option<String> {
    if test.get("test-name").and_then(Value::as_str).is_none_or(str::is_empty) {
        return Some("test-name".to_owned());
    }
    if !test.get("passed").is_some_and(Value::is_boolean) {
        return Some("passed".to_owned());
    }
    points(test)
}

/// Whole numbers, none below 0; `Value::as_u64` takes neither truth values nor `6.0`.
fn points(of: &Value) -> Option<String> {
    let number = |field: &str| of.get(field).and_then(Value::as_u64);
    match (number("score"), number("max-score")) {
        (Some(score), Some(max)) if score <= max => None,
        (score, max) => Some(format!("score {score:?} of {max:?}")),
    }
}
