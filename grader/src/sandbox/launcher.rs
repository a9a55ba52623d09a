//! One launcher process per run, because what bounds and observes a run belongs to a process: being the reaper of orphans,
//! being the tracer, and waiting for any child. It ends when nothing of the run is left.

use std::{
    fs::File,
    io::{self, BufRead, Write},
    os::fd::{AsFd, AsRawFd, OwnedFd},
    process::{Child, Command, Stdio},
};

use nix::{fcntl::OFlag, sys::prctl, unistd::pipe2};

use super::{Watched, plain, plan::Order};
use crate::observe::{Observation, Streams, seize, watch};

/// Runs the order that comes over standard input, and writes the facts to standard output: the length of the observation's
/// JSON as eight bytes, little end first, the JSON, and the bytes of the reply channel.
///
/// # Errors
/// What failed on our side.
pub fn launch() -> Result<(), String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(|error| format!("reading the plan: {error}"))?;
    let order: Order = serde_json::from_str(&line).map_err(|error| format!("reading the plan: {error}"))?;
    prctl::set_child_subreaper(true).map_err(|error| format!("subreaper: {error}"))?;
    let (observation, replies) = run(order)?;
    let json = serde_json::to_vec(&observation).map_err(|error| format!("writing the facts: {error}"))?;
    let mut out = io::stdout().lock();
    let length = (json.len() as u64).to_le_bytes();
    let written = out.write_all(&length).and_then(|()| out.write_all(&json)).and_then(|()| out.write_all(&replies));
    written.and_then(|()| out.flush()).map_err(|error| format!("writing the facts: {error}"))
}

fn run(mut order: Order) -> Result<(Observation, Vec<u8>), String> {
    let failed = |what: &'static str| move |error: nix::Error| format!("{what}: {error}");
    let (out, out_theirs) = pipe2(OFlag::O_CLOEXEC).map_err(failed("pipe"))?;
    let (err, err_theirs) = pipe2(OFlag::O_CLOEXEC).map_err(failed("pipe"))?;
    let (reply, reply_theirs) = reply_pipe()?;
    if order.plan.watched == Watched::Calls {
        order.plan.arguments.insert(0, reply_theirs.as_raw_fd().to_string());
    }
    let program = std::env::current_exe().map_err(|error| format!("finding ourselves: {error}"))?;
    let mut command = Command::new(program);
    command.arg(super::SHIM).env_clear().stdin(Stdio::piped()).stdout(out_theirs).stderr(err_theirs);
    let mut shim = command.spawn().map_err(|error| format!("starting the shim: {error}"))?;
    drop((command, reply_theirs));
    let pid = shim.id() as i32;
    if order.seal.observed {
        seize(pid).map_err(failed("observing a process of our own (ptrace)"))?;
    }
    tell(&mut shim, &order)?;
    let streams = Streams::new(File::from(out), File::from(err), File::from(reply)).map_err(failed("pipes"))?;
    let stop = io::stdin();
    match order.seal.observed {
        true => watch(&order.plan, pid, streams, stop.as_fd()).map_err(failed("observing")),
        false => plain::watch(&order.plan, pid, streams, stop.as_fd()).map_err(failed("waiting")),
    }
}

fn tell(shim: &mut Child, order: &Order) -> Result<(), String> {
    let mut stdin = shim.stdin.take().ok_or("the shim has no standard input")?;
    let json = serde_json::to_string(order).map_err(io::Error::from);
    let told = json.and_then(|json| stdin.write_all(format!("{json}\ng").as_bytes()));
    told.map_err(|error| format!("telling the shim its plan: {error}"))
}

/// The one descriptor that the driver inherits beside the standard ones; ours is closed on exec.
fn reply_pipe() -> Result<(OwnedFd, OwnedFd), String> {
    use nix::fcntl::{FcntlArg, FdFlag, fcntl};
    let (ours, theirs) = pipe2(OFlag::O_CLOEXEC).map_err(|error| format!("pipe: {error}"))?;
    fcntl(&theirs, FcntlArg::F_SETFD(FdFlag::empty())).map_err(|error| format!("pipe: {error}"))?;
    Ok((ours, theirs))
}
