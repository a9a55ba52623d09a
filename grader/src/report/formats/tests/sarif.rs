use serde_json::Value;

use super::{super::sarif, *};
use crate::report::{StaffView, StudentView, schema};

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/sarif-2.1.0.json");

/// What the schema says against `log`, if anything.
pub(super) fn refusal(log: &str) -> Option<String> {
    schema::refusal_by(SCHEMA, &value(log))
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn each_sample() {
    insta::assert_snapshot!("sarif", each(|report| sarif(&StudentView::of(report))));
}

#[test]
fn every_log_follows_the_schema() {
    for (name, report) in reports() {
        for text in [sarif(&StudentView::of(&report)), sarif(&StaffView::of(&report))] {
            assert_eq!(refusal(&text), None, "{name}: {text}");
        }
    }
}

#[test]
fn the_schema_refuses_a_broken_log() {
    let whole = value(&sarif(&StudentView::of(&reports()[1].1)));
    for (pointer, broken) in [
        ("/version", Value::from("2.0")),
        ("/runs/0/tool", Value::Null),
        ("/runs/0/results/0/level", "bad".into()),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0.into()),
    ] {
        let mut log = whole.clone();
        *log.pointer_mut(pointer).unwrap() = broken;
        assert!(schema::refusal_by(SCHEMA, &log).is_some(), "{pointer}");
    }
}

#[test]
fn a_result_is_on_the_students_line_under_the_name_of_its_verdict() {
    let log = value(&sarif(&StudentView::of(&reports()[1].1)));
    let result = &log["runs"][0]["results"][0];
    let rule = &log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!((&result["ruleId"], &rule["id"]), (&"not-joined".into(), &"not-joined".into()));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "exercises/ex01_thread/src/lib.rs");
    assert_eq!(place["region"]["startLine"], 5);
}

#[test]
fn an_absolute_path_is_an_address_and_a_strange_one_is_escaped() {
    let log = sarif(&StaffView::of(&samples::secretive()));
    assert!(log.contains("file:///srv/course/submissions/alice/exercises/ex01_thread/src/lib.rs"), "{log}");
    let log = sarif(&StudentView::of(&reports()[3].1));
    assert!(log.contains("exercises/ex01_thread/src/%1B%5B31m.rs"), "{log}");
}
