//! What somebody meets who works on their own copy of the course: checking, hints, beginning anew, and the words for what goes
//! wrong before anything is right.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use assert_cmd::{Command, assert::Assert};
use boon::{Compiler, Schemas};
use predicates::{
    prelude::PredicateBooleanExt,
    str::{contains, ends_with, starts_with},
};
use serde_json::Value;
use student::Student;

#[path = "support/student.rs"]
mod student;

const LIB: &str = "exercises/ex01_thread/src/lib.rs";

impl Student {
    /// As students of a class get it: without hidden checks and solutions.
    fn of_a_class() -> Student {
        let student = Student::new();
        for room in ["grader", "solutions"] {
            fs::remove_dir_all(student.root().join(room)).unwrap();
        }
        student
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root().join(file)).unwrap()
    }

    /// The first exercise as it was given, and nothing else in its folder.
    fn begin_anew(&self) {
        fs::remove_dir_all(self.root().join("exercises/ex01_thread")).unwrap();
        self.call(&["reset", "ex01"]).code(0);
    }

    /// A call, and what came of it.
    fn call(&self, arguments: &[&str]) -> Assert {
        Command::from_std(self.grader(arguments)).assert()
    }

    /// What a check says, without what differs from one time to the next: times, and the drawing of a run.
    fn told(&self, arguments: &[&str], code: i32) -> String {
        let said = self.call(arguments).code(code).get_output().stdout.clone();
        let said = String::from_utf8(said).unwrap();
        let is_drawn = |row: &str| row.matches('|').count() > 2 || row.contains("= alive");
        said.lines()
            .filter(|row| !(row.starts_with("    | ") && is_drawn(row)))
            .map(without_time)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// `0.3 s` at the end of a row becomes `_ s`.
fn without_time(row: &str) -> String {
    match row.strip_suffix(" s").and_then(|row| row.rsplit_once(' ')) {
        Some((before, time)) if time.parse::<f64>().is_ok() => format!("{before} _ s"),
        _ => row.to_owned(),
    }
}

/// What is wrong with `value` by one of our schemas.
fn refusal(schema: &str, value: &Value) -> Option<String> {
    let path = format!("{}/{schema}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let mut schemas = Schemas::new();
    let index = Compiler::new().compile(&path, &mut schemas).unwrap();
    schemas.validate(value, index).err().map(|error| format!("{error:#}"))
}

#[test]
fn a_newcomers_first_half_hour() {
    let student = Student::new();
    let stub = student.told(&["check"], 1);
    student.put(
        LIB,
        &student
            .read(LIB)
            .replace("todo!(\"print the numbers 1 to 10, pausing {pause:?} after each\")", "println!({pause:?})"),
    );
    let compile_error = student.told(&["check"], 1);
    // It waits, so that the visible tests pass whoever comes first.
    student.answer("not-joined-waits_for_a_message");
    let not_joined = student.told(&["check"], 1);
    student.answer("solution");
    let passed = student.told(&["check"], 0);
    insta::assert_snapshot!("half_hour_stub", stub);
    insta::assert_snapshot!("half_hour_compile_error", compile_error);
    insta::assert_snapshot!("half_hour_not_joined", not_joined);
    insta::assert_snapshot!("half_hour_passed", passed);
    for text in [stub, compile_error, not_joined, passed] {
        assert!(text.lines().all(|row| row.chars().count() <= 80) && !text.contains('\x1b'), "{text}");
    }
    insta::assert_snapshot!("half_hour_status", student.told(&["status"], 0));
}

#[test]
fn what_was_reached_is_kept_in_a_documented_form_and_outlasts_a_clean() {
    let student = Student::new();
    student.answer("solution");
    student.call(&["check", "ex01"]).code(0);
    student.call(&["grade", "exercises", "--exercise", "ex02"]).code(1);
    let progress: Value = serde_json::from_str(&student.read("target/grader/progress.json")).unwrap();
    assert_eq!(refusal("progress", &progress), None);
    assert_eq!(
        (&progress["exercises"]["ex01"]["verdict"], &progress["exercises"]["ex02"]["verdict"]),
        (&"passed".into(), &"unfinished".into())
    );
    // Somebody else's work is nobody's progress.
    student.call(&["grade", "solutions", "--exercise", "ex02"]).code(0);
    assert!(student.read("target/grader/progress.json").contains("unfinished"));
    fs::remove_dir_all(student.root().join("target")).unwrap();
    let status = student.call(&["status", "--format", "json"]).code(0).get_output().stdout.clone();
    let status: Value = serde_json::from_slice(&status).unwrap();
    assert_eq!((&status["exercises"][0]["passed"], &status["next"]), (&true.into(), &"ex02".into()));
    student
        .call(&["status"])
        .stdout(contains("1 of 2 exercises passed").and(ends_with("Next: cargo grader watch ex02\n")));
}

#[test]
fn a_file_of_progress_that_cannot_be_read_is_written_anew() {
    let student = Student::new();
    for broken in ["", "{", "[]", "{\"version\":9}"] {
        student.put("target/grader/progress.json", broken);
        student.put(".forkjoin/kept.json", broken);
        student.call(&["status"]).code(0).stdout(starts_with("0 of 2 exercises passed"));
    }
    student.call(&["hint"]).code(0);
    assert!(student.read(".forkjoin/kept.json").contains("\"hints\": 1"));
}

#[test]
fn hints_grow_stronger_and_are_remembered() {
    let student = Student::new();
    for (number, word) in [(1, "Who prints what"), (2, "an ordinary loop"), (3, "handle.join()"), (3, "handle.join()")]
    {
        let call = student.call(&["hint", "ex01"]).code(0);
        call.stdout(contains(format!("hint {number} of 3")).and(contains(word)));
    }
    student.call(&["hint", "ex01", "--number", "1"]).code(0).stdout(contains("hint 1 of 3"));
    student.call(&["hint", "ex01", "--number", "4"]).code(2).stderr(contains("ask for one of 1 to 3"));
    student.call(&["status"]).stdout(contains("3 of 3 hints"));
}

#[test]
fn an_exercise_begins_anew_and_what_was_written_is_kept() {
    let student = Student::new();
    student.answer("solution");
    let mine = student.read(LIB);
    student.call(&["check", "ex01"]).code(0);
    let kept = format!("{LIB}.mine");
    student.call(&["reset", "ex01"]).code(0).stdout(contains(format!("yours     {kept}")));
    assert!(student.read(LIB).contains("todo!") && student.read(&kept) == mine);
    student.call(&["status"]).stdout(starts_with("0 of 2 exercises passed"));
    student.put(LIB, "second");
    student.call(&["reset", "ex01"]).code(0).stdout(contains(format!("{kept}2")));
    assert_eq!(student.read(&format!("{kept}2")), "second");
    student.call(&["reset", "ex01"]).code(0).stdout("ex01_thread is as it was given already.\n");
    fs::remove_dir_all(student.root().join("exercises/ex01_thread")).unwrap();
    student.call(&["reset", "ex01"]).code(0);
    assert!(student.read("exercises/ex01_thread/tests/visible.rs").contains("step_1"));
}

#[test]
fn the_solution_is_for_whoever_has_one_or_wants_it_anyway() {
    let student = Student::new();
    student.call(&["solution", "ex01"]).code(2).stderr(contains("ex01 has not passed yet").and(contains("--anyway")));
    let shown = contains("thread.join()").and(contains("ANCHOR").not()).and(contains("STUB").not());
    student.call(&["solution", "ex01", "--anyway"]).code(0).stdout(shown);
}

#[test]
fn a_chapter_is_opened_where_the_book_is_built() {
    let student = Student::new();
    student
        .call(&["open", "ex01"])
        .code(0)
        .stdout(contains("is not built").and(contains("target/book/exercises/ex01_thread.html")));
    let settings = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../book/book.toml")).unwrap();
    assert!(settings.contains("build-dir = \"../target/book\""), "the book is built elsewhere: {settings}");
    student.put("target/book/exercises/ex01_thread.html", "");
    student.put("browser", "#!/bin/sh\nprintf %s \"$1\" > shown.tmp && mv shown.tmp shown\n");
    fs::set_permissions(student.root().join("browser"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut open = student.grader(&["open", "ex01"]);
    Command::from_std({
        open.env("BROWSER", student.root().join("browser"));
        open
    })
    .assert()
    .code(0)
    .stdout(starts_with("opening "));
    while !student.root().join("shown").exists() {
        std::thread::yield_now();
    }
    assert!(student.read("shown").ends_with("ex01_thread.html"));
}

#[test]
fn events_come_in_a_documented_form_and_in_order() {
    let student = Student::new();
    student.answer("not-joined-never_joins");
    let said = student.call(&["check", "exercises/ex01_thread/src/lib.rs", "--format", "json-lines"]).code(1);
    let said = String::from_utf8(said.get_output().stdout.clone()).unwrap();
    let events: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for event in &events {
        assert_eq!(refusal("events", event), None, "{event}");
    }
    let mut names: Vec<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    names.dedup();
    assert_eq!(names, ["began", "compiled", "visible", "checks", "check", "verdict"]);
    assert_eq!(events.last().unwrap()["exercise"]["verdict"], "not-joined");
}

#[test]
fn a_run_is_traced_in_the_terminal_in_a_file_and_for_programs() {
    let student = Student::new();
    student.answer("solution");
    let told = student.call(&["trace", "ex01"]).code(0).get_output().stdout.clone();
    let told = String::from_utf8(told).unwrap();
    assert!(told.lines().all(|row| row.chars().count() <= 80) && !told.contains('\x1b'), "{told}");
    // Times differ from one run to the next, and so does how often two of them are told together.
    for row in
        ["main", "thread 1", "waits for the end of", "lib.rs:62", "prints \"1\"", "again, 9", "goes on", "| joined"]
    {
        assert!(told.contains(row), "{row} in {told}");
    }
    assert!(told.ends_with("      target/grader/trace-ex01.html\n"), "{told}");
    let page = student.read("target/grader/trace-ex01.html");
    assert_eq!(page.matches("<svg").count(), 2);
    assert!(page.contains("main waits for the end of thread 1 (join), for thread 1, until step"), "{page}");
    let json = student.call(&["trace", "ex01", "--check", "joins", "--format", "json"]).code(0);
    let value: Value = serde_json::from_slice(&json.get_output().stdout).unwrap();
    assert_eq!(refusal("trace", &value), None, "{value}");
    assert_eq!((&value["check"], &value["timeline"]["lanes"][1]["label"]), (&"joins".into(), &"thread 1".into()));
}

#[test]
fn what_fails_most_is_traced_and_what_cannot_be_has_words() {
    let student = Student::new();
    student.answer("deadlock-locks_twice");
    let told = contains("deadlock: all wait in a circle").and(contains("waits for a lock")).and(contains("| blocked"));
    student.call(&["trace"]).code(1).stdout(told);
    student.call(&["trace", "ex01", "--check", "panic_is_heard"]).code(2).stderr(
        contains("no check of that name that can be shown: ask for transcript").and(contains("panic_is_heard").not()),
    );
    student.put(LIB, "pub fn run() {");
    student.call(&["trace", "ex01"]).code(2).stderr(contains("does-not-compile"));
    Student::of_a_class().call(&["trace", "ex01"]).code(2).stderr(contains("`cargo test -p ex01`"));
}

#[test]
fn a_students_copy_has_visible_tests_and_no_verdict() {
    let student = Student::of_a_class();
    let none = contains("hand in, and they say the");
    student.call(&["check"]).code(1).stdout(contains("Not written yet").and(none.clone()));
    student.answer("solution");
    student.call(&["check", "ex01"]).code(0).stdout(contains("visible tests").and(none));
    assert!(!student.root().join("target/grader/progress.json").exists());
    student
        .call(&["status"])
        .code(0)
        .stdout(contains("Spawn a thread and join it").and(contains("Visible tests alone")));
    student.call(&["hint", "ex01"]).code(0).stdout(contains("hint 1 of 3"));
    student.call(&["reset", "ex01"]).code(2).stderr(contains("git restore exercises/ex01_thread"));
    student.call(&["solution", "ex01", "--anyway"]).code(2).stderr(contains("has no solutions"));
}

/// One mistake of a beginner: how it is made, and a word of what is said.
type Mistake = (&'static str, fn(&Student), &'static str);

#[test]
fn a_beginners_mistake_has_words_of_its_own() {
    let mistakes: [Mistake; 11] = [
        ("nothing is written or saved", |_| {}, "is still as it was given"),
        (
            "a file is deleted",
            |student| fs::remove_file(student.root().join(LIB)).unwrap(),
            "src/lib.rs is gone: `cargo grader reset ex01`",
        ),
        (
            "a function is renamed",
            |student| edited(student, "pub fn run(", "pub fn start("),
            "asked for is `pub fn run(pause: Duration)`",
        ),
        (
            "another function is renamed",
            |student| edited(student, "num(", "count("),
            "asked for is `pub fn num(pause: Duration)`",
        ),
        (
            "a dependency is added",
            |student| {
                student.answer("solution");
                let manifest = student.read("exercises/ex01_thread/Cargo.toml");
                student.put(
                    "helper/Cargo.toml",
                    "[package]\nname = \"helper\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n",
                );
                student.put("helper/src/lib.rs", "");
                student.put(
                    "exercises/ex01_thread/Cargo.toml",
                    &format!("{manifest}\n[dependencies]\nhelper = {{ path = \"../../helper\" }}\n"),
                );
            },
            "a dependency that you add is not there",
        ),
        (
            "a manifest that cannot be read",
            |student| student.put("exercises/ex01_thread/Cargo.toml", "[package\n"),
            "Cargo.toml was changed",
        ),
        (
            "unsafe code",
            |student| edited(student, "println!(\"{number}\")", "unsafe { println!(\"{number}\") }"),
            "no exercise needs `unsafe`",
        ),
        ("Windows line ends", |student| edited(student, "\n", "\r\n"), "end as on Windows"),
        (
            "a given file is changed",
            |student| {
                student.answer("solution");
                student.put("exercises/ex01_thread/tests/visible.rs", "#[test]\nfn yes() {}\n");
            },
            "tests/visible.rs was changed; it is given",
        ),
        ("a loop that prints for ever", |student| student.answer("over-limit-prints_for_ever"), "without end"),
        (
            "a lock is taken twice",
            |student| student.answer("deadlock-locks_twice"),
            "nobody is left who could wake one",
        ),
    ];
    let mut wrong = Vec::new();
    let student = Student::new();
    for (name, make, word) in mistakes {
        student.begin_anew();
        make(&student);
        let output = student.grader(&["check", "ex01"]).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        // Words are wrapped.
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        if !flat.contains(word) || flat.contains("panicked at grader") || !matches!(output.status.code(), Some(0 | 1)) {
            wrong.push(format!("{name}: no {word:?} in\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn edited(student: &Student, from: &str, to: &str) {
    student.answer("solution");
    let text = student.read(LIB);
    assert!(text.contains(from), "{from}");
    student.put(LIB, &text.replace(from, to));
}

#[test]
fn a_wrong_folder_a_missing_exercise_and_no_cargo_have_words_of_their_own() {
    let student = Student::new();
    let elsewhere = tempfile::TempDir::new().unwrap();
    for command in ["check", "status", "hint", "watch", "open"] {
        let mut call = student.grader(&[command]);
        call.current_dir(elsewhere.path());
        Command::from_std(call).assert().code(2).stderr(contains("go to the folder that you cloned the course into"));
    }
    student.call(&["check", "ex99"]).code(2).stderr(contains("ask for ex01_thread, ex02_process"));
    fs::remove_dir_all(student.root().join("exercises/ex02_process")).unwrap();
    student.call(&["check", "ex02"]).code(2).stderr(contains("`cargo grader reset ex02` puts it back"));
    let mut call = student.grader(&["check", "ex01"]);
    call.env("CARGO", "cargo-that-is-not-there");
    Command::from_std(call).assert().code(1).stdout(contains("https://rustup.rs").and(contains("FAIL  not compiled")));
    fs::remove_file(student.root().join(LIB)).unwrap();
    student.call(&["check", "ex01"]).stdout(contains("lib.rs is gone").and(contains("cannot read a Cargo.toml").not()));
}

#[test]
fn what_cargo_did_is_done_again_without_it_while_nothing_but_sources_changes() {
    let student = Student::new();
    let check = |code: i32| {
        let mut call = student.grader(&["check", "ex01"]);
        call.env("CARGO", "cargo-that-is-not-there");
        Command::from_std(call).assert().code(code)
    };
    student.answer("solution");
    check(0).stdout(contains("https://rustup.rs"));
    student.call(&["check", "ex01"]).code(0);
    // Now it is known how the compiler is called.
    student.answer("not-joined-never_joins");
    check(1).stdout(contains("PASS  compiles").and(contains("not-joined")));
    let text = student.read(LIB);
    student.put(LIB, &text.replace("println!(", "println("));
    check(1).stdout(contains("does not compile").and(contains(format!("--> {LIB}"))));
    student.answer("solution");
    check(0).stdout(contains("PASS  compiles"));
    for (file, more) in
        [("Cargo.toml", "\n"), ("exercises/ex01_thread/Cargo.toml", "\n"), ("exercises/ex01_thread/tests/more.rs", "")]
    {
        student.call(&["check", "ex01"]);
        let before = fs::read_to_string(student.root().join(file)).unwrap_or_default();
        student.put(file, &(before + more));
        check(0).stdout(contains("https://rustup.rs"));
        student.put(LIB, &(student.read(LIB) + "\n"));
    }
}

#[test]
fn completions_and_the_man_page_name_every_command() {
    let student = Student::new();
    for shell in ["bash", "zsh", "fish"] {
        student
            .call(&["completions", shell])
            .code(0)
            .stdout(contains("watch").and(contains("hint")).and(contains("trace")));
    }
    student.call(&["man"]).code(0).stdout(contains(".TH grader 1").and(contains("CARGO GRADER WATCH")));
}
