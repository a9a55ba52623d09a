//! The test binary of the hidden checks, so that not every grading asks cargo for it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Builds it where it is not up to date.
pub fn hidden_binary(root: &Path) -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["test", "--package", "grader", "--test", "hidden", "--no-run", "--message-format=json"])
        .current_dir(root);
    let output = cargo.output().expect("cargo runs");
    let messages = String::from_utf8_lossy(&output.stdout);
    let built = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let binary = built
        .filter(|message| message["target"]["name"] == "hidden")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from));
    binary.unwrap_or_else(|| panic!("cargo built no hidden checks: {}", String::from_utf8_lossy(&output.stderr)))
}
