//! `report.schema.json` and the reports that are really written are of one mind.

use boon::{Compiler, Schemas};
use serde_json::Value;

use super::{Graded, Report, json, samples};
use crate::sandbox::Level;

/// What is wrong with `report` by the schema, if anything.
fn refusal(report: &Value) -> Option<String> {
    refusal_by(concat!(env!("CARGO_MANIFEST_DIR"), "/report.schema.json"), report)
}

/// What is wrong with `value` by the schema in the file at `path`, if anything.
pub(super) fn refusal_by(path: &str, value: &Value) -> Option<String> {
    let mut schemas = Schemas::new();
    let index = Compiler::new().compile(path, &mut schemas).unwrap();
    schemas.validate(value, index).err().map(|error| format!("{error:#}"))
}

fn value(report: &Report) -> Value {
    serde_json::from_str(&json(report)).unwrap()
}

#[test]
fn a_report_of_each_kind_follows_the_schema() {
    let exercise = samples::three_checks();
    let fates = [samples::all_passed(&exercise), samples::not_joined(&exercise), samples::stuck(&exercise)];
    let more = [samples::hostile(&exercise), samples::refused(&exercise), samples::fault()];
    let fates = fates.into_iter().chain(more).chain([samples::unobserved(&exercise), samples::blind(&exercise)]);
    let mut graded: Vec<Graded> = fates.map(|fate| samples::graded(&exercise, fate)).collect();
    graded.push(Graded::absent(&exercise));
    for one in &graded {
        for level in Level::ALL {
            assert_eq!(refusal(&value(&samples::report_at(level, one.clone()))), None);
        }
    }
    assert_eq!(refusal(&value(&Report::new("work".as_ref(), None, &graded))), None);
    assert_eq!(refusal(&value(&Report::new("work".as_ref(), None, &[]))), None);
}

#[test]
fn json_says_what_was_not_judged_and_what_marks_should_not_rest_on() {
    let exercise = samples::three_checks();
    let of = |level, fate| value(&samples::report_at(level, samples::graded(&exercise, fate)));
    let (open, blind) = (of(Level::C, samples::unobserved(&exercise)), of(Level::D, samples::blind(&exercise)));
    assert_eq!((&open["level"], &blind["level"]), (&"C".into(), &"D".into()));
    assert!(open["warning"].as_str().unwrap().starts_with("Marks should not rest on this report. Level C is"));
    assert_eq!(of(Level::B, samples::all_passed(&exercise))["warning"], Value::Null);
    let (open, blind) = (&open["exercises"][0], &blind["exercises"][0]);
    assert_eq!((&open["verdict"], &open["unjudged"], &open["fault"]), (&Value::Null, &2.into(), &Value::Null));
    assert_eq!((&blind["verdict"], &blind["unjudged"]), (&Value::Null, &3.into()));
    assert!(blind["fault"].as_str().unwrap().contains("level D: not sealed"), "{blind}");
}

#[test]
fn a_broken_report_is_refused() {
    let exercise = samples::three_checks();
    let whole = value(&samples::report(samples::graded(&exercise, samples::not_joined(&exercise))));
    let breaks: [(&str, Value); 10] = [
        ("/schema", "forkjoin/report/v2".into()),
        ("/score", (-1).into()),
        ("/level", "E".into()),
        ("/warning", 1.into()),
        ("/exercises/0/unjudged", Value::Null),
        ("/exercises/0/verdict", "good".into()),
        ("/exercises/0/checks/1/verdict", Value::Null),
        ("/exercises/0/checks/1/line", 0.into()),
        ("/exercises/0/checks/1/seed", 42.into()),
        ("/exercises/0/checks/0/visibility", "secret".into()),
    ];
    for (pointer, value) in breaks {
        let mut broken = whole.clone();
        *broken.pointer_mut(pointer).unwrap() = value;
        assert!(refusal(&broken).is_some(), "{pointer}");
    }
    for pointer in ["", "/submission", "/exercises/0", "/exercises/0/checks/0"] {
        let mut broken = whole.clone();
        broken.pointer_mut(pointer).unwrap().as_object_mut().unwrap().insert("more".into(), Value::Null);
        assert!(refusal(&broken).is_some(), "an unknown field in {pointer:?}");
    }
}

#[test]
fn no_field_may_be_left_out() {
    let exercise = samples::three_checks();
    let refused = value(&samples::report(samples::graded(&exercise, samples::refused(&exercise))));
    for pointer in ["", "/submission", "/exercises/0", "/exercises/0/refusal", "/exercises/0/checks/0"] {
        let fields = refused.pointer(pointer).unwrap().as_object().unwrap();
        for field in fields.keys() {
            let mut broken = refused.clone();
            broken.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(field);
            assert!(refusal(&broken).is_some(), "{pointer}/{field}");
        }
    }
}

#[test]
fn the_json_of_a_failed_check_has_every_field() {
    let exercise = samples::three_checks();
    insta::assert_snapshot!(
        "json_not_joined",
        json(&samples::report(samples::graded(&exercise, samples::not_joined(&exercise))))
    );
}
