use serde_json::Value;

use super::{
    super::{NotOneExercise, exercism},
    *,
};
use crate::{
    judge::{Finding, Outcome, Verdict},
    report::StudentView,
};

fn written(report: &Report) -> Result<String, NotOneExercise> {
    exercism(&StudentView::of(report))
}

#[test]
fn each_sample() {
    insta::assert_snapshot!("exercism", each(|report| written(report).unwrap_or_else(|error| format!("{error}\n"))));
}

#[test]
fn results_are_what_the_interface_asks_for() {
    for (name, report) in reports().iter().filter(|(name, _)| *name != "secretive") {
        let results: Value = serde_json::from_str(&written(report).unwrap()).unwrap();
        assert_eq!(results["version"], 3);
        let tests = results["tests"].as_array().unwrap();
        match results["status"].as_str().unwrap() {
            "error" => assert!(tests.is_empty() && !results["message"].as_str().unwrap().is_empty(), "{name}"),
            "pass" => {
                assert!(tests.iter().all(|test| test["status"] == "pass") && results["message"].is_null(), "{name}")
            }
            "fail" => {
                assert!(tests.iter().any(|test| test["status"] == "fail") && results["message"].is_null(), "{name}")
            }
            other => panic!("{name}: {other}"),
        }
        for test in tests {
            let told = test["message"].as_str().is_some_and(|message| !message.is_empty());
            assert_eq!(told, test["status"] != "pass", "{name}: {test}");
        }
    }
}

#[test]
fn it_is_of_one_exercise() {
    assert_eq!(written(&samples::secretive()), Err(NotOneExercise(2)));
    assert_eq!(written(&Report::new("work".as_ref(), None, &[])), Err(NotOneExercise(0)));
    assert!(NotOneExercise(2).to_string().contains("--exercise"));
}

#[test]
fn long_messages_stay_within_what_is_taken() {
    let checks: Vec<(String, String)> = (0..40).map(|id| (format!("check{id}"), format!("sentence {id}"))).collect();
    let checks: Vec<(&str, &str)> = checks.iter().map(|(id, sentence)| (id.as_str(), sentence.as_str())).collect();
    let exercise = samples::exercise("ex01_thread", &checks);
    let long = "\u{1f600}".repeat(500) + "\n";
    let record = |(id, _): &(&str, &str)| {
        let finding = Finding::new(Verdict::WrongOutput, long.repeat(100)).contrast(long.repeat(100), long.repeat(100));
        samples::record(&exercise, id, Outcome::Failed(vec![finding]))
    };
    let records: Vec<_> = checks.iter().map(record).collect();
    let text = written(&samples::report(samples::graded(&exercise, samples::judged(&exercise, &records)))).unwrap();
    assert!(text.len() < 500_000, "{}", text.len());
    let results: Value = serde_json::from_str(&text).unwrap();
    for test in results["tests"].as_array().unwrap() {
        let length = test["message"].as_str().unwrap().chars().count();
        assert!((100..=65_535).contains(&length), "{length}");
    }
}
