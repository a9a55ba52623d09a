//! Recorded outputs and timelines: which of them the chapters show, recording them anew, and comparing them with what is so.

mod observed;
mod ran;

pub use observed::read as recorded;

use crate::fence::blocks;
use crate::fences::{Run, run_of};
use crate::mistake::{self, InFile};
use crate::room::Room;
use crate::rules::chapters;
use anyhow::{Context, Result, bail};
use ran::Ran;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the chapters show, each with the place of the first fence that does.
#[derive(Debug, Default)]
struct Shown {
    outputs: BTreeMap<Run, (String, usize)>,
    timelines: BTreeMap<Run, (String, usize)>,
}

/// Records everything anew, and removes what no chapter shows.
pub fn bless(room: &Room) -> Result<()> {
    let shown = shown(room)?;
    let mut kept = Vec::new();
    for run in shown.outputs.keys() {
        let path = output_file(room, run);
        match ran::output(room, run)? {
            Ran::Printed(output) => write(room, &path, &output)?,
            Ran::NotHere(why) => println!("left as it is: {}: {why}", shown_path(room, &path)),
        }
        kept.push(path);
    }
    for run in shown.timelines.keys() {
        let path = timeline_file(room, run);
        write(room, &path, &observed::timeline(room, run)?)?;
        kept.push(path);
    }
    prune(room, &kept)
}

/// Runs again what is recorded: outputs are the same, and timelines are of the programs as they are.
pub fn compare(room: &Room) -> Result<()> {
    let shown = shown(room)?;
    let mut mistakes = Vec::new();
    for (run, (file, line)) in &shown.outputs {
        let recorded = std::fs::read_to_string(output_file(room, run)).unwrap_or_default();
        match ran::output(room, run)? {
            Ran::Printed(output) if output == recorded => {}
            Ran::Printed(output) => {
                mistakes.push(InFile { file: file.clone(), line: *line, text: differs(run, &recorded, &output) })
            }
            Ran::NotHere(why) => println!("not compared: `{}`: {why}", run.command()),
        }
    }
    for (run, (file, line)) in &shown.timelines {
        if !observed::is_up_to_date(room, run, &timeline_file(room, run))? {
            let text = format!(
                "the timeline of `{}` was recorded of another state of its source: call `cargo book bless`",
                run.command()
            );
            mistakes.push(InFile { file: file.clone(), line: *line, text });
        }
    }
    if !mistakes.is_empty() {
        return Err(mistake::error(&mistakes));
    }
    println!(
        "{} outputs are as recorded, {} timelines are of the programs as they are",
        shown.outputs.len(),
        shown.timelines.len()
    );
    Ok(())
}

fn differs(run: &Run, recorded: &str, output: &str) -> String {
    let at = recorded.lines().zip(output.lines()).position(|(recorded, output)| recorded != output);
    let at = at.unwrap_or_else(|| recorded.lines().count().min(output.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("nothing").to_owned();
    format!(
        "`{}` does not print what is recorded: line {} is `{}`, and `{}` was recorded; if it is right, call `cargo book bless`",
        run.command(),
        at + 1,
        line(output),
        line(recorded)
    )
}

fn shown(room: &Room) -> Result<Shown> {
    let mut shown = Shown::default();
    let mut mistakes = Vec::new();
    for path in chapters(&room.source())? {
        let text = std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        let file = shown_path(room, &path);
        for block in blocks(&text) {
            let runs = match block.kind() {
                Some("output") => &mut shown.outputs,
                Some("timeline") => &mut shown.timelines,
                _ => continue,
            };
            match run_of(&block.body) {
                Ok(run) => drop(runs.entry(run).or_insert_with(|| (file.clone(), block.line))),
                Err(mistake) => {
                    mistakes.push(InFile { file: file.clone(), line: block.line + mistake.below(), text: mistake.text })
                }
            }
        }
    }
    if mistakes.is_empty() { Ok(shown) } else { Err(mistake::error(&mistakes)) }
}

fn output_file(room: &Room, run: &Run) -> PathBuf {
    room.data().join(format!("outputs/{}.txt", run.file()))
}

fn timeline_file(room: &Room, run: &Run) -> PathBuf {
    room.data().join(format!("timelines/{}.json", run.file()))
}

fn shown_path(room: &Room, path: &Path) -> String {
    path.strip_prefix(&room.repository).unwrap_or(path).display().to_string()
}

fn write(room: &Room, path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).with_context(|| format!("failed to make {}", folder.display()))?;
    let before = std::fs::read_to_string(path).ok();
    std::fs::write(path, text).with_context(|| format!("failed to write {}", path.display()))?;
    let what = match before {
        None => "new",
        Some(before) if before == text => "as it was",
        Some(_) => "changed",
    };
    println!("{what}: {}", shown_path(room, path));
    Ok(())
}

/// Removes what is recorded of runs that no chapter shows any more.
fn prune(room: &Room, kept: &[PathBuf]) -> Result<()> {
    for folder in ["outputs", "timelines"].map(|folder| room.data().join(folder)) {
        let Ok(entries) = folder.read_dir() else { continue };
        for path in entries.flatten().map(|entry| entry.path()).filter(|path| !kept.contains(path)) {
            if !path.is_file() {
                bail!("{} is no recording: remove it", path.display());
            }
            std::fs::remove_file(&path).with_context(|| format!("failed to remove {}", path.display()))?;
            println!("removed: {}", shown_path(room, &path));
        }
    }
    Ok(())
}
