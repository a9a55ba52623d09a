//! The last of us in the process that becomes the program, and a copy of the launcher until then: waits until it is observed,
//! bounds itself, shuts itself in, and executes the program. Whatever of this fails ends the run before it begins.

use std::{
    convert::Infallible,
    env,
    fs::{self, File},
    io::{self, Read, Write},
    os::{
        fd::{AsRawFd, IntoRawFd, OwnedFd, RawFd},
        unix::{fs::MetadataExt, net::UnixStream, process::CommandExt},
    },
    path::Path,
    process::Command,
};

use nix::{
    sys::{
        prctl,
        resource::{Resource, setrlimit},
        signal::{SigSet, Signal},
    },
    unistd::{
        Gid, Pid, Uid, close, dup2_stderr, dup2_stdin, dup2_stdout, setgroups, setpgid, setresgid, setresuid, setsid,
    },
};
use rustix::thread::{CapabilitySet, CapabilitySets, set_capabilities};
use seccompiler::BpfProgram;

use super::{Limits, Plan, Seal, Watched, files, plan::Order};

/// Its ends of what joins it and the launcher.
pub(super) struct Ends {
    /// Over which it is told that it may go on, and says that it begins.
    pub(super) start: UnixStream,
    pub(super) out: OwnedFd,
    pub(super) err: OwnedFd,
    pub(super) reply: OwnedFd,
}

/// What it is told when it may go on: it is observed, where it is to be.
pub(super) const START: &[u8] = b"s";

/// What a run is to the kernel, that it can be ended as a whole.
#[derive(Debug, Clone, Copy)]
pub(super) enum Set {
    /// A session of its own.
    Session,
    /// A process group in the session of whoever it gives way to: the kernel weighs sessions against each other before it looks at
    /// the policies of those who are in them (sched(7), the autogroup feature).
    Group,
}

impl Set {
    /// The calling process is the first of it.
    fn begin(self) -> nix::Result<()> {
        let itself = Pid::from_raw(0);
        match self {
            Set::Session => setsid().map(drop),
            Set::Group => setpgid(itself, itself),
        }
    }
}

/// Becomes the program, in the folder where it is. Returns only when it fails, with what failed.
pub(super) fn become_program(order: &Order, set: Set, filter: Option<&BpfProgram>, ends: Ends) -> String {
    match try_to_become(order, set, filter, ends) {
        Ok(never) => match never {},
        Err(problem) => problem,
    }
}

fn try_to_become(order: &Order, set: Set, filter: Option<&BpfProgram>, ends: Ends) -> Result<Infallible, String> {
    let Order { plan, seal, .. } = order;
    let (mut start, reply) = take(ends).map_err(|error| format!("taking our ends: {error}"))?;
    start.read_exact(&mut [0; START.len()]).map_err(|error| format!("waiting for the launcher: {error}"))?;
    let folder = env::current_dir().map_err(|error| format!("current folder: {error}"))?;
    // It goes on to a program that replies, and is closed for any other.
    let _replies = plan.watched.replies().then(|| reply.into_raw_fd());
    set.begin().map_err(|error| format!("{set:?}: {error}"))?;
    SigSet::empty().thread_set_mask().map_err(|error| format!("signal mask: {error}"))?;
    bound(&plan.limits, plan.watched).map_err(|error| format!("rlimits: {error}"))?;
    if !seal.observed {
        bound_tasks(&plan.limits, seal).map_err(|error| format!("rlimits: {error}"))?;
    }
    let command = command(plan, &folder);
    shut(plan, seal, filter, &folder).map_err(|problem| format!("{SEAL_FAILED}{problem}"))?;
    exec(command, plan, (!seal.observed).then_some(&mut start))
}

/// What begins the complaint of a run that could not be shut in.
pub(super) const SEAL_FAILED: &str = "not shut in: ";
/// What is said to a launcher that does not observe, before the program is executed; whatever follows, it was not.
pub(super) const BEGUN: &[u8] = b"b";

/// How often a program that is open for writing is tried again.
const BUSY: u32 = 100_000;

fn exec(mut command: Command, plan: &Plan, mut launcher: Option<&mut UnixStream>) -> Result<Infallible, String> {
    let mut say = |word| launcher.as_mut().map_or(Ok(()), |launcher| launcher.write_all(word));
    say(BEGUN).map_err(|error| format!("telling the launcher: {error}"))?;
    let mut error = command.exec();
    // Whoever copied the program may have started somebody in between, who holds it open for writing until it has executed
    // what it is to be.
    for _ in 0..BUSY {
        if error.kind() != io::ErrorKind::ExecutableFileBusy {
            break;
        }
        std::thread::yield_now();
        error = command.exec();
    }
    say(b" not").map_err(|error| format!("telling the launcher: {error}"))?;
    Err(format!("{}: {error}", plan.program.display()))
}

fn command(plan: &Plan, folder: &Path) -> Command {
    let mut command = Command::new(&plan.program);
    command.args(&plan.arguments).env_clear().envs(plan.reach.environment.iter().cloned());
    if plan.reach.folder.is_none() {
        command.env("TMPDIR", folder);
    }
    command
}

/// Makes standard streams of what is to be one, and closes whatever else the launcher has open, or had from whoever started
/// the grader. What is left of these ends is closed when the program is executed, but for the reply channel.
fn take(ends: Ends) -> io::Result<(UnixStream, OwnedFd)> {
    let Ends { start, out, err, reply } = ends;
    dup2_stdin(File::open("/dev/null")?)?;
    dup2_stdout(out)?;
    dup2_stderr(err)?;
    let kept = [start.as_raw_fd(), reply.as_raw_fd()];
    let open: Vec<RawFd> = fs::read_dir("/proc/self/fd")?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|number| *number > 2 && !kept.contains(number))
        .collect();
    for number in open {
        // The folder that was just read is among them, and is closed already.
        let _ = close(number);
    }
    Ok((start, reply))
}

fn bound(limits: &Limits, watched: Watched) -> nix::Result<()> {
    // The observer counts memory, threads and processes exactly; these are for what grows faster than it looks.
    let data = (limits.memory_mib << 20).saturating_mul(4) + ((limits.threads as u64) << 22);
    // A soft limit of CPU time ends in a signal that the observer sees; the hard one is for who ignores it.
    // Where a program watches its own children, it would tell of one that the kernel has ended as of one that failed. There the
    // bound is kept by whoever looks, in whose time the kernel's comes too early besides: it counts ticks.
    let cpu_seconds = limits.cpu_seconds * if watched == Watched::Stillness { 2 } else { 1 };
    for (resource, soft, hard) in [
        (Resource::RLIMIT_CPU, cpu_seconds, cpu_seconds + 1),
        (Resource::RLIMIT_DATA, data, data),
        (Resource::RLIMIT_NOFILE, limits.files, limits.files),
        (Resource::RLIMIT_FSIZE, limits.disk_mib << 20, limits.disk_mib << 20),
        (Resource::RLIMIT_CORE, 0, 0),
    ] {
        setrlimit(resource, soft, hard)?;
    }
    Ok(())
}

/// What a user may start beside a run while it goes on: other runs, a compiler.
const SPARE_TASKS: usize = 1000;

/// Where nobody observes, processes that start processes might be there by the ten thousand before anybody looks. The kernel
/// counts all tasks of a user, so what the user has already is added, and much to spare: a run must not be refused a thread
/// because another one starts too many. Root is not bounded so.
fn bound_tasks(limits: &Limits, seal: &Seal) -> nix::Result<()> {
    let user = seal.uid.unwrap_or_else(|| Uid::current().as_raw());
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let of_user = processes.filter(|entry| entry.metadata().is_ok_and(|data| data.is_dir() && data.uid() == user));
    let tasks = of_user.map(|entry| fs::read_dir(entry.path().join("task")).map_or(0, Iterator::count)).sum::<usize>();
    let most = (tasks + limits.processes + limits.threads + SPARE_TASKS) as u64;
    setrlimit(Resource::RLIMIT_NPROC, most, most)
}

/// Puts the seal in force, in the order in which each layer still lets the next be put.
fn shut(plan: &Plan, seal: &Seal, filter: Option<&BpfProgram>, folder: &Path) -> Result<(), String> {
    let rules = files::rules(seal.files, plan, folder).map_err(|error| format!("Landlock: {error}"))?;
    match seal.uid {
        Some(uid) => change_user(uid).map_err(|error| format!("user {uid}: {error}"))?,
        None => drop_capabilities().map_err(|error| format!("capabilities: {error}"))?,
    }
    // A change of the user takes it back.
    prctl::set_pdeathsig(Signal::SIGKILL).map_err(|error| format!("pdeathsig: {error}"))?;
    prctl::set_no_new_privs().map_err(|error| format!("no_new_privs: {error}"))?;
    if let Some(rules) = rules {
        rules.enforce().map_err(|error| format!("Landlock: {error}"))?;
    }
    // Last: the list lets no further layer be put.
    if let Some(filter) = filter {
        seccompiler::apply_filter(filter).map_err(|error| format!("seccomp: {error}"))?;
    }
    Ok(())
}

fn change_user(uid: u32) -> nix::Result<()> {
    let (user, group) = (Uid::from_raw(uid), Gid::from_raw(uid));
    setgroups(&[])?;
    setresgid(group, group, group)?;
    setresuid(user, user, user)
}

/// What root may do beyond others; whoever is not root has none.
fn drop_capabilities() -> rustix::io::Result<()> {
    let none = CapabilitySet::empty();
    set_capabilities(None, CapabilitySets { effective: none, permitted: none, inheritable: none })
}

/// Whether a program can be executed at all, so that the caller can say so before a run.
pub fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.is_absolute() && path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}
