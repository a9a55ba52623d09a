//! What students get: it builds and is tested without the course, and nothing in it was to stay hidden.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use grader::{
    course::{Course, Visibility},
    export::students,
};
use tempfile::TempDir;
use walkdir::WalkDir;

/// Lines that are shorter may be in an answer and elsewhere by chance: `let mut total = 0;`.
const TELLING: usize = 24;
/// A longer one that is the only way to say it.
const BY_CHANCE: &str = "let (sender, receiver) = mpsc::channel();";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The export of this course, and the folder in which it is until that is dropped.
fn exported() -> (TempDir, PathBuf) {
    let around = TempDir::new().unwrap();
    let place = around.path().join("students");
    students(&Course::load(root()).unwrap(), &place, None).unwrap();
    (around, place)
}

/// All files below a folder, relative to it, with their texts.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let read = |path: &Path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    entries.map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), read(entry.path()))).collect()
}

fn cargo(students: &Path, arguments: &[&str]) -> Output {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).arg("--locked").current_dir(students);
    for ours in ["CARGO_TARGET_DIR", "CARGO_BUILD_BUILD_DIR", "RUST_BACKTRACE"] {
        cargo.env_remove(ours);
    }
    cargo.env("RUSTFLAGS", "-Dwarnings").output().unwrap()
}

/// What this machine is called among Rust's targets.
fn host() -> String {
    let version = Command::new(env!("CARGO")).arg("-vV").output().unwrap();
    said(&version).lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn students_get_the_files_that_they_need_and_no_others() {
    let (_around, students) = exported();
    let top: BTreeSet<String> =
        fs::read_dir(&students).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let expected = [
        ".github",
        ".gitignore",
        ".vscode",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "exercises",
        "grader",
        "rust-toolchain.toml",
        "rustfmt.toml",
    ];
    assert_eq!(top.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    for (file, _) in files(&students) {
        let is_weave = ["grader/weave/", "grader/weave-std/"].iter().any(|weave| file.starts_with(weave));
        let is_of_weave = ["src", "Cargo.toml", "README.md"];
        let part = file.iter().nth(2).and_then(|part| part.to_str()).unwrap_or_default();
        let is_known = !file.starts_with("grader") || (is_weave && is_of_weave.contains(&part));
        assert!(is_known, "{} is none of the students' business", file.display());
    }
}

#[test]
fn no_line_of_a_solution_is_among_what_students_get() {
    let (_around, students) = exported();
    let given = files(&students);
    let lines: BTreeSet<&str> = given.iter().flat_map(|(_, text)| text.lines().map(str::trim)).collect();
    let mut looked_for = 0;
    for (file, solution) in files(&root().join("solutions")) {
        let Ok(stub) = fs::read_to_string(students.join("exercises").join(&file)) else { continue };
        let stub: BTreeSet<&str> = stub.lines().map(str::trim).collect();
        let tells = |line: &&str| line.len() >= TELLING && !line.starts_with("// STUB:") && !line.starts_with("use ");
        let is_answer = |line: &&str| tells(line) && !stub.contains(line) && *line != BY_CHANCE;
        for line in solution.lines().map(str::trim).filter(is_answer) {
            looked_for += 1;
            assert!(!lines.contains(line), "a line of solutions/{} is there:\n{line}", file.display());
        }
    }
    assert!(looked_for > 200, "only {looked_for} lines of solutions were looked for");
}

#[test]
fn nothing_hidden_is_among_what_students_get() {
    let (_around, students) = exported();
    let given = files(&students);
    let course = Course::load(root()).unwrap();
    let hidden: BTreeSet<String> = files(&root().join("grader/hidden")).into_iter().map(|(_, text)| text).collect();
    for (file, text) in &given {
        let file = file.display();
        assert!(!hidden.contains(text), "{file} is a file of the hidden checks");
        for check in course.exercises.iter().flat_map(|exercise| &exercise.checks) {
            let told = check.visibility == Visibility::Hidden && text.contains(&check.sentence);
            assert!(!told, "{file} tells of a hidden check: {}", check.sentence);
        }
        for marker in ["ANCHOR", "STUB:"] {
            assert!(!text.contains(marker), "{file} has a marker: {marker}");
        }
        assert!(!text.contains(root().to_str().unwrap()), "{file} names a folder of this machine");
        for whose in ["home", "root", "Users"] {
            assert!(!text.contains(&format!("/{whose}/")), "{file} names a folder of some machine");
        }
    }
}

#[test]
fn an_answer_that_somebody_wrote_or_left_in_the_course_stays_there() {
    let (around, course) = small_course();
    let lib = course.join("exercises/ex01_a/src/lib.rs");
    fs::write(&lib, "answer(2)\n").unwrap();
    let place = around.path().join("students");
    students(&Course::load(&course).unwrap(), &place, None).unwrap();
    assert_eq!(fs::read_to_string(place.join("exercises/ex01_a/src/lib.rs")).unwrap(), "todo!()\n");
    for left in ["solutions/ex01_a/src/lib.rs.orig", "exercises/ex01_a/src/old.rs"] {
        fs::write(course.join(left), "answer(1)\n").unwrap();
        let place = around.path().join("again");
        let error = students(&Course::load(&course).unwrap(), &place, None).unwrap_err().to_string();
        assert!(error.contains("do not hold the same files"), "{error}");
        assert!(!place.exists(), "nothing is written");
        fs::remove_file(course.join(left)).unwrap();
    }
}

/// A course of one exercise, with no more of the rest than an export needs.
fn small_course() -> (TempDir, PathBuf) {
    let around = TempDir::new().unwrap();
    let course = around.path().join("course");
    let put = |name: &str, text: &str| {
        let path = course.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("grader/hidden/ex01_a/exercise.toml", "");
    put("solutions/Cargo.lock", "");
    put("solutions/ex01_a/src/lib.rs", "// ANCHOR: solution\n// STUB: todo!()\nanswer(1)\n// ANCHOR_END: solution\n");
    put("exercises/ex01_a/src/lib.rs", "todo!()\n");
    for name in ["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "rust-toolchain.toml", "rustfmt.toml"] {
        put(name, "");
    }
    for name in ["README.md", "check.yml", "tasks.json"] {
        put(&format!(".github/classroom/{name}"), "");
    }
    for package in ["weave", "weave-std"] {
        for name in ["Cargo.toml", "README.md", "src/lib.rs"] {
            put(&format!("grader/{package}/{name}"), "");
        }
    }
    (around, course)
}

#[test]
fn the_workflow_of_students_uses_the_actions_that_ours_does() {
    let uses = |name: &str| {
        let text = fs::read_to_string(root().join(name)).unwrap();
        text.lines()
            .filter_map(|line| line.split_once("uses: "))
            .map(|(_, action)| action.to_owned())
            .collect::<Vec<_>>()
    };
    let ours = uses(".github/workflows/ci.yml");
    let theirs = uses(".github/classroom/check.yml");
    assert!(!theirs.is_empty() && theirs.iter().all(|action| ours.contains(action)), "{theirs:?} of {ours:?}");
}

#[test]
fn it_builds_and_is_tested_without_the_course_and_without_a_network() {
    let (_around, students) = exported();
    // Once, as the README says, but for this machine alone; what is there already is not fetched again.
    let host = host();
    let fetched = cargo(&students, &["fetch", "--target", &host]);
    assert!(fetched.status.success(), "the lock file is not that of the workspace:\n{}", said(&fetched));
    let metadata = ["metadata", "--offline", "--format-version", "1", "--filter-platform", &host];
    let metadata = cargo(&students, &metadata);
    assert!(metadata.status.success(), "{}", said(&metadata));
    assert!(!said(&metadata).contains(root().to_str().unwrap()), "it depends on the course");

    let stub = cargo(&students, &["test", "--offline", "--package", "ex01"]);
    let said_of_stub = said(&stub);
    assert!(!stub.status.success() && said_of_stub.contains("First: `num`"), "{said_of_stub}");

    let lib = "ex01_thread/src/lib.rs";
    fs::copy(root().join("solutions").join(lib), students.join("exercises").join(lib)).unwrap();
    let solved = cargo(&students, &["test", "--offline", "--package", "ex01"]);
    assert!(solved.status.success(), "{}", said(&solved));

    let explored = cargo(&students, &["check", "--offline", "--package", "ex07", "--tests"]);
    assert!(explored.status.success(), "{}", said(&explored));
}

#[test]
fn the_command_says_what_to_do_next_and_never_writes_over_anything() {
    let around = TempDir::new().unwrap();
    let export = |arguments: &[&str]| {
        let mut grader = Command::new(env!("CARGO_BIN_EXE_grader"));
        grader.arg("export").args(arguments).current_dir(around.path()).env("FORKJOIN_COURSE", root());
        let output = grader.output().unwrap();
        (output.status.code(), said(&output))
    };
    let (code, told) = export(&["students", "students", "--book", "https://example.org/book"]);
    assert!(code == Some(0) && told.contains("Next: look at it as a student would"), "{told}");
    let readme = fs::read_to_string(around.path().join("students/README.md")).unwrap();
    assert!(readme.contains("(https://example.org/book/exercises/ex01_thread.html)"), "{readme}");
    let (code, told) = export(&["students", "students"]);
    assert!(code == Some(2) && told.contains("students is there already"), "{told}");

    for student in ["ann", "bob"] {
        let folder = around.path().join("class").join(student);
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::write(folder.join("src/lib.rs"), format!("// {student}")).unwrap();
    }
    let (code, told) = export(&["similarity", "--for", "jplag", "class", "compare", "--exercise", "ex01"]);
    let next = "Next: java -jar jplag.jar -l rust -bc compare/base-code -r compare/result compare/submissions\n";
    assert!(code == Some(0) && told.ends_with(next), "{told}");
    let (code, told) = export(&["similarity", "--for", "dolos", "nowhere", "other", "--exercise", "ex01"]);
    assert!(code == Some(2) && told.contains("nowhere does not exist"), "{told}");
    let (code, told) = export(&["similarity", "--for", "dolos", "class", "other", "--exercise", "ex99"]);
    assert!(code == Some(2) && told.contains("no exercise is called `ex99`"), "{told}");
}
