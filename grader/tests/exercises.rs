//! The exercises as students get them: stubs that compile without a warning and fail with advice, solutions that pass.

#[path = "support/crates.rs"]
mod crates;

use std::process::Output;

use crates::{EXERCISES, SOLUTIONS, cargo, said};
use grader::course::{Course, stubs};

/// `cargo test -p PACKAGE` in a room. All targets are built before, so that no warning in any of them is missed.
#[track_caller]
fn visible_tests(room: &str, package: &str) -> Output {
    let build =
        cargo(room, "build").args(["--quiet", "--all-targets", "--package", package]).output().expect("it starts");
    assert!(build.status.success(), "{package} of {room} does not compile without warnings:\n{}", said(&build));
    cargo(room, "test").args(["--package", package]).output().expect("it starts")
}

fn packages() -> Vec<String> {
    let course = Course::load(crates::root()).expect("the course can be read");
    assert!(!course.exercises.is_empty());
    course.exercises.into_iter().map(|exercise| exercise.package).collect()
}

#[test]
fn a_stub_compiles_without_warnings_and_its_tests_say_what_to_do_first() {
    for package in packages() {
        let output = visible_tests(EXERCISES, &package);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(101), "the visible tests of {package} pass on the stub:\n{said}");
        assert!(said.contains("0 passed; 1 failed"), "{package} should stop at the first step:\n{said}");
        let advice = said.lines().skip_while(|line| !line.contains("First: `")).take(2).collect::<Vec<_>>().join("\n");
        let names_file = advice.contains(&format!("exercises/{package}_")) && advice.contains("/src/lib.rs");
        assert!(names_file, "the advice of {package} should name the file:\n{said}");
        assert!(advice.contains(&format!("cargo test -p {package}")), "and the next command:\n{said}");
    }
}

#[test]
fn a_solution_compiles_without_warnings_and_passes_its_visible_tests() {
    for package in packages() {
        let output = visible_tests(SOLUTIONS, &package);
        let said = said(&output);
        assert!(output.status.success() && said.contains("1 passed; 0 failed"), "{package} fails:\n{said}");
    }
}

#[test]
fn the_stubs_are_up_to_date() {
    let differences = stubs(crates::root(), true).unwrap();
    assert_eq!(differences, [], "run `cargo grader course stubs`");
}

#[test]
fn a_number_that_does_not_fit_is_refused_by_the_program_of_ex03() {
    let output = std::process::Command::new(crates::solution("ex03")).arg("4294967296").output().expect("it starts");
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(1), "the square of 4294967296 does not fit into 64 bits\n")
    );
}
