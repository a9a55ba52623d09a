//! Running a plan from where its facts are wanted: in a launcher process of its own, in a fresh empty folder.

use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{Plan, reply, shim::is_program};
use crate::{
    Fault,
    observe::{Ending, Observation, Stream},
};

/// The subcommand of our own program that launches a run.
pub const LAUNCH: &str = "__launch";
/// The subcommand of our own program that becomes the driver.
pub const SHIM: &str = "__shim";

/// Our own program, which is executed again for each run.
#[derive(Debug, Clone)]
pub struct Launcher {
    /// The `grader` binary, as an absolute path.
    pub program: PathBuf,
}

impl Launcher {
    /// Runs a plan and gives its facts; stacks hold addresses only, see [`Lines`](crate::observe::Lines).
    ///
    /// # Errors
    /// A fault of ours: the launcher cannot be started, or cannot observe. Nothing that a submission does is an error.
    pub fn run(&self, plan: &Plan) -> Result<Observation, Fault> {
        if !is_program(&plan.program) {
            return Err(Fault::tool(
                plan.program.display().to_string(),
                "it is no program; build the submission again",
            ));
        }
        let fault = |problem: String| Fault::tool("the launcher", problem);
        let scratch =
            tempfile::Builder::new().prefix("forkjoin-run-").tempdir().map_err(|error| fault(error.to_string()))?;
        // A run that deletes its own program deletes this name of it.
        let link = link(&plan.program).map_err(|error| fault(error.to_string()))?;
        // The kernel names programs by their real path.
        let folder = link.path().canonicalize().map_err(|error| fault(error.to_string()))?;
        let plan = Plan { program: folder.join("driver"), ..plan.clone() };
        let mut command = Command::new(&self.program);
        command.arg(LAUNCH).env_clear().current_dir(scratch.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| fault(error.to_string()))?;
        let line = serde_json::to_string(&plan).map_err(|error| fault(error.to_string()))?;
        // The launcher ends the run when this pipe closes, so it stays open until the facts are there.
        let stdin = child.stdin.take();
        let told = stdin.as_ref().map(|mut stdin| stdin.write_all(format!("{line}\n").as_bytes()));
        let mut facts = Vec::new();
        let read = child.stdout.take().map(|mut stdout| stdout.read_to_end(&mut facts));
        let complaint = child.stderr.take().map(|mut stderr| {
            let mut text = String::new();
            let _ = stderr.read_to_string(&mut text);
            text
        });
        drop(stdin);
        let status = child.wait().map_err(|error| fault(error.to_string()))?;
        if let (true, Some(Ok(())), Some(Ok(_))) = (status.success(), told, read) {
            let observation = parse(&facts).ok_or_else(|| fault("its facts are incomplete".to_owned()))?;
            return begun(observation, &plan.program);
        }
        Err(fault(format!("{status}: {}", complaint.unwrap_or_default().trim())))
    }
}

/// A run in which the driver was executed; nothing can be said of any other.
fn begun(observation: Observation, program: &Path) -> Result<Observation, Fault> {
    if observation.ending != Ending::Stopped {
        return Ok(observation);
    }
    let complaint = String::from_utf8_lossy(&observation.printed(Stream::Err)).trim().to_owned();
    let problem = format!("it cannot be executed; build the submission again ({complaint})");
    Err(Fault::tool(program.display().to_string(), problem))
}

/// A folder with another name of the program in it, on the same file system; a copy where that cannot be.
fn link(program: &Path) -> std::io::Result<tempfile::TempDir> {
    let folder = tempfile::Builder::new().prefix("run-").tempdir_in(program.parent().unwrap_or(Path::new("/")))?;
    let driver = folder.path().join("driver");
    std::fs::hard_link(program, &driver).or_else(|_| std::fs::copy(program, &driver).map(drop))?;
    Ok(folder)
}

fn parse(facts: &[u8]) -> Option<Observation> {
    let (length, rest) = facts.split_at_checked(8)?;
    let (json, replies) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?)?;
    let mut observation: Observation = serde_json::from_slice(json).ok()?;
    observation.replies = reply::parse(replies);
    Some(observation)
}
