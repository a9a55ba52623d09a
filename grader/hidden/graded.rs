//! The submission that is graded: built once a process, run and explored once for all cases that ask for the same. What the
//! runs show is the case's concern.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use grader::{
    build::{self, Build, Program},
    course::{Course, Exercise},
    explore::{Asked, Exploration, NoAnswer, Nonce, answer},
    observe::{Lines, Observation},
    sandbox::{GRADER_SEAL, Launcher, Plan, Reach},
    submission::{self, Submission},
};

/// The submission that is graded, built, with the runs made so far: checks that ask about the same run share it.
pub struct Graded {
    pub exercise: Exercise,
    program: PathBuf,
    scenarios: Option<PathBuf>,
    /// Keeps both where they are, where they were built here.
    _build: Option<Program>,
    pub digest: String,
    lines: Mutex<Lines>,
    runs: Mutex<HashMap<Run, SharedRun>>,
    explorations: Mutex<HashMap<Asked, SharedExploration>>,
}

type SharedRun = Arc<OnceLock<Result<Arc<Observation>, String>>>;
type SharedExploration = Arc<OnceLock<Result<Explores, String>>>;

/// How the driver of the scenarios ended, and what it answered.
#[derive(Clone)]
pub struct Explores(pub Arc<Observation>, pub Result<Arc<Exploration>, NoAnswer>);

/// What is run: the driver's arguments, and the write that fails.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Run {
    arguments: Vec<String>,
    pub failing_write: Option<usize>,
}

impl Run {
    /// The driver with these arguments, separated by spaces.
    pub fn of(arguments: &str) -> Run {
        Run { arguments: arguments.split_whitespace().map(str::to_owned).collect(), failing_write: None }
    }

    /// The same, with one more argument, which may be empty or hold spaces.
    #[must_use]
    pub fn and(mut self, argument: &str) -> Run {
        self.arguments.push(argument.to_owned());
        self
    }

    /// The same, with the write to standard output of that number (from 1) failing as it does for `program | head`.
    #[must_use]
    pub fn failing_write(mut self, number: usize) -> Run {
        self.failing_write = Some(number);
        self
    }
}

impl Graded {
    pub fn observe(&self, run: &Run) -> Result<Arc<Observation>, String> {
        let shared = lock(&self.runs).entry(run.clone()).or_default().clone();
        shared.get_or_init(|| self.launch(run).map(Arc::new)).clone()
    }

    pub fn explore(&self, asked: &Asked) -> Result<Explores, String> {
        let shared = lock(&self.explorations).entry(asked.clone()).or_default().clone();
        shared.get_or_init(|| self.launch_scenarios(asked)).clone()
    }

    fn launch_scenarios(&self, asked: &Asked) -> Result<Explores, String> {
        let driver = self.scenarios.as_deref().ok_or("exercise.toml does not say that the exercise is explored")?;
        let nonce = Nonce::fresh().map_err(|fault| fault.to_string())?;
        let observation = launcher()?.run(&asked.plan(driver, &nonce)).map_err(|fault| fault.to_string())?;
        let exploration = answer(&observation, &nonce, &asked.scenario).map(Arc::new);
        Ok(Explores(Arc::new(observation), exploration))
    }

    fn launch(&self, run: &Run) -> Result<Observation, String> {
        let plan = Plan {
            arguments: run.arguments.clone(),
            limits: self.exercise.limits,
            failing_write: run.failing_write,
            reach: Reach { sockets: self.exercise.sockets, ..Reach::default() },
            ..Plan::of_driver(&self.program)
        };
        let mut observation = launcher()?.run(&plan).map_err(|fault| fault.to_string())?;
        lock(&self.lines).resolve(&mut observation);
        Ok(observation)
    }
}

/// Shuts runs in as the grader says, or as well as this machine can where nobody says how.
pub fn launcher() -> Result<&'static Launcher, String> {
    static LAUNCHER: OnceLock<Result<Launcher, String>> = OnceLock::new();
    let launcher = LAUNCHER.get_or_init(|| {
        let program = Path::new(env!("CARGO_BIN_EXE_grader"));
        match std::env::var(GRADER_SEAL) {
            Ok(seal) => {
                let seal = seal.parse().map_err(|error| format!("{GRADER_SEAL} is no seal: {error}"))?;
                Ok(Launcher::sealed(program, seal))
            }
            Err(_) => Launcher::probe(program).map_err(|fault| fault.to_string()),
        }
    });
    launcher.as_ref().map_err(String::clone)
}

pub fn graded(stem: &str) -> Result<&'static Graded, String> {
    static GRADED: Mutex<Vec<(String, &'static Graded)>> = Mutex::new(Vec::new());
    let mut known = lock(&GRADED);
    if let Some((_, graded)) = known.iter().find(|(known, _)| known == stem) {
        return Ok(graded);
    }
    // Built once a process and kept to its end.
    let graded: &'static Graded = Box::leak(Box::new(prepare(stem)?));
    known.push((stem.to_owned(), graded));
    Ok(graded)
}

fn prepare(stem: &str) -> Result<Graded, String> {
    let root = Course::locate().map_err(|fault| fault.to_string())?;
    let exercise = Course::load_one(&root, stem);
    let folder = std::env::var_os("GRADER_SUBMISSION").map_or_else(|| root.join("solutions").join(stem), PathBuf::from);
    let taken = submission::take(&exercise, &folder).map_err(|refusal| refusal.to_string())?;
    let (program, scenarios, _build) = match std::env::var_os("GRADER_PROGRAM") {
        Some(program) => (PathBuf::from(program), std::env::var_os("GRADER_SCENARIOS").map(PathBuf::from), None),
        None => {
            let built = built(&root, &exercise, &taken)?;
            (built.program.clone(), built.scenarios.clone(), Some(built))
        }
    };
    let lines = Mutex::new(Lines::of(&program)?);
    let (runs, explorations) = (Mutex::default(), Mutex::default());
    Ok(Graded { exercise, program, scenarios, _build, digest: taken.digest, lines, runs, explorations })
}

/// Builds the submission, where the grader has not done so before it called.
fn built(root: &Path, exercise: &Exercise, taken: &Submission) -> Result<Program, String> {
    match build::build(root, exercise, taken, launcher()?).map_err(|fault| fault.to_string())? {
        Build::Ready(program) => Ok(program),
        Build::Refused(finding) => Err(format!("{}: {}\n{}", finding.verdict, finding.message, finding.seen)),
    }
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
