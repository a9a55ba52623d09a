//! The last of us in the process that becomes the driver: waits until it is observed, bounds itself, and executes the
//! program. The seal (Landlock, the allow-list of calls) belongs here, between the bounds and the filter.

use std::{
    io::{self, Read},
    os::{fd::AsFd, unix::process::CommandExt},
    path::Path,
    process::Command,
};

use nix::{
    sys::{
        prctl,
        resource::{Resource, setrlimit},
        signal::{SigSet, Signal},
    },
    unistd::{dup2_stdin, setsid},
};

use super::{Plan, filter};

/// Becomes the driver. The plan comes over standard input, after which one more byte says that the launcher observes us.
/// Returns only when it fails, with what failed.
pub fn shim() -> String {
    match become_driver() {
        Ok(never) => match never {},
        Err(problem) => problem,
    }
}

fn become_driver() -> Result<std::convert::Infallible, String> {
    let plan: Plan = read_plan().map_err(|error| format!("reading the plan: {error}"))?;
    setsid().map_err(|error| format!("setsid: {error}"))?;
    prctl::set_pdeathsig(Signal::SIGKILL).map_err(|error| format!("pdeathsig: {error}"))?;
    SigSet::empty().thread_set_mask().map_err(|error| format!("signal mask: {error}"))?;
    let null = std::fs::File::open("/dev/null").map_err(|error| format!("/dev/null: {error}"))?;
    dup2_stdin(null.as_fd()).map_err(|error| format!("standard input: {error}"))?;
    bound(&plan).map_err(|error| format!("rlimits: {error}"))?;
    let filter = filter::stops().map_err(|error| format!("filter: {error}"))?;
    let mut command = Command::new(&plan.program);
    command.args(&plan.arguments).env_clear().env("TMPDIR", here()?);
    seccompiler::apply_filter(&filter).map_err(|error| format!("seccomp: {error}"))?;
    Err(format!("{}: {}", plan.program.display(), command.exec()))
}

/// The plan is one line; the byte after it comes when we are observed.
fn read_plan() -> io::Result<Plan> {
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
    let plan = serde_json::from_slice(&line)?;
    stdin.read_exact(&mut byte)?;
    Ok(plan)
}

fn here() -> Result<std::path::PathBuf, String> {
    std::env::current_dir().map_err(|error| format!("current folder: {error}"))
}

fn bound(plan: &Plan) -> nix::Result<()> {
    let limits = &plan.limits;
    // The observer counts memory, threads and processes exactly; these are for what grows faster than it looks.
    let data = (limits.memory_mib << 20).saturating_mul(4) + ((limits.threads as u64) << 22);
    // A soft limit of CPU time ends in a signal that the observer sees; the hard one is for who ignores it.
    for (resource, soft, hard) in [
        (Resource::RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1),
        (Resource::RLIMIT_DATA, data, data),
        (Resource::RLIMIT_NOFILE, limits.files, limits.files),
        (Resource::RLIMIT_FSIZE, limits.memory_mib << 20, limits.memory_mib << 20),
        (Resource::RLIMIT_CORE, 0, 0),
    ] {
        setrlimit(resource, soft, hard)?;
    }
    Ok(())
}

/// Whether a program can be executed at all, so that the caller can say so before a run.
pub fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.is_absolute() && path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}
