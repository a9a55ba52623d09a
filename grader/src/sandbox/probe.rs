//! What this machine offers to shut a run in: found out by doing it, never by the version of anything. A process of our own
//! shuts itself in and tries what it must not be able to do; another is run as a submission would be.

use std::{
    fs::File,
    io::{self, ErrorKind},
    net::{TcpListener, UdpSocket},
    os::{
        linux::net::SocketAddrExt,
        unix::net::{SocketAddr, UnixListener, UnixStream},
    },
    path::Path,
    process::{Command, Stdio},
};

use landlock::{AccessFs, LandlockStatus, Ruleset, RulesetAttr};
use nix::{
    errno::Errno,
    sys::signal::kill,
    unistd::{Uid, getppid},
};
use serde::{Deserialize, Serialize};

use super::{FIRST_USER, Files, Launcher, NOBODY, Plan, Schedule, Seal, Watched, calls, files};
use crate::{
    Fault,
    observe::{Ending, Exit},
};

/// The subcommand of our own program that tries things.
pub const TRIAL: &str = "__trial";
/// Its argument: shut yourself in, and tell what you could still do.
const SHUT: &str = "shut";
/// Its argument: start a thread, and wait for it.
const SEEN: &str = "seen";

/// What a machine offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// The best seal that can be put around a run here.
    pub seal: Seal,
    /// Each layer of it.
    pub layers: Vec<Layer>,
}

/// One layer of the seal on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Which it is.
    pub kind: LayerKind,
    /// Why it does not hold, as the machine said it; `None` where it holds.
    pub lacking: Option<String>,
}

/// See [`Layer`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayerKind {
    /// Landlock: files.
    Files,
    /// Landlock: TCP, abstract sockets and signals.
    Scopes,
    /// seccomp: system calls.
    Calls,
    /// ptrace: the facts, and the end of everything with the launcher.
    Observed,
    /// A user of its own for runs.
    User,
}

/// What came of a trial.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Tried {
    files: Option<String>,
    scopes: Option<String>,
    calls: Option<String>,
}

impl Machine {
    /// Finds out what can be had for runs that `program`, our own binary, launches.
    ///
    /// # Errors
    /// Nothing can be run at all: the reason.
    pub fn probe(program: &Path) -> Result<Machine, Fault> {
        let tried = try_shut(program)?;
        let files = match (&tried.files, &tried.scopes) {
            (Some(_), _) => Files::Open,
            (None, Some(_)) => Files::Shut,
            (None, None) => Files::Scoped,
        };
        let root = Uid::effective().is_root();
        let seal = |uid| Seal { files, calls: tried.calls.is_none(), observed: true, uid };
        let mut run = try_run(program, seal(root.then_some(FIRST_USER)))?;
        if root && run.0.uid.is_none() {
            run = try_run(program, seal(Some(NOBODY)))?;
        }
        let (seal, observed, user) = run;
        let layer = |kind, lacking| Layer { kind, lacking };
        let mut layers = vec![
            layer(LayerKind::Files, tried.files),
            layer(LayerKind::Scopes, tried.scopes),
            layer(LayerKind::Calls, tried.calls),
            layer(LayerKind::Observed, observed),
        ];
        layers.extend(root.then(|| layer(LayerKind::User, user)));
        Ok(Machine { seal, layers })
    }
}

impl Launcher {
    /// Runs are launched by `program`, the `grader` binary as an absolute path, and shut in as well as this machine can.
    ///
    /// # Errors
    /// See [`Machine::probe`].
    pub fn probe(program: &Path) -> Result<Launcher, Fault> {
        Ok(Launcher::sealed(program, Machine::probe(program)?.seal))
    }
}

fn try_shut(program: &Path) -> Result<Tried, Fault> {
    let fault = |problem: String| Fault::tool(format!("{} {TRIAL} {SHUT}", program.display()), problem);
    let mut command = Command::new(program);
    let output = command.args([TRIAL, SHUT]).env_clear().stdin(Stdio::null()).output();
    let output = output.map_err(|error| fault(error.to_string()))?;
    serde_json::from_slice(&output.stdout).map_err(|error| fault(format!("{error}; {}", output.status)))
}

/// The best of `seal` with which something can be run; and what stands against being observed, and against another user.
fn try_run(program: &Path, seal: Seal) -> Result<(Seal, Option<String>, Option<String>), Fault> {
    let run = |seal| match Launcher::sealed(program, seal).run(&trial_plan(program)) {
        Ok(seen) if seen.ending != Ending::Ended(Exit::Code(0)) => {
            Err(format!("a run ended otherwise: {:?}", seen.ending))
        }
        Ok(seen) if seal.observed && seen.threads().count() != 1 => Err("a thread was not seen".to_owned()),
        Ok(_) => Ok(()),
        Err(Fault::Seal { problem }) => Err(problem),
        Err(fault) => Err(fault.to_string()),
    };
    let Err(first) = run(seal) else { return Ok((seal, None, None)) };
    let as_us = Seal { uid: None, ..seal };
    if seal.uid.is_some() && run(as_us).is_ok() {
        return Ok((as_us, None, Some(first)));
    }
    for unobserved in [Seal { observed: false, ..seal }, Seal { observed: false, ..as_us }] {
        if run(unobserved).is_ok() {
            let user = (unobserved.uid != seal.uid).then(|| first.clone());
            return Ok((unobserved, Some(first), user));
        }
    }
    Err(Fault::tool(program.display().to_string(), format!("nothing can be run here: {first}")))
}

fn trial_plan(program: &Path) -> Plan {
    Plan {
        arguments: vec![TRIAL.to_owned(), SEEN.to_owned()],
        schedule: Schedule::FREE,
        watched: Watched::Tasks,
        ..Plan::of_driver(program)
    }
}

/// What our program does as [`TRIAL`]; its arguments come after that word.
///
/// # Errors
/// What it cannot tell.
pub fn trial(argument: Option<&str>) -> Result<(), String> {
    match argument {
        Some(SEEN) => std::thread::spawn(|| ()).join().map_err(|_| "the thread panicked".to_owned()),
        Some(SHUT) => serde_json::to_writer(io::stdout(), &shut_in()).map_err(|error| error.to_string()),
        other => Err(format!("no such trial: {other:?}")),
    }
}

/// Shuts this process in, layer by layer, and tries what must not be possible any more.
fn shut_in() -> Tried {
    let outside = outside();
    let scopes = shut_files(Files::Scoped).and_then(|()| outside.and_then(|address| scoped(&address)));
    let files = match &scopes {
        Ok(()) => Ok(()),
        Err(_) => shut_files(Files::Shut),
    };
    let files =
        files.and_then(|()| denied("reading a file", File::open("/proc/self/exe"), ErrorKind::PermissionDenied));
    let calls = shut_calls();
    Tried { files: files.err(), scopes: scopes.err(), calls: calls.err() }
}

fn shut_files(files: Files) -> Result<(), String> {
    let rules = files::empty(files).map_err(|_| landlock())?;
    rules.map_or(Ok(()), |rules| rules.enforce())
}

/// What there is of Landlock where it is not enough. It is told only to who puts some of it in force: nothing that matters
/// here.
fn landlock() -> String {
    let little = Ruleset::default().handle_access(AccessFs::MakeChar).and_then(|ruleset| ruleset.create());
    match little.and_then(|ruleset| ruleset.restrict_self()).map(|status| status.landlock) {
        Ok(LandlockStatus::NotEnabled) => "the kernel has Landlock, but did not start it".to_owned(),
        Ok(LandlockStatus::NotImplemented) => "the kernel knows no Landlock, or its calls are refused".to_owned(),
        Ok(LandlockStatus::Available { effective_abi, .. }) => {
            format!("the kernel has no more of Landlock than its ABI {}", effective_abi as i32)
        }
        Err(error) => error.to_string(),
    }
}

/// An abstract socket that belongs to nobody who is shut in.
fn outside() -> Result<SocketAddr, String> {
    let name = format!("forkjoin-trial-{}", std::process::id());
    let address = SocketAddr::from_abstract_name(name).map_err(|error| error.to_string())?;
    let listener = UnixListener::bind_addr(&address).map_err(|error| error.to_string())?;
    // Open until this process ends.
    std::mem::forget(listener);
    Ok(address)
}

fn scoped(outside: &SocketAddr) -> Result<(), String> {
    denied("connecting to an abstract socket", UnixStream::connect_addr(outside), ErrorKind::PermissionDenied)?;
    denied("listening on TCP", TcpListener::bind("127.0.0.1:0"), ErrorKind::PermissionDenied)?;
    match kill(getppid(), None) {
        Err(Errno::EPERM) => Ok(()),
        other => Err(format!("a signal to another process was not refused: {other:?}")),
    }
}

fn shut_calls() -> Result<(), String> {
    let seal = Seal { calls: true, ..Seal::NONE };
    if let Some(filter) = calls::filter(&seal, Watched::Tasks, false) {
        seccompiler::apply_filter(&filter).map_err(|error| error.to_string())?;
    }
    denied("a UDP socket", UdpSocket::bind("127.0.0.1:0"), ErrorKind::PermissionDenied)
}

fn denied<T>(what: &str, tried: io::Result<T>, how: ErrorKind) -> Result<(), String> {
    match tried {
        Err(error) if error.kind() == how => Ok(()),
        Err(error) => Err(format!("{what} was refused otherwise: {error}")),
        Ok(_) => Err(format!("{what} was not refused")),
    }
}
