//! Running a plan from where its facts are wanted: in a launcher process of its own, in a fresh empty folder.

use std::{
    fs::{self, Permissions},
    io::{self, Read, Write},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use nix::unistd::{Gid, Uid, chown};
use tempfile::TempDir;

use super::{
    NOBODY, Plan, Seal, Watched,
    plan::Order,
    reply,
    shim::{SEAL_FAILED, is_program},
};
use crate::{
    Fault,
    observe::{Ending, Observation, Stream},
    temporary::Temporary,
};

/// The program that is running, for whoever executes it again. Its file may be gone by then: cargo puts a new one in its place
/// when it builds the checks.
pub const OURSELVES: &str = "/proc/self/exe";
/// The subcommand of our own program that launches a run.
pub const LAUNCH: &str = "__launch";
/// Its argument where its runs are to give way to others.
pub const GIVING_WAY: &str = "giving-way";

/// Our own program, which is executed again to launch runs, and how it shuts them in. Its clones share the processes that
/// launch, of which there are as many as runs were wanted at once.
#[derive(Debug, Clone)]
pub struct Launcher {
    program: PathBuf,
    seal: Seal,
    gives_way: bool,
    idle: Arc<Mutex<Vec<Process>>>,
}

impl Launcher {
    /// Runs are launched by `program`, the `grader` binary as an absolute path, and shut in like this. See
    /// [`Launcher::probe`] for what this machine offers.
    pub fn sealed(program: impl Into<PathBuf>, seal: Seal) -> Launcher {
        Launcher { program: program.into(), seal, gives_way: false, idle: Arc::default() }
    }

    /// One that shuts in alike, and whose runs give way to others: they are not what is waited for first.
    pub fn giving_way(&self) -> Launcher {
        Launcher { gives_way: true, ..Launcher::sealed(self.program.clone(), self.seal) }
    }

    /// Whether its runs give way to others.
    pub fn gives_way(&self) -> bool {
        self.gives_way
    }

    /// The same processes, whose runs are not shut in.
    pub fn unsealed(&self) -> Launcher {
        Launcher { seal: Seal::NONE, ..self.clone() }
    }

    /// Starts as many of the processes that launch as there will be runs at once, so that these need not wait for them. What cannot
    /// be started now is told where it is wanted.
    pub fn prepare(&self, runs: usize) {
        let started = (0..runs).map_while(|_| Process::start(self).ok());
        self.idle().extend(started);
    }

    /// How runs are shut in.
    pub fn seal(&self) -> &Seal {
        &self.seal
    }

    /// Runs a plan and gives its facts; stacks hold addresses only, see [`Lines`](crate::observe::Lines).
    ///
    /// # Errors
    /// A fault of ours: the launcher cannot be started, cannot observe, or cannot shut the run in as its seal says. Nothing
    /// that a submission does is an error.
    pub fn run(&self, plan: &Plan) -> Result<Observation, Fault> {
        if !is_program(&plan.program) {
            return Err(Fault::tool(
                plan.program.display().to_string(),
                "it is no program; build the submission again",
            ));
        }
        let failed = |error: io::Error| fault(error.to_string());
        let idle = self.idle().pop();
        let mut process = idle.map_or_else(|| Process::start(self), Ok).map_err(failed)?;
        // Whoever works in a folder of ours has to be who we are: others may not even reach it.
        let uid = self.seal.uid.filter(|_| plan.reach.folder.is_none()).map(|first| process.user(first));
        let observed = self.seal.observed && !matches!(plan.watched, Watched::Nothing | Watched::Stillness);
        let seal = Seal { uid, observed, ..self.seal };
        let place = Place::of(plan, &seal).map_err(failed)?;
        let plan = Plan { program: place.program.clone(), ..plan.clone() };
        let order = order(&plan, seal, &place.folder).map_err(|error| fault(error.to_string()))?;
        match process.run(&order) {
            Ok(observation) => {
                self.idle().push(process);
                begun(observation, &plan.program)
            }
            Err(error) => {
                let (ended, said) = process.complaint(&error);
                Err(refused(&said).unwrap_or_else(|| fault(format!("{ended}: {said}"))))
            }
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Process>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A process that launches one run after another. It ends, and its run with it, when we close its standard input.
#[derive(Debug)]
struct Process {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: ChildStdout,
    gives_way: bool,
}

impl Process {
    fn start(launcher: &Launcher) -> io::Result<Process> {
        let mut command = Command::new(&launcher.program);
        // Ctrl-C is not for it: it ends, and its run with it, when we do.
        command.arg(LAUNCH).env_clear().current_dir("/").process_group(0);
        if launcher.gives_way {
            command.arg(GIVING_WAY);
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let stdout = stdout.ok_or_else(|| io::Error::other("no standard output"))?;
        Ok(Process { child, stdin, stdout, gives_way: launcher.gives_way })
    }

    /// The user that its runs are, given the first of all such users.
    fn user(&self, first: u32) -> u32 {
        if first == NOBODY { NOBODY } else { first + self.child.id() }
    }

    fn run(&mut self, order: &str) -> io::Result<Observation> {
        let stdin = self.stdin.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        stdin.write_all(format!("{order}\n").as_bytes())?;
        let mut lengths = [[0; 8]; 2];
        for length in &mut lengths {
            self.stdout.read_exact(length)?;
        }
        let [mut json, mut replies] = lengths.map(|length| vec![0; u64::from_le_bytes(length) as usize]);
        self.stdout.read_exact(&mut json)?;
        self.stdout.read_exact(&mut replies)?;
        let mut observation: Observation = serde_json::from_slice(&json)?;
        if !observation.is_whole() {
            return Err(io::Error::other("the facts speak of tasks that are not among them"));
        }
        observation.replies = reply::parse(&replies);
        Ok(observation)
    }

    /// How it ended, and what it said before.
    fn complaint(mut self, error: &io::Error) -> (String, String) {
        self.stdin = None;
        let mut said = String::new();
        if let Some(mut stderr) = self.child.stderr.take() {
            let _ = stderr.read_to_string(&mut said);
        }
        let ended = match self.child.wait() {
            Ok(status) => format!("{error}, {status}"),
            Err(other) => format!("{error}, {other}"),
        };
        (ended, said.trim().to_owned())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stdin = None;
        // Where others have come for the cores, one that gives way takes as long as they like to end.
        if !self.gives_way {
            // Whoever is gone already was waited for.
            let _ = self.child.wait();
        }
    }
}

/// What a launcher process is told on its standard input, as one line, of a run that takes place in `folder`.
///
/// # Errors
/// A path of the plan is no UTF-8.
pub fn order(plan: &Plan, seal: Seal, folder: &Path) -> serde_json::Result<String> {
    serde_json::to_string(&Order { plan: plan.clone(), seal, folder: folder.to_owned() })
}

fn fault(problem: String) -> Fault {
    Fault::tool("the launcher", problem)
}

/// A run in which the program was executed; nothing can be said of any other.
fn begun(observation: Observation, program: &Path) -> Result<Observation, Fault> {
    if observation.ending != Ending::Stopped {
        return Ok(observation);
    }
    let complaint = String::from_utf8_lossy(&observation.printed(Stream::Err)).trim().to_owned();
    if complaint.is_empty() {
        // The shim says what fails.
        return Err(Fault::Seal { problem: format!("{} was not seen to begin", program.display()) });
    }
    Err(refused(&complaint).unwrap_or_else(|| {
        let problem = format!("it cannot be executed; build the submission again ({complaint})");
        Fault::tool(program.display().to_string(), problem)
    }))
}

/// The fault of a machine that does not do what the seal says, if that is what we complained of ourselves.
fn refused(complaint: &str) -> Option<Fault> {
    let problem = complaint.strip_prefix(SEAL_FAILED)?.to_owned();
    Some(Fault::Seal { problem })
}

/// Where a run takes place.
struct Place {
    /// The program, by the name under which it is executed.
    program: PathBuf,
    /// The working folder.
    folder: PathBuf,
    /// A folder beside the program, gone afterwards.
    _beside: Option<TempDir>,
    /// What holds the working folder, gone after that.
    _kept: Option<Temporary>,
}

impl Place {
    fn of(plan: &Plan, seal: &Seal) -> io::Result<Place> {
        if let Some(folder) = &plan.reach.folder {
            return Ok(Place { program: plan.program.clone(), folder: folder.clone(), _beside: None, _kept: None });
        }
        let kept = Temporary::new("run")?;
        // The kernel names programs and folders by their real paths.
        let base = kept.path().canonicalize()?;
        let folder = base.join("work");
        fs::create_dir(&folder)?;
        fs::set_permissions(&folder, Permissions::from_mode(0o700))?;
        // A program may go by its name.
        let name = plan.program.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let Some(uid) = seal.uid else {
            // A run that deletes its own program deletes this name of it.
            let beside = plan.program.parent().unwrap_or(Path::new("/")).canonicalize()?;
            let beside = tempfile::Builder::new().prefix("run-").tempdir_in(beside);
            // Where we may not write it gets a copy; its folder is not the one that the run may write to.
            let beside = beside.or_else(|_| tempfile::Builder::new().prefix("run-").tempdir_in(&base))?;
            let program = linked(&plan.program, &beside.path().canonicalize()?.join(name))?;
            return Ok(Place { program, folder, _beside: Some(beside), _kept: Some(kept) });
        };
        // Others may pass through, and see nothing but what they know the name of.
        fs::set_permissions(&base, Permissions::from_mode(0o711))?;
        chown(&folder, Some(Uid::from_raw(uid)), Some(Gid::from_raw(uid)))?;
        let program = base.join(name);
        match fs::metadata(&plan.program)?.permissions().mode() & 0o005 == 0o005 {
            true => drop(linked(&plan.program, &program)?),
            false => drop(fs::copy(&plan.program, &program)?),
        }
        if fs::metadata(&program)?.permissions().mode() & 0o005 != 0o005 {
            fs::set_permissions(&program, Permissions::from_mode(0o755))?;
        }
        Ok(Place { program, folder, _beside: None, _kept: Some(kept) })
    }
}

/// Another name of the program, on the same file system; a copy where that cannot be.
fn linked(program: &Path, name: &Path) -> io::Result<PathBuf> {
    fs::hard_link(program, name).or_else(|_| fs::copy(program, name).map(drop))?;
    Ok(name.to_owned())
}
