//! What the views hold, and that nothing hidden is in any form that students read.

use super::{StaffView, State, StudentView};
use crate::report::{Report, formats, samples};

/// Every form that is made of a student's view.
fn student_forms(report: &Report) -> Vec<(&'static str, String)> {
    let view = StudentView::of(report);
    let told = |result: Result<String, String>| result.unwrap_or_else(|error| error);
    vec![
        ("view", format!("{view:#?}")),
        (
            "classroom50",
            told(formats::classroom50(&view, &formats::tests::identity()).map_err(|e| format!("{e} {e:?}"))),
        ),
        ("gradescope", told(formats::gradescope(&view).map_err(|e| format!("{e} {e:?}")))),
        ("exercism", told(formats::exercism(&view).map_err(|e| format!("{e} {e:?}")))),
        ("junit", formats::junit(&view)),
        ("sarif", formats::sarif(&view)),
        ("github", formats::github(&view)),
        ("github_summary", formats::github_summary(&view)),
        ("feedback", formats::feedback(&view)),
    ]
}

/// The exercises of a report one by one, so that those forms that take one, or none with a fault, are made as well.
fn one_by_one(report: &Report) -> Vec<Report> {
    let one = |exercise: &crate::report::ExerciseReport| Report { exercises: vec![exercise.clone()], ..report.clone() };
    report.exercises.iter().map(one).chain([report.clone()]).collect()
}

#[test]
fn nothing_hidden_is_in_any_form_that_students_read() {
    for report in one_by_one(&samples::secretive()) {
        for (form, text) in student_forms(&report) {
            for secret in samples::SECRETS {
                assert!(!text.contains(secret), "{secret} in {form}: {text}");
            }
        }
    }
}

#[test]
fn staff_read_all_that_is_hidden_from_students() {
    let report = samples::secretive();
    let view = StaffView::of(&report);
    let all = format!("{view:#?}");
    for secret in samples::SECRETS {
        assert!(all.contains(secret), "{secret} is not in {all}");
    }
    for text in [formats::junit(&view), formats::sarif(&view), formats::github(&view), formats::github_summary(&view)] {
        for secret in ["secret-message", "secret-expected", "secret-fault", "/srv/course"] {
            assert!(text.contains(secret), "{secret} is not in {text}");
        }
    }
}

#[test]
fn of_a_hidden_check_students_read_number_points_and_verdict() {
    let view = StudentView::of(&samples::secretive());
    let check = &view.exercises[0].checks[1];
    assert_eq!(
        (check.name.as_str(), check.verdict, check.score, check.max_score),
        ("hidden check 1", "deadlock", 0, 2)
    );
    assert!(check.told.is_none());
    for form in student_forms(&samples::secretive()).into_iter().filter(|(form, _)| *form == "feedback") {
        assert!(form.1.contains("hidden check 1") && form.1.contains("deadlock"), "{}", form.1);
    }
}

#[test]
fn a_visible_check_does_not_name_the_hidden_one_that_it_needs() {
    let view = StudentView::of(&samples::secretive());
    let ends = view.exercises[0].checks[3].told.as_ref().unwrap();
    assert_eq!(ends.remark.as_deref(), Some("needs a hidden check"));
}

#[test]
fn paths_are_those_of_the_students_copy() {
    let view = StudentView::of(&samples::secretive());
    let joins = &view.exercises[0].checks[2];
    let found = joins.found().unwrap();
    assert_eq!(found.spots[0].to_string(), "exercises/ex01_thread/src/lib.rs:5");
    assert_eq!((found.message.as_str(), found.seen.as_str()), ("panicked at …/lib.rs:5", "one in `…/b`"));
    let replay = joins.told.as_ref().unwrap().replay.as_deref();
    assert_eq!(replay, Some("cargo grader replay ex01 2:1 exercises --scenario two_threads"));
    assert_eq!(
        StaffView::of(&samples::secretive()).exercises[0].checks[2].found().unwrap().spots[0].file.get(..5),
        Some("/srv/")
    );
}

#[test]
fn the_folder_that_one_is_in_has_no_name() {
    let exercise = samples::three_checks();
    let mut graded = samples::graded(&exercise, samples::not_joined(&exercise));
    graded.folder = ".".into();
    let view = StudentView::of(&samples::report(graded));
    assert_eq!(view.exercises[0].checks[1].found().unwrap().spots[0].file, "src/lib.rs");
}

#[test]
fn of_a_fault_students_read_that_there_was_one() {
    let view = StudentView::of(&samples::secretive());
    assert!(matches!(&view.exercises[1].state, State::NotJudged(why) if why.starts_with("the grader failed")));
    assert_eq!(view.next.command, None);
}
