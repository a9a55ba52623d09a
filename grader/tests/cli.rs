//! The command line as a user meets it: what is said, where it goes, and the exit code. The hidden checks are a stand-in
//! here, so that each outcome can be had; what they really find is `corpus.rs`'s concern.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::{
    fs,
    io::pipe,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use grader::{
    course::{Course, Exercise, Visibility},
    judge::{Finding, Outcome, Place, Record, Verdict},
};
use predicates::{Predicate, str::contains};
use serde_json::Value;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn exercise(package: &str) -> Exercise {
    Course::load(&root()).unwrap().exercise(package).unwrap().clone()
}

/// A call of `grader` in the root of the course.
struct Call {
    command: Command,
    scratch: TempDir,
}

impl Call {
    #[must_use]
    fn new(arguments: &[&str]) -> Call {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
        command.args(arguments).current_dir(root()).env_remove("NO_COLOR");
        Call { command, scratch: TempDir::new().unwrap() }
    }

    #[must_use]
    fn env(mut self, name: &str, value: &str) -> Call {
        self.command.env(name, value);
        self
    }

    /// The hidden checks are a script that leaves these records, if `condition` (of a shell) holds, and exits with 3.
    #[must_use]
    fn records_if(mut self, condition: &str, records: &[Record]) -> Call {
        let lines: String = records.iter().map(|record| serde_json::to_string(record).unwrap() + "\n").collect();
        let (script, kept) = (self.scratch.path().join("hidden"), self.scratch.path().join("records"));
        fs::write(&kept, lines).unwrap();
        let kept = kept.display();
        let leave = format!("grep -F \"\\\"${{1%::}}\\\"\" {kept} > \"$GRADER_RECORDS\"");
        fs::write(&script, format!("#!/bin/sh\nif {condition}; then {leave}; fi\necho said by the script\nexit 3\n"))
            .unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        self.command.env("GRADER_HIDDEN", script);
        self
    }

    #[must_use]
    fn records(self, records: &[Record]) -> Call {
        self.records_if("true", records)
    }

    /// Runs it, and checks the exit code and that nobody saw a backtrace.
    #[track_caller]
    fn ends_with(mut self, code: i32) -> Answer {
        let output = self.command.output().unwrap();
        let answer = Answer::of(&output);
        assert_eq!(output.status.code(), Some(code), "{answer:#?}");
        assert!(!answer.err.contains("RUST_BACKTRACE"), "{answer:#?}");
        answer
    }
}

#[derive(Debug)]
struct Answer {
    out: String,
    err: String,
}

impl Answer {
    fn of(output: &Output) -> Answer {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Answer { out: text(&output.stdout), err: text(&output.stderr) }
    }

    #[track_caller]
    fn says(&self, text: &str) -> &Answer {
        assert!(contains(text).eval(&self.out) || contains(text).eval(&self.err), "{text} is not in {self:#?}");
        self
    }
}

fn record(exercise: &Exercise, check: &str, outcome: Outcome) -> Record {
    Record {
        stem: exercise.stem.clone(),
        check: check.to_owned(),
        case: "pause=5ms".to_owned(),
        seed: None,
        outcome,
        timeline: Vec::new(),
        cpu_us: 0,
        covered: None,
        remark: None,
        drawn: None,
    }
}

fn all_pass(exercise: &Exercise) -> Vec<Record> {
    exercise.checks.iter().map(|check| record(exercise, &check.id, Outcome::Passed)).collect()
}

/// All pass but the last check, whose finding names a line.
fn one_fails(exercise: &Exercise) -> Vec<Record> {
    let mut records = all_pass(exercise);
    let finding = Finding::new(Verdict::NotJoined, "thread 1 was never joined \x1b[31m")
        .contrast("a join", "none")
        .at(Some(Place { file: "src/lib.rs".to_owned(), line: 1 }));
    records.last_mut().unwrap().outcome = Outcome::Failed(vec![finding]);
    records
}

#[test]
fn help_shows_examples_and_exit_codes() {
    Call::new(&["--help"]).ends_with(0).says("cargo grader explain not-joined").says("70 a fault");
    Call::new(&["grade", "--help"]).ends_with(0).says("--exercise ex01");
}

#[test]
fn a_wrong_command_line_is_the_users_mistake() {
    for arguments in [&[][..], &["grade"], &["grdae", "."], &["grade", ".", "--format", "xml"], &["__lunch"]] {
        assert!(Call::new(arguments).ends_with(2).out.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_path_without_a_submission_is_the_users_mistake_and_says_what_to_give() {
    Call::new(&["grade", "nowhere"]).ends_with(2).says("nowhere does not exist");
    Call::new(&["grade", "grader/src"]).ends_with(2).says("holds no exercise");
    Call::new(&["grade", "solutions", "--exercise", "ex99"]).ends_with(2).says("ex99").says("ex01");
}

#[test]
fn a_schedule_that_cannot_be_replayed_is_the_users_mistake_and_says_what_can() {
    Call::new(&["replay", "ex01", "0:0", "solutions"]).ends_with(2).says("ex01_thread is not explored");
    Call::new(&["replay", "ex07", "0:0", "solutions"]).ends_with(2).says("--scenario: two_hits, ");
    Call::new(&["replay", "ex07", "0:0", "solutions", "--scenario", "none"]).ends_with(2).says("two_hits, ");
    Call::new(&["replay", "ex07", "three", "solutions", "--scenario", "two_hits"]).ends_with(2).says("`three` is not");
}

#[test]
fn a_schedule_is_shown_once_more() {
    let loses = "grader/hidden/ex07_atomics/submissions/race-stores_the_longest_if_longer";
    let answer = Call::new(&["replay", "ex07", "2:1", loses, "--scenario", "longest_of_three"]).ends_with(0);
    for shown in ["ends well", "main ", "thread 1 ", "| line", "lib.rs:25"] {
        assert!(contains(shown).eval(&answer.out), "{shown} in {}", answer.out);
    }
}

#[test]
fn a_format_that_cannot_be_had_is_the_users_mistake_and_says_what_can() {
    let grade = |arguments: &[&str]| Call::new(&[&["grade", "solutions"], arguments].concat());
    grade(&["--format", "json", "--view", "student"]).ends_with(2).says("--format feedback");
    grade(&["--format", "feedback", "--view", "staff"]).ends_with(2).says("--format json");
    grade(&["--format", "exercism", "--exercise", "ex01", "--exercise", "ex02"]).ends_with(2).says("not of 2");
    grade(&["--format", "classroom50"]).env("COMMIT_URL", "").ends_with(2).says("COMMIT_URL").says("autograder.py");
}

#[test]
fn a_report_that_cannot_be_written_is_refused_before_grading() {
    Call::new(&["grade", "solutions", "--output", "nowhere/report.json"]).ends_with(2).says("nowhere/report.json");
}

#[test]
fn each_verdict_has_a_page_and_a_slip_of_the_pen_a_suggestion() {
    for verdict in Verdict::SEVERITY {
        Call::new(&["explain", verdict.name()]).ends_with(0).says(verdict.name()).says("What to do next");
    }
    Call::new(&["explain"]).ends_with(0).says("busy-wait");
    Call::new(&["explain", "not-join"]).ends_with(2).says("  not-joined");
}

#[test]
fn the_list_has_every_check() {
    let answer = Call::new(&["list"]).ends_with(0);
    for exercise in Course::load(&root()).unwrap().exercises {
        answer.says(&exercise.stem);
        for check in &exercise.checks {
            answer.says(&check.id);
        }
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let (reader, writer) = pipe().unwrap();
    drop(reader);
    let mut grader = Command::new(env!("CARGO_BIN_EXE_grader"));
    let output = grader.args(["explain", "stuck"]).stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert_eq!((output.status.code(), Answer::of(&output).err.as_str()), (Some(0), ""));
}

#[test]
fn everything_passed_is_exit_code_0_whatever_the_test_binary_exits_with() {
    let exercise = exercise("ex01");
    let answer = Call::new(&["grade", "solutions", "--exercise", "ex01"]).records(&all_pass(&exercise)).ends_with(0);
    answer.says("1 of 1 exercise passed").says(&exercise.stem);
    assert!(!answer.out.contains('\x1b') && answer.err.is_empty(), "{answer:?}");
}

#[test]
fn a_failed_check_is_exit_code_1_and_names_the_line_as_the_path_was_typed() {
    let exercise = exercise("ex01");
    let call = Call::new(&["grade", "./solutions/", "--exercise", &exercise.stem]).records(&one_fails(&exercise));
    let answer = call.ends_with(1);
    answer.says("never joined").says(&format!("--> ./solutions/{}/src/lib.rs:1\n", exercise.stem));
    answer.says("cargo grader explain not-joined");
    assert!(answer.out.trim_end().ends_with("cargo grader grade ./solutions/ --exercise ex01"), "{answer:?}");
}

#[test]
fn colours_are_there_when_asked_for_and_never_the_submissions() {
    let records = one_fails(&exercise("ex01"));
    let call =
        |color: &str| Call::new(&["grade", "solutions", "--exercise", "ex01", "--color", color]).records(&records);
    let answer = call("always").ends_with(1);
    assert!(answer.out.contains("\x1b[") && answer.out.contains(r"joined \u{1b}[31m"), "{answer:?}");
    assert!(!call("never").ends_with(1).out.contains('\x1b'));
    assert!(!call("auto").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").ends_with(1).out.contains('\x1b'));
}

#[test]
fn an_exercise_that_was_not_handed_in_counts() {
    let handed_in = TempDir::new().unwrap();
    let (first, second) = (exercise("ex01"), exercise("ex02"));
    fs::create_dir_all(handed_in.path().join(&first.stem).join("src")).unwrap();
    let lib = format!("{}/src/lib.rs", first.stem);
    fs::copy(root().join("solutions").join(&lib), handed_in.path().join(&lib)).unwrap();
    let path = handed_in.path().to_str().unwrap();
    let call = Call::new(&["grade", path, "--exercise", "ex01", "--exercise", "ex02", "--format", "json"]);
    let report: Value = serde_json::from_str(&call.records(&all_pass(&first)).ends_with(1).out).unwrap();
    assert_eq!(report["exercises"][0]["verdict"], "passed");
    assert_eq!(
        (&report["exercises"][1]["stem"], &report["exercises"][1]["verdict"]),
        (&second.stem.into(), &Value::Null)
    );
    assert_eq!(report["score"], report["exercises"][0]["max_score"]);
}

#[test]
fn a_fault_in_one_exercise_stops_no_other_and_the_report_is_written() {
    let (first, second) = (exercise("ex01"), exercise("ex02"));
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("report.json");
    let arguments =
        ["--exercise", "ex01", "--exercise", "ex02", "--format", "json", "--output", path.to_str().unwrap()];
    let records: Vec<Record> = all_pass(&first).into_iter().skip(1).chain(all_pass(&second)).collect();
    Call::new(&[&["grade", "solutions"], &arguments[..]].concat()).records(&records).ends_with(70);
    let report: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let (fault, other) = (&report["exercises"][0], &report["exercises"][1]);
    assert_eq!(fault["verdict"], Value::Null);
    let told = fault["fault"].as_str().unwrap();
    assert!(told.contains(&first.checks[0].id) && told.contains("said by the script"), "{told}");
    assert_eq!((&other["verdict"], &other["score"]), (&"passed".into(), &other["max_score"]));
}

/// As the runner of Classroom 50 calls it.
fn classroom50(exercises: &[&str], output: &Path) -> Call {
    let mut arguments = vec!["grade", "solutions", "--format", "classroom50", "--output", output.to_str().unwrap()];
    exercises.iter().for_each(|exercise| arguments.extend(["--exercise", exercise]));
    let variables = [
        ("CLASSROOM", "conc-101"),
        ("ASSIGNMENT", "threads"),
        ("ASSIGNMENT_TYPE", "individual"),
        ("OWNER", "alice"),
        ("SUBMISSION_TAG", "submit/2026-11-21T14-32-05Z-a1b2c3d"),
        ("COMMIT_URL", "https://example.org/commit"),
        ("RELEASE_URL", "https://example.org/release"),
    ];
    variables.into_iter().fold(Call::new(&arguments), |call, (name, value)| call.env(name, value))
}

#[test]
fn marks_are_written_for_whom_the_environment_names() {
    let exercise = exercise("ex01");
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("result.json");
    classroom50(&["ex01"], &path).records(&one_fails(&exercise)).ends_with(1);
    let result: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!((&result["owner"], &result["assignment"]), (&"alice".into(), &"threads".into()));
    assert_eq!(result["tests"].as_array().unwrap().len(), exercise.checks.len());
}

#[test]
fn no_marks_are_written_where_an_exercise_was_not_judged() {
    let (first, second) = (exercise("ex01"), exercise("ex02"));
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("result.json");
    let records: Vec<Record> = all_pass(&first).into_iter().skip(1).chain(all_pass(&second)).collect();
    let answer = classroom50(&["ex01", "ex02"], &path).records(&records).ends_with(70);
    answer.says("no marks are written").says(&first.stem).says(&first.checks[0].id);
    assert!(!path.exists());
}

#[test]
fn students_read_no_hidden_check() {
    let exercise = exercise("ex01");
    let hidden = exercise.checks.iter().find(|check| check.visibility == Visibility::Hidden).unwrap();
    let written = |arguments: &[&str]| {
        let call = Call::new(&[&["grade", "solutions", "--exercise", "ex01", "--format", "junit"], arguments].concat());
        call.records(&one_fails(&exercise)).ends_with(1).out
    };
    assert!(!written(&[]).contains(&hidden.sentence) && written(&[]).contains("hidden check 1"));
    assert!(written(&["--view", "staff"]).contains(&hidden.sentence));
}

#[test]
fn hidden_checks_get_a_copy_of_the_submission_and_a_cleared_environment() {
    let records = all_pass(&exercise("ex01"));
    let condition = r#"[ -z "$SECRET$LD_PRELOAD$RUST_LOG" ] && [ "$CI $INSTA_UPDATE $FORKJOIN_KEY" = "true no k" ] \
        && cmp -s "$GRADER_SUBMISSION/src/lib.rs" "$FORKJOIN_COURSE/solutions/ex01_thread/src/lib.rs" \
        && [ ! -e "$GRADER_SUBMISSION/Cargo.toml" ] && [ -n "$PATH" ]"#;
    let call = Call::new(&["grade", "solutions", "--exercise", "ex01"]).records_if(condition, &records);
    call.env("SECRET", "x").env("RUST_LOG", "x").env("FORKJOIN_KEY", "k").env("INSTA_UPDATE", "always").ends_with(0);
    Call::new(&["grade", "solutions", "--exercise", "ex01"]).records_if("false", &records).ends_with(70);
}

#[test]
fn what_does_not_compile_is_refused_with_the_compilers_words() {
    let handed_in = TempDir::new().unwrap();
    fs::create_dir_all(handed_in.path().join("src")).unwrap();
    fs::write(handed_in.path().join("src/lib.rs"), "pub fn run( {}\n").unwrap();
    let path = handed_in.path().to_str().unwrap();
    let call = Call::new(&["grade", path, "--exercise", "ex01", "--format", "markdown"]).records(&[]);
    call.ends_with(1).says("does-not-compile").says("src/lib.rs:1").says("pub fn run( {}");
}
