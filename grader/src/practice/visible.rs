//! The visible tests: each of them runs bounded, so that whatever the exercise does the check comes to an end and nothing of it
//! is left. How they are compiled is in `compile`. No verdict rests on them.

mod again;
mod compile;

use std::{
    env,
    path::{Path, PathBuf},
    time::Instant,
};

pub(super) use compile::{Compiled, compile};
use walkdir::WalkDir;

use super::{Event, Place, VisibleTest};
use crate::{
    Fault,
    course::Exercise,
    observe::{Ending, Exit, Limit, Observation, Stream},
    sandbox::{Launcher, Limits, Plan, Reach, Schedule, Watched},
};

/// What one visible test may use. Those that are given use less than a tenth of it.
const LIMITS: Limits = Limits {
    cpu_seconds: 4,
    wall_seconds: 30,
    memory_mib: 512,
    threads: 512,
    processes: 64,
    output_bytes: 1 << 20,
    files: 1024,
    disk_mib: 256,
};

/// Runs the tests one after another, up to the first that does not pass: what it says is the first thing to do. Says whether
/// all passed. `launcher` shuts nothing in.
///
/// # Errors
/// A test cannot be started.
pub(super) fn run(
    place: &Place,
    exercise: &Exercise,
    launcher: &Launcher,
    tests: &[(String, PathBuf)],
    tell: &mut dyn FnMut(Event),
) -> Result<bool, Fault> {
    for (name, program) in tests {
        let began = Instant::now();
        let plan = Plan {
            arguments: vec!["--nocapture".to_owned(), "--test-threads=1".to_owned()],
            limits: LIMITS,
            schedule: Schedule::FREE,
            reach: Reach {
                folder: Some(place.folder(exercise)),
                environment: environment(&place.folder(exercise)),
                ..Reach::default()
            },
            watched: Watched::Stillness,
            ..Plan::of_driver(program)
        };
        let seen = launcher.run(&plan)?;
        let passed = seen.ending == Ending::Ended(Exit::Code(0));
        let said = if passed { String::new() } else { said(&seen) };
        let (seconds, stopped) = (began.elapsed().as_secs_f64(), stopped(&seen.ending));
        tell(Event::Visible(VisibleTest { test: name.clone(), passed, seconds, stopped, said }));
        if !passed {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The student's own, with what cargo tells tests, and without what it told us.
fn environment(folder: &Path) -> Vec<(String, String)> {
    let is_theirs = |name: &str| {
        !["GRADER_", "FORKJOIN_", "CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|begin| name.starts_with(begin))
            && name != "RUST_BACKTRACE"
    };
    let all = env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let own = ("CARGO_MANIFEST_DIR".to_owned(), folder.display().to_string());
    all.filter(|(name, _)| is_theirs(name)).chain([own]).collect()
}

fn stopped(ending: &Ending) -> Option<&'static str> {
    Some(match ending {
        Ending::Ended(_) => return None,
        Ending::Stuck => "every thread waits, and nobody is left who could wake one",
        Ending::Limit(Limit::Output) => "it prints without end",
        Ending::Limit(Limit::Cpu) => "it computes or prints without end: 4 s of CPU time, and no result",
        Ending::Limit(Limit::Memory) => "it takes more than 512 MiB of memory: does it print or collect without end?",
        Ending::Limit(Limit::Threads) => "it starts threads without end",
        Ending::Limit(Limit::Processes) => "it starts processes without end",
        Ending::Limit(Limit::Wall) => "it did not end within 30 s: does it wait or go on without end?",
        Ending::Limit(Limit::Disk | Limit::Refusals) | Ending::Stopped => "it was ended",
    })
}

/// Lines of a test's output that are shown.
const LINES: usize = 50;
/// Lines that the test runner adds.
const NOISE: [&str; 2] = ["note: run with `RUST_BACKTRACE", "note: Some details are omitted"];

/// What a test said: its complaint, and how it ended where that was not by itself.
fn said(seen: &Observation) -> String {
    let text = String::from_utf8_lossy(&seen.printed(Stream::Err)).into_owned();
    // Where a given test complains is not the student's concern; where their own code panics is.
    let is_noise = |line: &&str| {
        NOISE.iter().any(|noise| line.starts_with(noise)) || line.contains("panicked at ") && line.contains("/tests/")
    };
    let lines: Vec<&str> = text.trim().lines().filter(|line| !is_noise(line)).collect();
    let kept = &lines[lines.len().saturating_sub(LINES)..];
    let ended = match seen.ending {
        Ending::Ended(Exit::Signal(signal)) => format!("\nended by signal {signal}"),
        _ => String::new(),
    };
    format!("{}{ended}", kept.join("\n").trim())
}

/// The files of an exercise's crate that its tests and checks depend on, with what is in them: whoever watches compares these.
pub fn crate_files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let is_source = |path: &Path| path.extension().is_some_and(|end| end == "rs") || path.ends_with("Cargo.toml");
    let tree = WalkDir::new(folder).sort_by_file_name().into_iter();
    let is_ours = |name: &str| name != "target" && !name.starts_with(['.', '#']);
    let entries =
        tree.filter_entry(move |entry| entry.depth() == 0 || is_ours(&entry.file_name().to_string_lossy())).flatten();
    let files = entries.filter(|entry| entry.file_type().is_file() && is_source(entry.path()));
    files.filter_map(|entry| Some((entry.path().to_owned(), std::fs::read(entry.path()).ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_editors_leave_beside_a_source_are_none_of_the_crates() {
        let folder = tempfile::TempDir::new().unwrap();
        for name in [
            "src/lib.rs",
            "src/.lib.rs.swp",
            "src/lib.rs~",
            "src/.#lib.rs",
            "src/4913",
            "Cargo.toml",
            "hints.md",
            "target/x.rs",
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let names: Vec<PathBuf> = crate_files(folder.path()).into_iter().map(|(path, _)| path).collect();
        assert_eq!(names, ["Cargo.toml", "src/lib.rs"].map(|name| folder.path().join(name)));
    }
}
