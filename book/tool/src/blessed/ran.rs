//! Running what a chapter shows the output of.

use crate::cargo;
use crate::fences::{Run, What};
use crate::room::Room;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// What became of it.
pub(super) enum Ran {
    /// It printed this.
    Printed(String),
    /// It cannot be run on this machine, and why.
    NotHere(&'static str),
}

/// What a run prints, standard error after standard output.
pub(super) fn output(room: &Room, run: &Run) -> Result<Ran> {
    let mut command = match &run.what {
        What::Python(path) => {
            if Command::new("python3").arg("--version").output().is_err() {
                return Ok(Ran::NotHere("there is no python3 here"));
            }
            let mut python = Command::new("python3");
            python.arg(path);
            python
        }
        what => Command::new(executable(room, what)?),
    };
    if let What::Program(name) = &run.what {
        command.args(["run", name]);
    }
    let output = command.args(&run.arguments).current_dir(&room.repository).env_remove("RUST_BACKTRACE").output();
    let output = output.with_context(|| format!("failed to start `{}`", run.command()))?;
    let printed = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.code() != Some(run.exit) {
        bail!(
            "`{}` ends with {}, not with exit code {}; it prints:\n{printed}",
            run.command(),
            output.status,
            run.exit
        );
    }
    Ok(Ran::Printed(steady(&printed, room)))
}

/// The program of a package, built where it is not up to date.
pub(super) fn executable(room: &Room, what: &What) -> Result<PathBuf> {
    let (manifest, package) = match what {
        What::Exercise(package) => (room.repository.join("solutions/Cargo.toml"), package.as_str()),
        _ => (room.book().join("Cargo.toml"), "programs"),
    };
    let mut command = cargo::cargo(room, "build");
    command
        .args(["--bin", package, "--package", package, "--message-format", "json-render-diagnostics"])
        .arg("--manifest-path")
        .arg(manifest);
    let output = command.output().context("failed to start cargo")?;
    if !output.status.success() {
        bail!("failed to build {package}:\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let built = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let built = built.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).next_back();
    built.with_context(|| format!("cargo built no program of {package}"))
}

/// Without what differs from run to run and from machine to machine: numbers of threads in panics, and our own folder.
fn steady(printed: &str, room: &Room) -> String {
    let folder = format!("{}/", room.repository.display());
    printed.split_inclusive('\n').map(|line| without_number(line).replace(&folder, "")).collect()
}

/// `thread 'main' (4711) panicked at …`, without the number.
fn without_number(line: &str) -> String {
    let number = line.split_once("' (").zip(line.split_once(") panicked at "));
    match number {
        Some(((name, _), (_, place))) if line.starts_with("thread '") => format!("{name}' panicked at {place}"),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_threads_are_left_out() {
        assert_eq!(
            without_number("thread 'main' (4711) panicked at src/a.rs:1:2:\n"),
            "thread 'main' panicked at src/a.rs:1:2:\n"
        );
        assert_eq!(without_number("(1) panicked at\n"), "(1) panicked at\n");
    }
}
