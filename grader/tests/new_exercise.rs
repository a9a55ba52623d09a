//! Exercises that `cargo grader course new` starts, in a copy of the course: they build, and are graded as they should be. The copy
//! is compiled from the beginning, so that this is no part of `cargo test`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use walkdir::WalkDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// A copy of the course without what is built. It is always in the same place, which saves compiling what it depends on.
fn copy() -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new_exercise");
    let _ = fs::remove_dir_all(&copy);
    let is_source = |name: &str| !["target", ".git"].contains(&name);
    let tree = WalkDir::new(root()).into_iter().filter_entry(|entry| entry.file_name().to_str().is_some_and(is_source));
    for entry in tree.map(Result::unwrap) {
        let place = copy.join(entry.path().strip_prefix(root()).unwrap());
        match entry.file_type().is_dir() {
            true => fs::create_dir_all(place).unwrap(),
            false => drop(fs::copy(entry.path(), place).unwrap()),
        }
    }
    // In the build folder that it shares with ours, its hidden checks must not take the place of ours either.
    let config = copy.join(".cargo/config.toml");
    let told = fs::read_to_string(&config).unwrap();
    fs::write(config, format!("{told}\n[profile.dev.package.grader]\ncodegen-units = 255\n")).unwrap();
    copy
}

/// Runs cargo in the copy.
fn cargo(copy: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).current_dir(copy);
    for ours in ["FORKJOIN_COURSE", "GRADER_HIDDEN", "RUST_BACKTRACE"] {
        cargo.env_remove(ours);
    }
    // What the course depends on is compiled already; its own programs must not take the place of ours.
    let built = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    cargo.env("CARGO_TARGET_DIR", copy.with_extension("target")).env("CARGO_BUILD_BUILD_DIR", built);
    let output = cargo.output().unwrap();
    (output.status.code(), said(&output))
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[track_caller]
fn grader(copy: &Path, code: i32, arguments: &[&str]) -> String {
    let (ended, told) = cargo(copy, &[&["grader"], arguments].concat());
    assert_eq!(ended, Some(code), "{arguments:?}:\n{told}");
    told
}

#[test]
fn exercises_that_were_started_build_and_get_their_verdicts() {
    let copy = copy();
    let stems = ["ex98_plain", "ex99_explored"];
    grader(&copy, 0, &["course", "new", stems[0]]);
    grader(&copy, 0, &["course", "new", stems[1], "--explored"]);
    grader(&copy, 0, &["course", "tidy"]);
    grader(&copy, 0, &["course", "stubs", "--check"]);
    for manifest in ["Cargo.toml", "solutions/Cargo.toml"] {
        let (code, told) = cargo(&copy, &["tree", "--locked", "--workspace", "--manifest-path", manifest]);
        assert_eq!(code, Some(0), "the lock beside {manifest} is not what cargo makes:\n{told}");
    }
    for stem in stems {
        let told = grader(&copy, 0, &["grade", "solutions", "--exercise", stem]);
        assert!(told.contains("passed"), "{told}");
        let told = grader(&copy, 1, &["grade", "exercises", "--exercise", stem]);
        assert!(told.contains("unfinished"), "{told}");
        let submissions = copy.join("grader/hidden").join(stem).join("submissions");
        for submission in fs::read_dir(submissions).unwrap().map(|entry| entry.unwrap().path()) {
            let name = submission.file_name().unwrap().to_str().unwrap();
            let verdict = ["passed", "no-thread", "wrong-answer"].into_iter().find(|verdict| name.starts_with(verdict));
            let code = i32::from(verdict != Some("passed"));
            let told = grader(&copy, code, &["grade", submission.to_str().unwrap(), "--exercise", stem]);
            assert!(told.contains(verdict.unwrap()), "{name}:\n{told}");
        }
        let package = &stem[..4];
        let (code, told) = cargo(&copy, &["test", "--locked", "--package", package]);
        assert!(code == Some(101) && told.contains("First: `total`"), "{told}");
    }
}
