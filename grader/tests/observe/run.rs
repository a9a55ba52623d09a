//! Builds the subject, once, and runs its parts under observation. What must hold of them is the tests' concern.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use grader::{
    judge::Place,
    observe::{Lines, Observation},
    sandbox::{Launcher, Plan, Reach},
};

/// A part of the subject, with nothing bent but what is bent for every submission.
pub fn plan(part: &str) -> Plan {
    Plan {
        arguments: vec![part.to_owned()],
        reach: Reach { sockets: true, ..Reach::default() },
        ..Plan::of_driver(program())
    }
}

/// What is seen of a part of the subject.
#[track_caller]
pub fn seen(part: &str) -> Observation {
    observe(&plan(part))
}

/// Our own binary, which shuts runs in as well as this machine can.
pub fn launcher() -> &'static Launcher {
    static LAUNCHER: OnceLock<Launcher> = OnceLock::new();
    LAUNCHER.get_or_init(|| Launcher::probe(env!("CARGO_BIN_EXE_grader").as_ref()).unwrap())
}

/// What is seen of a run, of which nothing may be left.
#[track_caller]
pub fn observe(plan: &Plan) -> Observation {
    let mut seen = launcher().run(plan).unwrap();
    Lines::of(&plan.program).unwrap().resolve(&mut seen);
    let left = processes_of(&program_of(&seen));
    assert!(left.is_empty(), "processes {left:?} of the run are still there");
    seen
}

/// The name under which the run executed its program: no other run has the same.
fn program_of(seen: &Observation) -> PathBuf {
    let executed = seen.tasks.iter().find_map(|task| task.arguments.first());
    executed.expect("the driver was executed").into()
}

/// The processes that execute `program`, whether or not it still has its name.
pub fn processes_of(program: &Path) -> Vec<i32> {
    let executes = |pid: &i32| {
        let executed = fs::read_link(format!("/proc/{pid}/exe"));
        executed.is_ok_and(|path| path.to_string_lossy().starts_with(&*program.to_string_lossy()))
    };
    let names = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.file_name());
    names.filter_map(|name| name.to_str()?.parse().ok()).filter(executes).collect()
}

/// The line of the subject that is marked `//~ mark`.
#[track_caller]
pub fn line(mark: &str) -> Place {
    let ending = format!("//~ {mark}");
    let files = fs::read_dir(subject().join("src")).unwrap().map(|entry| entry.unwrap().path());
    let found = files.filter_map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        let line = text.lines().position(|line| line.ends_with(&ending))?;
        let file = format!("src/{}", path.file_name()?.to_str()?);
        Some(Place { file, line: line as u32 + 1 })
    });
    let found: Vec<Place> = found.collect();
    assert_eq!(found.len(), 1, "lines marked {mark}: {found:?}");
    found[0].clone()
}

/// The subject's program. It is kept by what it is made of, so that it is compiled once and not once a process.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("observe-{:016x}", digest()));
        let program = folder.join("driver");
        if !program.exists() {
            fs::create_dir_all(&folder).unwrap();
            compile(&program);
        }
        program
    })
}

fn compile(program: &Path) {
    let unfinished = tempfile::tempdir_in(program.parent().unwrap()).unwrap();
    let output = unfinished.path().join("driver");
    let mut rustc = rustc();
    rustc.current_dir(subject()).args(["--edition=2024", "-Cdebuginfo=line-tables-only", "--cap-lints=allow"]);
    rustc.arg(format!("--remap-path-prefix={}=", subject().display())).arg("driver.rs").arg("-o").arg(&output);
    assert!(rustc.status().unwrap().success(), "the subject does not compile");
    fs::rename(output, program).unwrap();
}

fn digest() -> u64 {
    let mut hasher = DefaultHasher::new();
    rustc().arg("-vV").output().unwrap().stdout.hash(&mut hasher);
    let sources = fs::read_dir(subject().join("src")).unwrap().map(|entry| entry.unwrap().path());
    let ours = [subject().join("driver.rs"), subject().join("../../../harness/src/reply.rs")];
    let mut sources: Vec<PathBuf> = sources.chain(ours).collect();
    sources.sort();
    for source in sources {
        fs::read(source).unwrap().hash(&mut hasher);
    }
    hasher.finish()
}

fn rustc() -> Command {
    Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()))
}

fn subject() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/observe/subject")
}
