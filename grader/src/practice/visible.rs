//! The visible tests, with the student's own cargo: it compiles them, and each of them then runs bounded, so that whatever the
//! exercise does the check comes to an end and nothing of it is left. No verdict rests on them.

use std::{
    collections::BTreeSet,
    env, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use serde_json::Value;
use walkdir::WalkDir;

use super::{CompileError, Event, Place, VisibleTest};
use crate::{
    Fault,
    course::Exercise,
    observe::{Ending, Exit, Limit, Observation, Stream},
    sandbox::{Launcher, Limits, OURSELVES, Plan, Reach, Schedule, Seal, Watched},
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

/// What cargo came to.
pub(super) enum Compiled {
    /// The tests, by their names.
    Tests(Vec<(String, PathBuf)>),
    /// The compiler refuses something.
    Refused(Vec<CompileError>),
    /// cargo itself fails, and says this.
    Cargo(String),
}

/// Compiles the exercise with its visible tests.
pub(super) fn compile(place: &Place, exercise: &Exercise) -> Compiled {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(&cargo);
    command.args([
        "test",
        "--package",
        &exercise.package,
        "--no-run",
        "--message-format=json-diagnostic-rendered-ansi",
    ]);
    match output(command.current_dir(&place.course.root)) {
        Ok((true, messages, _)) => {
            Compiled::Tests(messages.lines().filter_map(test).collect::<BTreeSet<_>>().into_iter().collect())
        }
        Ok((false, messages, said)) => {
            let mut errors: Vec<CompileError> = Vec::new();
            for error in messages.lines().filter_map(error) {
                // The same file is compiled once more where schedules are explored.
                let is_same = |other: &CompileError| other.message == error.message && other.line == error.line;
                if !errors.iter().any(is_same) {
                    errors.push(error);
                }
            }
            if errors.is_empty() { Compiled::Cargo(said) } else { Compiled::Refused(errors) }
        }
        Err(error) => Compiled::Cargo(format!("{}: {error}", Path::new(&cargo).display())),
    }
}

/// Whether it succeeded, and what it wrote to standard output and to standard error.
fn output(command: &mut Command) -> io::Result<(bool, String, String)> {
    let output = command.stdin(Stdio::null()).output()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok((output.status.success(), text(&output.stdout), text(&output.stderr)))
}

fn test(line: &str) -> Option<(String, PathBuf)> {
    let message: Value = serde_json::from_str(line).ok()?;
    let is_test = message["reason"] == "compiler-artifact" && message["target"]["kind"][0] == "test";
    Some((message["target"]["name"].as_str()?.to_owned(), message["executable"].as_str().filter(|_| is_test)?.into()))
}

fn error(line: &str) -> Option<CompileError> {
    let message: Value = serde_json::from_str(line).ok()?;
    let said = &message["message"];
    let is_error = message["reason"] == "compiler-message" && said["level"].as_str()?.starts_with("error");
    let spans = said["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true);
    // "aborting due to" and the like point nowhere.
    let text = said["message"].as_str().filter(|text| is_error && !text.starts_with("aborting due to"))?;
    let number = |name: &str| span?[name].as_u64()?.try_into().ok();
    Some(CompileError {
        message: text.to_owned(),
        file: span.and_then(|span| span["file_name"].as_str()).map(str::to_owned),
        line: number("line_start"),
        column: number("column_start"),
        rendered: said["rendered"].as_str().unwrap_or(text).trim_end().to_owned(),
    })
}

/// Runs the tests one after another, up to the first that does not pass: what it says is the first thing to do. Says whether
/// all passed.
///
/// # Errors
/// A test cannot be started.
pub(super) fn run(
    place: &Place,
    exercise: &Exercise,
    tests: &[(String, PathBuf)],
    tell: &mut dyn FnMut(Event),
) -> Result<bool, Fault> {
    let launcher = Launcher::sealed(OURSELVES, Seal::NONE);
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
    fn an_error_is_told_with_its_place_and_a_summary_is_not() {
        let line = |message: &str, spans: &str| {
            format!(
                r#"{{"reason":"compiler-message","message":{{"level":"error","message":"{message}","spans":[{spans}],"rendered":"all of it\n"}}}}"#
            )
        };
        let span = r#"{"is_primary":true,"file_name":"exercises/ex01_a/src/lib.rs","line_start":3,"column_start":7}"#;
        let told = error(&line("mismatched types", span)).unwrap();
        assert_eq!((told.line, told.column, &*told.rendered), (Some(3), Some(7), "all of it"));
        assert_eq!(error(&line("aborting due to 1 previous error", "")), None);
        assert_eq!(error("not json"), None);
        assert_eq!(error(&line("linking failed", "")).unwrap().file, None);
    }

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
