//! Timelines, which the grader's observer records.

use super::ran::executable;
use crate::cargo;
use crate::exercises::Exercise;
use crate::fences::{Run, What};
use crate::room::Room;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A timeline, and the source that it was recorded of.
#[derive(Serialize, Deserialize)]
struct Recording {
    /// A digest of that source.
    of: String,
    /// What was seen.
    timeline: draw::Timeline,
}

/// The timeline of a file in `book/data/timelines/`.
pub fn read(path: &Path) -> Result<draw::Timeline> {
    let text = std::fs::read(path).with_context(|| format!("failed to read {}", path.display()))?;
    let recording: Recording =
        serde_json::from_slice(&text).with_context(|| format!("failed to understand {}", path.display()))?;
    Ok(recording.timeline)
}

/// Observes a run, and gives what is to be recorded of it.
pub(super) fn timeline(room: &Room, run: &Run) -> Result<String> {
    let of = digest(room, run)?;
    let program = executable(room, &run.what)?;
    let observer = observer(room)?;
    let mut command = Command::new(observer);
    command.arg(program);
    if let What::Program(name) = &run.what {
        command.args(["run", name]);
    }
    let output =
        command.args(&run.arguments).current_dir(&room.repository).output().context("failed to start the observer")?;
    if !output.status.success() {
        bail!("failed to observe `{}`: {}", run.command(), String::from_utf8_lossy(&output.stderr).trim_end());
    }
    let timeline = serde_json::from_slice(&output.stdout).context("failed to read what the observer saw")?;
    Ok(format!("{}\n", serde_json::to_string(&Recording { of, timeline }).context("failed to write a timeline")?))
}

/// Whether the source is the one that was recorded.
pub(super) fn is_up_to_date(room: &Room, run: &Run, path: &Path) -> Result<bool> {
    let Ok(text) = std::fs::read(path) else { return Ok(false) };
    let Ok(recording) = serde_json::from_slice::<Recording>(&text) else { return Ok(false) };
    Ok(recording.of == digest(room, run)?)
}

/// The program that observes, an example of the grader.
fn observer(room: &Room) -> Result<PathBuf> {
    let mut command = cargo::cargo(room, "build");
    command.args([
        "--package",
        "grader",
        "--bin",
        "grader",
        "--example",
        "timeline",
        "--message-format",
        "json-render-diagnostics",
    ]);
    let output = command.current_dir(&room.repository).output().context("failed to start cargo")?;
    if !output.status.success() {
        bail!("failed to build the observer:\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut built = messages.filter(|message| message["target"]["name"] == "timeline");
    let path = built.find_map(|message| message["executable"].as_str().map(PathBuf::from));
    path.context("cargo built no observer")
}

/// Of the file that a run is of, the same on every machine and with every compiler (FNV-1a, 64 bits).
fn digest(room: &Room, run: &Run) -> Result<String> {
    let files = match &run.what {
        What::Program(name) => vec![room.book().join(format!("programs/src/{name}.rs"))],
        What::Exercise(package) => {
            let source = room.repository.join("solutions").join(Exercise::find(room, package)?.stem).join("src");
            ["lib.rs", "main.rs"].map(|file| source.join(file)).into()
        }
        What::Python(path) => bail!("`{path}`: timelines are of programs in Rust: take `program` or `exercise`"),
    };
    let mut digest = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let bytes = std::fs::read(&file).with_context(|| format!("failed to read {}", file.display()))?;
        for byte in bytes {
            digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(format!("{digest:016x}"))
}
