//! Asking the grader on a machine, and what it answers.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::LazyLock,
};

use serde_json::Value;

use super::{hidden, machine::Machine};

/// What the grader said.
#[derive(Debug)]
pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Answer {
    /// What it wrote, as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The grader's answer to these arguments on `machine`.
pub fn grader(machine: Machine, arguments: &[&str]) -> Answer {
    answer(machine.command(env!("CARGO_BIN_EXE_grader")).args(arguments))
}

/// The report on one exercise of a submission, graded on `machine`: its entry, and the exit code.
#[track_caller]
pub fn graded(machine: Machine, folder: &Path, stem: &str) -> (Value, Option<i32>) {
    let answer = grader(machine, &["grade", folder.to_str().unwrap(), "--exercise", stem, "--format", "json"]);
    let report = answer.json();
    assert_eq!(report["level"], machine.level().name());
    assert_eq!(report["warning"].is_string(), !machine.level().bears_marks(), "{report:#}");
    (report["exercises"][0].clone(), answer.code)
}

/// The answer to a command of `grader`.
pub fn answer(command: &mut Command) -> Answer {
    static HIDDEN: LazyLock<PathBuf> = LazyLock::new(|| hidden::hidden_binary(&root()));
    let output = command.current_dir(root()).env("GRADER_HIDDEN", HIDDEN.as_path()).output().unwrap();
    let Output { status, stdout, stderr } = output;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Answer { code: status.code(), out: text(stdout), err: text(stderr) }
}
