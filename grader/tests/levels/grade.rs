//! Grading on machines that offer less: right answers are never refused, wrong ones never passed, and what only the kernel
//! can tell is neither.

use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use serde_json::Value;

use super::{
    ask::{graded, grader, root},
    machine::Machine,
    test,
};

/// Checks that need no more than how a run ends, what it prints and what comes back: all others are about what only an
/// observer sees, or need one that is.
const OUTWARD: [&str; 3] = ["ex01_thread/transcript", "ex02_process/transcript", "ex02_process/missing_program"];

/// Answers that are refused without an observer, with what is named.
const REFUSED: [(&str, &str, &str); 15] = [
    ("ex01_thread", "wrong-output-another_last_line", "wrong-output"),
    ("ex01_thread", "wrong-output-stops_at_nine", "wrong-output"),
    ("ex01_thread", "panicked-index_out_of_bounds", "panicked"),
    ("ex01_thread", "ended-early-exits", "ended-early"),
    ("ex01_thread", "ended-early-prints_and_exits", "ended-early"),
    ("ex01_thread", "over-limit-loops_for_ever", "over-limit"),
    ("ex01_thread", "over-limit-prints_for_ever", "over-limit"),
    ("ex01_thread", "over-limit-starts_processes_for_ever", "over-limit"),
    ("ex01_thread", "over-limit-starts_threads_for_ever", "over-limit"),
    ("ex01_thread", "unfinished-num_only", "unfinished"),
    ("ex01_thread", "does-not-compile-private_run", "does-not-compile"),
    ("ex02_process", "wrong-output-ignores_the_status", "wrong-output"),
    ("ex02_process", "wrong-answer-loses_the_kind_of_error", "wrong-answer"),
    ("ex02_process", "zombie-reads_to_the_end", "wrong-answer"),
    ("ex02_process", "panicked-expects_the_program", "panicked"),
];

/// Answers whose mistake only an observer sees. What they print may be right or not, as luck has it.
const UNSEEN: [(&str, &str); 6] = [
    ("ex01_thread", "not-joined-never_joins"),
    ("ex01_thread", "not-joined-sleeps"),
    ("ex01_thread", "no-thread-calls_num"),
    ("ex01_thread", "busy-wait-naps"),
    ("ex02_process", "busy-wait-naps"),
    ("ex02_process", "orphan-leaves_a_daemon"),
];

pub fn trials() -> Vec<Trial> {
    let mut trials = vec![
        test("marks_rest_on_nothing_but_a_report_is_made/without_landlock", open_machine),
        test("what_is_required_and_there_is_graded", as_required),
        test("a_submission_is_compiled_without_an_observer", compiled),
    ];
    for machine in [Machine::Blind, Machine::Bare] {
        let name = format!("schedules_are_explored_without_an_observer/{machine}");
        trials.push(test(name, move || explored(machine)));
        let trial = |what: &str, stem: &str, name: &str, body: fn(Machine, &Path, &str)| {
            let (stem, folder) = (stem.to_owned(), folder(stem, name));
            test(format!("{what}/{machine}/{stem}/{name}"), move || body(machine, &folder, &stem))
        };
        for stem in ["ex01_thread", "ex02_process"] {
            trials.push(trial("a_right_answer_is_not_refused", stem, "solution", right));
            for name in right_ones(stem).iter().filter(|_| machine == Machine::Blind) {
                trials.push(trial("a_right_answer_is_not_refused", stem, name, right));
            }
        }
        trials.push(trial("what_needs_sockets_cannot_be_judged", "ex03_ipc", "solution", blind));
        trials.push(trial("what_needs_sockets_cannot_be_judged", "ex03_ipc", "zombie-reads_to_the_end", blind));
        for (stem, name) in UNSEEN {
            trials.push(trial("a_mistake_that_nobody_sees_is_no_pass", stem, name, unseen));
        }
        for (stem, name, verdict) in REFUSED {
            let folder = folder(stem, name);
            let name = format!("what_shows_is_refused/{machine}/{stem}/{name}");
            trials.push(test(name, move || refused(machine, &folder, stem, verdict)));
        }
    }
    trials
}

fn right(machine: Machine, folder: &Path, stem: &str) {
    let (exercise, code) = graded(machine, folder, stem);
    assert_eq!((&exercise["verdict"], &exercise["fault"], code), (&Value::Null, &Value::Null, Some(1)), "{exercise:#}");
    assert!(exercise["unjudged"].as_u64().unwrap() > 0, "{exercise:#}");
    for check in checks(&exercise) {
        match OUTWARD.contains(&format!("{stem}/{}", text(&check["id"])).as_str()) {
            true => assert_eq!(check["verdict"], "passed", "{exercise:#}"),
            false => assert_unjudged(check),
        }
    }
}

/// No fact of the kernel is needed for it.
fn explored(machine: Machine) {
    let stem = "ex07_atomics";
    for (name, verdict, code) in [("solution", "passed", 0), ("race-loads_then_stores", "race", 1)] {
        let (exercise, seen) = graded(machine, &folder(stem, name), stem);
        assert_eq!((text(&exercise["verdict"]).as_str(), seen), (verdict, Some(code)), "{exercise:#}");
        assert_eq!(exercise["unjudged"], 0, "{exercise:#}");
    }
}

fn unseen(machine: Machine, folder: &Path, stem: &str) {
    let (exercise, code) = graded(machine, folder, stem);
    assert!(exercise["verdict"] != "passed" && code == Some(1), "{exercise:#}");
    for check in checks(&exercise) {
        match OUTWARD.contains(&format!("{stem}/{}", text(&check["id"])).as_str()) {
            true => assert!(["passed", "wrong-output"].contains(&text(&check["verdict"]).as_str()), "{exercise:#}"),
            false => assert!(check["verdict"] == "skipped", "{exercise:#}"),
        }
    }
}

fn refused(machine: Machine, folder: &Path, stem: &str, verdict: &str) {
    let (exercise, code) = graded(machine, folder, stem);
    assert_eq!((text(&exercise["verdict"]).as_str(), code), (verdict, Some(1)), "{exercise:#}");
    for check in checks(&exercise).filter(|check| check["passed"] == true) {
        assert!(OUTWARD.contains(&format!("{stem}/{}", text(&check["id"])).as_str()), "{exercise:#}");
    }
}

fn blind(machine: Machine, folder: &Path, stem: &str) {
    let (exercise, code) = graded(machine, folder, stem);
    assert_eq!((&exercise["verdict"], code), (&Value::Null, Some(70)), "{exercise:#}");
    let level = format!("this machine can judge none of its checks (level {}: ", machine.level());
    let fault = text(&exercise["fault"]);
    assert!(fault.starts_with(&level) && fault.contains("cargo grader doctor"), "{fault}");
    checks(&exercise).for_each(assert_unjudged);
    let told = grader(machine, &["grade", folder.to_str().unwrap(), "--exercise", stem]);
    for expected in ["this machine cannot judge it", "cargo grader doctor", "Marks should not rest on this report."] {
        let words = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(expected), "{expected} in {}", told.out);
    }
}

/// Observed, but not shut in: all is judged, and the report says what it is worth.
fn open_machine() {
    for stem in ["ex01_thread", "ex02_process", "ex03_ipc"] {
        let (exercise, code) = graded(Machine::Open, &folder(stem, "solution"), stem);
        assert_eq!((&exercise["verdict"], code), (&"passed".into(), Some(0)), "{exercise:#}");
    }
    let (exercise, code) = graded(Machine::Open, &folder("ex01_thread", "not-joined-sleeps"), "ex01_thread");
    assert_eq!((&exercise["verdict"], code), (&"not-joined".into(), Some(1)), "{exercise:#}");
}

fn as_required() {
    for (machine, required) in [(Machine::Whole, "B"), (Machine::Unscoped, "b"), (Machine::Blind, "C")] {
        let arguments = ["grade", "solutions", "--exercise", "ex01", "--require-level", required];
        let code = if machine.level().bears_marks() { 0 } else { 1 };
        let answer = grader(machine, &arguments);
        assert_eq!(answer.code, Some(code), "{answer:#?}");
        assert!(answer.out.contains(&format!("protection level {}", machine.level())), "{answer:#?}");
    }
}

fn compiled() {
    let scratch = tempfile::tempdir().unwrap();
    for (name, verdict) in [("solution", Value::Null), ("does-not-compile-spawns_a_call", "does-not-compile".into())] {
        let folder = folder("ex01_thread", name);
        let mut command = Machine::Blind.command(env!("CARGO_BIN_EXE_grader"));
        command.args(["grade", folder.to_str().unwrap(), "--exercise", "ex01", "--format", "json"]);
        let answer = super::ask::answer(command.env("FORKJOIN_SCRATCH", scratch.path()));
        assert_eq!(answer.json()["exercises"][0]["verdict"], verdict, "{answer:#?}");
    }
}

#[track_caller]
fn assert_unjudged(check: &Value) {
    let reason = text(&check["message"]);
    assert!(check["verdict"] == "skipped" && check["passed"] == false && check["score"] == 0, "{check:#}");
    assert!(reason.contains("this machine cannot"), "{check:#}");
}

fn checks(exercise: &Value) -> impl Iterator<Item = &Value> {
    exercise["checks"].as_array().into_iter().flatten()
}

fn folder(stem: &str, name: &str) -> PathBuf {
    match name {
        "solution" => root().join("solutions").join(stem),
        _ => submissions(stem).join(name),
    }
}

fn submissions(stem: &str) -> PathBuf {
    root().join("grader/hidden").join(stem).join("submissions")
}

/// The right answers of the corpus.
fn right_ones(stem: &str) -> Vec<String> {
    let entries = submissions(stem).read_dir().unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("passed-")).collect();
    names.sort();
    names
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
