use serde_json::Value;

use super::{super::gradescope, *};
use crate::report::{StaffView, StudentView};

#[test]
fn each_sample() {
    let written = |report: &Report| gradescope(&StudentView::of(report)).unwrap_or_else(|error| format!("{error}\n"));
    insta::assert_snapshot!("gradescope", each(written));
}

#[test]
fn every_field_is_one_that_gradescope_knows() {
    const TOP: [&str; 10] = [
        "score",
        "execution_time",
        "output",
        "output_format",
        "visibility",
        "stdout_visibility",
        "extra_data",
        "tests",
        "leaderboard",
        "test_output_format",
    ];
    const TEST: [&str; 11] = [
        "score",
        "max_score",
        "status",
        "name",
        "name_format",
        "number",
        "output",
        "output_format",
        "tags",
        "visibility",
        "extra_data",
    ];
    for text in reports().iter().filter_map(|(_, report)| gradescope(&StaffView::of(report)).ok()) {
        let results: Value = serde_json::from_str(&text).unwrap();
        assert!(results.as_object().unwrap().keys().all(|field| TOP.contains(&field.as_str())), "{text}");
        assert!(results["execution_time"].as_f64().unwrap() >= 0.0);
        for test in results["tests"].as_array().unwrap() {
            assert!(test.as_object().unwrap().keys().all(|field| TEST.contains(&field.as_str())), "{test}");
            assert!(test["score"].as_f64().unwrap() <= test["max_score"].as_f64().unwrap());
            assert!(["passed", "failed"].contains(&test["status"].as_str().unwrap()));
            assert!(["visible", "hidden"].contains(&test["visibility"].as_str().unwrap()));
            assert_eq!((&test["output_format"], test["name"].is_string()), (&"text".into(), true));
        }
    }
}

#[test]
fn staff_get_hidden_checks_that_gradescope_hides() {
    let (name, report) = &reports()[1];
    let of = |text: String| serde_json::from_str::<Value>(&text).unwrap()["tests"][2].clone();
    let (staff, student) =
        (of(gradescope(&StaffView::of(report)).unwrap()), of(gradescope(&StudentView::of(report)).unwrap()));
    assert_eq!((&staff["visibility"], &student["visibility"]), (&"hidden".into(), &"visible".into()), "{name}");
    assert_eq!(
        (&staff["name"], &student["name"]),
        (&"nothing is printed after the last line".into(), &"hidden check 1".into())
    );
}
