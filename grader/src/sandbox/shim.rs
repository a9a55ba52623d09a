//! The last of us in the process that becomes the program: waits until it is observed, bounds itself, shuts itself in, and
//! executes the program. Whatever of this fails ends the run before it begins.

use std::{
    convert::Infallible,
    env,
    fs::{self, File},
    io::{self, Read, Write},
    os::{
        fd::AsFd,
        unix::{fs::MetadataExt, process::CommandExt},
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
    unistd::{Gid, Uid, close, dup2_stdin, setgroups, setresgid, setresuid, setsid},
};
use rustix::thread::{CapabilitySet, CapabilitySets, set_capabilities};

use super::{Limits, Plan, Seal, Watched, calls, files, plan::Order};

/// Becomes the program. The order comes over standard input, after which one more byte says that it may go on: it is
/// observed, where it is to be. Returns only when it fails, with what failed.
pub fn shim() -> String {
    match become_program() {
        Ok(never) => match never {},
        Err(problem) => problem,
    }
}

fn become_program() -> Result<Infallible, String> {
    let Order { plan, seal, folder } = read_order().map_err(|error| format!("reading the plan: {error}"))?;
    env::set_current_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let folder = env::current_dir().map_err(|error| format!("current folder: {error}"))?;
    close_inherited(&plan).map_err(|error| format!("closing descriptors: {error}"))?;
    setsid().map_err(|error| format!("setsid: {error}"))?;
    SigSet::empty().thread_set_mask().map_err(|error| format!("signal mask: {error}"))?;
    let mut launcher = match seal.observed {
        true => None,
        false => Some(launcher().map_err(|error| format!("standard input: {error}"))?),
    };
    let null = File::open("/dev/null").map_err(|error| format!("/dev/null: {error}"))?;
    dup2_stdin(null.as_fd()).map_err(|error| format!("standard input: {error}"))?;
    drop(null);
    bound(&plan.limits, plan.watched).map_err(|error| format!("rlimits: {error}"))?;
    if !seal.observed {
        bound_tasks(&plan.limits, &seal).map_err(|error| format!("rlimits: {error}"))?;
    }
    let command = command(&plan, &folder);
    shut(&plan, &seal, &folder).map_err(|problem| format!("{SEAL_FAILED}{problem}"))?;
    exec(command, &plan, launcher.as_mut())
}

/// What begins the complaint of a run that could not be shut in.
pub(super) const SEAL_FAILED: &str = "not shut in: ";
/// What is said to a launcher that does not observe, before the program is executed; whatever follows, it was not.
pub(super) const BEGUN: &[u8] = b"b";

/// The other end of what was standard input; it is closed when the program is executed.
fn launcher() -> io::Result<File> {
    io::stdin().as_fd().try_clone_to_owned().map(File::from)
}

/// How often a program that is open for writing is tried again.
const BUSY: u32 = 100_000;

fn exec(mut command: Command, plan: &Plan, mut launcher: Option<&mut File>) -> Result<Infallible, String> {
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

/// The order is one line; the byte after it comes when we may go on.
fn read_order() -> io::Result<Order> {
    let mut line = Vec::new();
    let mut stdin = io::stdin().lock();
    let mut byte = [0];
    loop {
        stdin.read_exact(&mut byte)?;
        if byte == *b"\n" {
            break;
        }
        line.push(byte[0]);
    }
    let order = serde_json::from_slice(&line)?;
    stdin.read_exact(&mut byte)?;
    Ok(order)
}

/// Whoever started the grader may have left descriptors open; of those only the reply channel, which a driver's plan
/// names, goes on to the program.
fn close_inherited(plan: &Plan) -> io::Result<()> {
    let first = plan.arguments.first().filter(|_| plan.watched.replies());
    let reply: Option<i32> = first.and_then(|number| number.parse().ok());
    let open: Vec<i32> = fs::read_dir("/proc/self/fd")?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|number| *number > 2 && Some(*number) != reply)
        .collect();
    for number in open {
        // The folder that was just read is among them, and is closed already.
        let _ = close(number);
    }
    Ok(())
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
fn shut(plan: &Plan, seal: &Seal, folder: &Path) -> Result<(), String> {
    let filter = calls::filter(seal, plan.watched, plan.reach.sockets);
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
        seccompiler::apply_filter(&filter).map_err(|error| format!("seccomp: {error}"))?;
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
