//! `report.schema.json` and the reports that are really written are of one mind.

use boon::{Compiler, Schemas};
use serde_json::Value;

use super::{Graded, Report, json, samples};

/// What is wrong with `report` by the schema, if anything.
fn refusal(report: &Value) -> Option<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/report.schema.json");
    let mut schemas = Schemas::new();
    let index = Compiler::new().compile(path, &mut schemas).unwrap();
    schemas.validate(report, index).err().map(|error| format!("{error:#}"))
}

fn value(report: &Report) -> Value {
    serde_json::from_str(&json(report)).unwrap()
}

#[test]
fn a_report_of_each_kind_follows_the_schema() {
    let exercise = samples::three_checks();
    let fates = [samples::all_passed(&exercise), samples::not_joined(&exercise), samples::stuck(&exercise)];
    let more = [samples::hostile(&exercise), samples::refused(&exercise), samples::fault()];
    let mut graded: Vec<Graded> = fates.into_iter().chain(more).map(|fate| samples::graded(&exercise, fate)).collect();
    graded.push(Graded::absent(&exercise));
    for one in &graded {
        assert_eq!(refusal(&value(&samples::report(one.clone()))), None);
    }
    assert_eq!(refusal(&value(&Report::new("work".as_ref(), None, &graded))), None);
    assert_eq!(refusal(&value(&Report::new("work".as_ref(), None, &[]))), None);
}

#[test]
fn a_broken_report_is_refused() {
    let exercise = samples::three_checks();
    let whole = value(&samples::report(samples::graded(&exercise, samples::not_joined(&exercise))));
    let breaks: [(&str, Value); 8] = [
        ("/schema", "forkjoin/report/v2".into()),
        ("/score", (-1).into()),
        ("/level", "E".into()),
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
