//! The course's own files, which no attack may change, and the binaries that grade.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use serde_json::Value;

use super::snapshot::Snapshot;

/// What students must not change: the checks, the corpus, the solutions and the stubs.
const ROOMS: [&str; 3] = ["grader/hidden", "solutions", "exercises"];

static BEFORE: OnceLock<Vec<Snapshot>> = OnceLock::new();

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Takes the state that must never change.
pub fn remember() {
    BEFORE.get_or_init(look);
}

/// What has changed since.
pub fn changes() -> Vec<String> {
    let before = BEFORE.get_or_init(look);
    before.iter().zip(look()).flat_map(|(before, now)| before.differences(&now)).collect()
}

fn look() -> Vec<Snapshot> {
    ROOMS.iter().map(|room| Snapshot::of(&root().join(room))).collect()
}

/// The test binary of the hidden checks, so that not every grading asks cargo for it; that of `GRADER_HIDDEN`, where there
/// is no cargo.
pub fn hidden_binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        if let Some(known) = std::env::var_os("GRADER_HIDDEN") {
            return known.into();
        }
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["test", "--package", "grader", "--test", "hidden", "--no-run", "--message-format=json"]);
        let output = super::left::output(cargo.current_dir(root()));
        let messages = String::from_utf8_lossy(&output.stdout);
        let built = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let binary = built
            .filter(|message| message["target"]["name"] == "hidden")
            .find_map(|message| message["executable"].as_str().map(PathBuf::from));
        binary.unwrap_or_else(|| panic!("cargo built no hidden checks: {}", String::from_utf8_lossy(&output.stderr)))
    })
}
