//! The one place where the compiler is started on a student's code: shut in as a submission is, and bounded. What its
//! messages mean is `diagnostic`'s and `refusal`'s concern.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

use crate::{
    Fault,
    observe::{Ending, Exit, Limit, Stream},
    sandbox::{Launcher, Limits, Plan, Reach, Schedule, Watched},
};

/// What one call of the compiler may use, with its linker.
pub const LIMITS: Limits = Limits {
    cpu_seconds: 20,
    wall_seconds: 180,
    memory_mib: 2048,
    threads: 256,
    processes: 16,
    output_bytes: 4 << 20,
    files: 1024,
    disk_mib: 512,
};

/// How a call of the compiler ended.
#[derive(Debug)]
pub(super) struct Ended {
    /// Success, failure, or which bound was passed.
    pub(super) how: How,
    /// All that it wrote to standard error, bounded.
    pub(super) messages: String,
}

/// See [`Ended`].
#[derive(Debug)]
pub(super) enum How {
    Exited(Exit),
    /// It was ended by us: what it used too much of, "more than 20 s of CPU time".
    Over(String),
}

/// What the compiler is given of this machine.
#[derive(Debug)]
pub(super) struct Given<'a> {
    /// The folder that holds `bin`, `lib`.
    pub(super) sysroot: &'a Path,
    /// Where it starts, with the sources below.
    pub(super) folder: &'a Path,
    /// Where it writes.
    pub(super) out: &'a Path,
    /// What it reads beside those.
    pub(super) read: Vec<PathBuf>,
}

/// Runs the compiler and waits for it. It sees `PATH` (to find the linker) and a place for temporary files, and nothing
/// else of our environment; it reaches what it is given, the linker and the system's libraries, and no other file.
///
/// # Errors
/// It cannot be started or watched.
pub(super) fn start(
    launcher: &Launcher,
    given: Given<'_>,
    arguments: &[OsString],
    limits: &Limits,
) -> Result<Ended, Fault> {
    let text = |text: &OsString| text.to_str().map(str::to_owned).ok_or_else(|| not_utf8(text));
    let plan = Plan {
        arguments: arguments.iter().map(text).collect::<Result<_, _>>()?,
        limits: *limits,
        schedule: Schedule::FREE,
        watched: Watched::Tasks,
        reach: reach(given.sysroot, given.folder, given.out, given.read)?,
        ..Plan::of_driver(given.sysroot.join("bin/rustc"))
    };
    let seen = launcher.run(&plan)?;
    let how = match seen.ending {
        Ending::Limit(limit) => How::Over(over(limit, limits)),
        Ending::Ended(Exit::Signal(nix::libc::SIGXFSZ)) => How::Over(over(Limit::Disk, limits)),
        Ending::Ended(exit) => How::Exited(exit),
        Ending::Stuck | Ending::Stopped => How::Over("more than it may: it never ended".to_owned()),
    };
    Ok(Ended { how, messages: String::from_utf8_lossy(&seen.printed(Stream::Err)).into_owned() })
}

fn reach(sysroot: &Path, folder: &Path, out: &Path, read: Vec<PathBuf>) -> Result<Reach, Fault> {
    let path = env::var_os("PATH").unwrap_or_default();
    let temporary = out.as_os_str().to_owned();
    let text = |text: OsString| text.into_string().map_err(|text| not_utf8(&text));
    let mut execute = system(&path);
    execute.push(sysroot.to_owned());
    Ok(Reach {
        folder: Some(folder.to_owned()),
        read: [vec![folder.to_owned()], read, memory()].concat(),
        execute,
        write: vec![out.to_owned()],
        sockets: false,
        environment: vec![
            ("PATH".to_owned(), text(path)?),
            ("TMPDIR".to_owned(), text(temporary)?),
            ("RUSTC_ICE".to_owned(), "0".to_owned()), // no report files when it crashes
            ("MALLOC_CONF".to_owned(), KEEPS_MEMORY.to_owned()),
        ],
    })
}

/// Where systems keep the linker and what it links with; those that are there. None of it is anybody's own.
const SYSTEM: [&str; 8] =
    ["/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/lib", "/lib64", "/nix/store"];

fn system(path: &OsString) -> Vec<PathBuf> {
    // A linker that was installed elsewhere is found where PATH finds it.
    let linker = env::split_paths(path).find_map(|folder| folder.join("cc").canonicalize().ok());
    let linker = linker.and_then(|linker| Some(linker.parent()?.to_owned()));
    let known = SYSTEM.iter().map(PathBuf::from).chain(linker);
    known.filter_map(|folder| folder.canonicalize().ok()).collect()
}

/// What the kernel tells every allocator of how it gives memory: where the compiler's cannot read it, it asks eight times as
/// often for memory, which takes 5 ms of 100. Nothing of it is anybody's, and a source that names it reads outside all the same.
const MEMORY: [&str; 2] = ["/proc/sys/vm/overcommit_memory", "/sys/kernel/mm/transparent_hugepage/enabled"];

fn memory() -> Vec<PathBuf> {
    MEMORY.iter().map(PathBuf::from).filter(|file| file.exists()).collect()
}

/// What the compiler's allocator is told (jemalloc(3)): it ends before it would be worth while to give memory back, or to keep that
/// of its few threads apart. That saves 2 % of its time.
const KEEPS_MEMORY: &str = "narenas:1,dirty_decay_ms:-1,muzzy_decay_ms:-1";

fn over(limit: Limit, limits: &Limits) -> String {
    match limit {
        Limit::Cpu => format!("more than {} s of CPU time", limits.cpu_seconds),
        Limit::Wall => format!("more than {} s", limits.wall_seconds),
        Limit::Memory => format!("more than {} MiB of memory", limits.memory_mib),
        Limit::Threads => format!("more than {} threads", limits.threads),
        Limit::Processes => format!("more than {} processes", limits.processes),
        Limit::Output => format!("more than {} bytes of messages", limits.output_bytes),
        Limit::Disk => format!("more than {} MiB of files", limits.disk_mib),
        Limit::Refusals => "calls that are refused, again and again".to_owned(),
    }
}

fn not_utf8(text: &OsString) -> Fault {
    Fault::tool("rustc", format!("{} is no UTF-8: move the course to another folder", text.display()))
}
