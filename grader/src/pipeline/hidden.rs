//! The test binary that holds the hidden checks: finding it, and running the checks of one exercise in a cleared
//! environment. What its records mean is `judge`'s concern; its exit code means nothing.

use std::{
    env,
    ffi::OsString,
    fs,
    io::{self, BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    path::{self, Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    thread,
};

use super::{Means, hear::Hearer, records};
use crate::{
    Fault,
    build::Program,
    course::Exercise,
    judge::{CheckResult, Record},
    sandbox::GRADER_SEAL,
    submission::Submission,
    temporary::Temporary,
};

/// Names a hidden test binary that is there already, so that cargo is not asked.
const GRADER_HIDDEN: &str = "GRADER_HIDDEN";
/// What a hidden check needs from our environment: to find the compiler and its caches, and the course's own settings.
const KEPT: [&str; 6] = ["PATH", "HOME", "TMPDIR", "CARGO_HOME", "RUSTUP_HOME", "RUSTUP_TOOLCHAIN"];
/// Settings of the course begin so.
const SETTINGS: &str = "FORKJOIN_";
/// The setting that is a path.
const SCRATCH: &str = "FORKJOIN_SCRATCH";
/// Lines of its output that are kept for the message of a fault.
const LINES_SAID: usize = 20;

/// The test binary.
#[derive(Debug)]
pub(super) struct Hidden {
    program: PathBuf,
    root: PathBuf,
    /// The names of all cases of all exercises; none where the test binary does not list them.
    cases: OnceLock<Vec<String>>,
}

/// What is to be run.
pub(super) struct Asked<'a> {
    /// The exercise.
    pub(super) exercise: &'a Exercise,
    /// One of its checks alone.
    pub(super) check: Option<&'a str>,
    /// Of a copy of this, which nobody else has a hand on.
    pub(super) submission: &'a Submission,
    /// And what was built of it.
    pub(super) built: &'a Program,
    /// What each case does is to be drawn.
    pub(super) drawn: bool,
}

/// Whom to tell of each check as soon as it is judged.
pub(super) type Judged<'a, 'b> = Option<&'a mut (dyn FnMut(&CheckResult) + 'b)>;

/// What a run of it came to.
#[derive(Debug)]
pub(super) struct Run {
    /// What the checks recorded.
    pub(super) records: Vec<Record>,
    /// The end of what it printed, and how it ended.
    pub(super) said: String,
}

impl Hidden {
    /// Finds the test binary of the course at `root`; compiles it where it is not up to date.
    ///
    /// # Errors
    /// It does not compile, or `GRADER_HIDDEN` names nothing.
    pub(super) fn locate(root: &Path) -> Result<Hidden, Fault> {
        let program = match env::var_os(GRADER_HIDDEN).map(PathBuf::from) {
            Some(program) => program.canonicalize().map_err(Fault::file("find the hidden checks in", &program))?,
            None => compile(root)?,
        };
        Ok(Hidden { program, root: root.to_owned(), cases: OnceLock::new() })
    }

    /// Runs the checks that are asked for; runs are shut in, and set apart, as `means` says. `judged` hears of each check while
    /// the others go on.
    ///
    /// # Errors
    /// It cannot be started, or its records cannot be read. A check that fails is no error.
    pub(super) fn run(&self, asked: &Asked, means: &Means, judged: Judged) -> Result<Run, Fault> {
        let Asked { exercise, submission, built, .. } = asked;
        let scratch = Temporary::new("grade").map_err(Fault::file("create a folder in", &env::temp_dir()))?;
        let laid = lay(scratch.path(), submission)?;
        let records = scratch.path().join("records.jsonl");
        let filter = format!("{}::{}", exercise.stem, asked.check.unwrap_or_default());
        let mut hearer =
            judged.and_then(|judged| Some(Hearer::new(exercise, self.cases_of(&filter)?, &records, judged)));
        let mut command = self.command(&filter);
        if means.apart {
            command.process_group(0);
        }
        if asked.drawn {
            command.env("GRADER_DRAWN", "1");
        }
        command
            .env("GRADER_SUBMISSION", laid)
            .env("GRADER_PROGRAM", &built.program)
            .envs(built.scenarios.iter().map(|scenarios| ("GRADER_SCENARIOS", scenarios)))
            .env("GRADER_RECORDS", &records)
            .env(GRADER_SEAL, means.launcher.seal().to_string());
        // The test runner writes a line when a test is over, and its record is there by then.
        let said = follow(&mut command, || hearer.iter_mut().for_each(Hearer::look));
        let said = said.map_err(Fault::file("run", &self.program))?;
        Ok(Run { records: records::read(&records, &exercise.stem)?, said: tail(&said) })
    }

    /// The names of all cases of all exercises.
    pub(super) fn cases(&self) -> &[String] {
        self.cases.get_or_init(|| {
            let output = self.command("").args(["--list", "--format", "terse"]).output();
            let list = output.map_or_else(|_| String::new(), |output| text(&output.stdout));
            list.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect()
        })
    }

    /// Those that this filter lets through; `None` where there are none.
    fn cases_of(&self, filter: &str) -> Option<Vec<String>> {
        let cases: Vec<String> = self.cases().iter().filter(|name| name.contains(filter)).cloned().collect();
        Some(cases).filter(|cases| !cases.is_empty())
    }

    fn command(&self, filter: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(filter).stdin(Stdio::null()).current_dir(self.root.join("grader"));
        command.env_clear().envs(env::vars_os().filter(|(name, _)| is_kept(name)));
        command.env("FORKJOIN_COURSE", &self.root).env("CI", "true");
        // A folder that was given relative to ours is another one there.
        if let Some(Ok(scratch)) = env::var_os(SCRATCH).map(path::absolute) {
            command.env(SCRATCH, scratch);
        }
        // Snapshots are compared and never written, and insta asks nobody for the workspace.
        command.env("INSTA_UPDATE", "no").env("INSTA_WORKSPACE_ROOT", &self.root);
        command
    }
}

/// Runs `command` to its end and calls `line` after each line that it prints; gives all that it said, and how it ended.
fn follow(command: &mut Command, mut line: impl FnMut()) -> io::Result<String> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let complaints = thread::spawn(move || {
        let mut complaints = Vec::new();
        let read = stderr.map(|mut stderr| stderr.read_to_end(&mut complaints));
        read.transpose().map(|_| complaints)
    });
    let mut said = Vec::new();
    let mut stdout = BufReader::new(stdout.ok_or(io::ErrorKind::BrokenPipe)?);
    while stdout.read_until(b'\n', &mut said)? > 0 {
        line();
    }
    let complaints = complaints.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()))?;
    let status = child.wait()?;
    Ok(format!("{}\n{}\n{status}", text(&said), text(&complaints)))
}

fn is_kept(name: &OsString) -> bool {
    name.to_str().is_some_and(|name| KEPT.contains(&name) || name.starts_with(SETTINGS))
}

/// Writes the submission's files, and nothing else, to a folder named after its stem. They cannot be written to.
fn lay(scratch: &Path, submission: &Submission) -> Result<PathBuf, Fault> {
    let laid = scratch.join(&submission.stem);
    for (name, content) in &submission.files {
        let path = laid.join(name);
        let folder = path.parent().unwrap_or(&laid);
        fs::create_dir_all(folder).map_err(Fault::file("create", folder))?;
        fs::write(&path, content).map_err(Fault::file("write", &path))?;
        let mut permissions = fs::metadata(&path).map_err(Fault::file("read", &path))?.permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).map_err(Fault::file("protect", &path))?;
    }
    Ok(laid)
}

/// Asks cargo for the test binary.
fn compile(root: &Path) -> Result<PathBuf, Fault> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut arguments =
        vec!["test", "--package", "grader", "--test", "hidden", "--no-run", "--message-format=json-render-diagnostics"];
    // As we are compiled ourselves: whoever waited for an optimised grader is not to wait for checks that are none.
    arguments.extend((!cfg!(debug_assertions)).then_some("--release"));
    let output = Command::new(&cargo)
        .args(&arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .map_err(Fault::file("run", Path::new(&cargo)))?;
    let program = text(&output.stdout).lines().filter_map(executable).next_back();
    match (output.status.success(), program) {
        (true, Some(program)) => Ok(program),
        _ => Err(Fault::tool(
            format!("cargo {}", arguments.join(" ")),
            format!("no test binary came of it\n{}", tail(&text(&output.stderr))),
        )),
    }
}

/// The path of the test binary, if this line of cargo's messages tells it.
fn executable(line: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    let is_hidden = message["reason"] == "compiler-artifact" && message["target"]["name"] == "hidden";
    message["executable"].as_str().filter(|_| is_hidden).map(PathBuf::from)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(LINES_SAID)..].join("\n")
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, os::unix::fs::PermissionsExt};

    use super::*;

    #[test]
    fn only_what_is_needed_of_the_environment_is_kept() {
        for kept in ["PATH", "CARGO_HOME", "FORKJOIN_KEY"] {
            assert!(is_kept(&kept.into()), "{kept}");
        }
        for cleared in ["INSTA_FORCE_PASS", "LD_PRELOAD", "RUST_TEST_THREADS", "GRADER_RECORDS"] {
            assert!(!is_kept(&cleared.into()), "{cleared}");
        }
    }

    #[test]
    fn the_copy_holds_the_submissions_files_alone_and_cannot_be_written_to() {
        let scratch = tempfile::TempDir::new().unwrap();
        let files =
            BTreeMap::from([("src/lib.rs".to_owned(), "mod a;".to_owned()), ("src/a/b.rs".to_owned(), "".into())]);
        let submission = Submission { stem: "ex01_thread".into(), files, digest: String::new(), folder: "x".into() };
        let laid = lay(scratch.path(), &submission).unwrap();
        assert!(laid.ends_with("ex01_thread"));
        assert_eq!(fs::read_to_string(laid.join("src/lib.rs")).unwrap(), "mod a;");
        assert_eq!(fs::metadata(laid.join("src/a/b.rs")).unwrap().permissions().mode() & 0o222, 0);
    }

    #[test]
    fn the_test_binary_is_known_by_its_name_among_cargos_messages() {
        let line = |name: &str| {
            format!(r#"{{"reason":"compiler-artifact","target":{{"name":"{name}"}},"executable":"/x/{name}-1"}}"#)
        };
        assert_eq!(executable(&line("hidden")), Some("/x/hidden-1".into()));
        assert_eq!(executable(&line("grader")), None);
        assert_eq!(executable(r#"{"reason":"build-finished","success":true}"#), None);
        assert_eq!(executable("not json"), None);
    }
}
