//! Builds the exercises and the solutions for the tests, each room once. What their programs do is the tests' concern.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What students get.
pub const EXERCISES: &str = "exercises";
/// What passes.
pub const SOLUTIONS: &str = "solutions";

/// A cargo command on one of the two rooms, in which every warning is an error.
///
/// The rooms share what they are built from (`ipc-channel` above all), but not the programs, whose names are the same.
pub fn cargo(room: &str, subcommand: &str) -> Command {
    let built = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let manifest = if room == EXERCISES { "Cargo.toml" } else { "solutions/Cargo.toml" };
    let mut cargo = Command::new(env!("CARGO"));
    cargo.arg(subcommand).arg("--locked").arg("--manifest-path").arg(root().join(manifest));
    cargo.env("RUSTFLAGS", "-Dwarnings").env("CARGO_BUILD_BUILD_DIR", built.join("rooms"));
    cargo.env("CARGO_TARGET_DIR", built.join(room)).env_remove("RUST_BACKTRACE");
    cargo
}

/// The program of a package's solution.
#[track_caller]
pub fn solution(package: &str) -> PathBuf {
    let output = cargo(SOLUTIONS, "build").args(["--quiet", "--package", package]).output().expect("it starts");
    assert!(output.status.success(), "the solution of {package} does not build:\n{}", said(&output));
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(SOLUTIONS).join("debug").join(package)
}

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the grader is a folder of the repository")
}

/// All that a command printed.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
