//! A launcher process has one run at a time, because what bounds and observes a run belongs to a process: being the reaper
//! of orphans, being the tracer, and waiting for any child. The next run begins when nothing is left of the one before.

use std::{
    env,
    fs::File,
    io::{self, BufRead, Write},
    os::{
        fd::{AsFd, AsRawFd, OwnedFd},
        unix::net::UnixStream,
    },
};

use fork::{ForkResult, fork};
use nix::{
    fcntl::{FcntlArg, FdFlag, OFlag, fcntl},
    sys::{
        prctl,
        socket::{AddressFamily, SockFlag, SockType, socketpair},
        stat::fstat,
    },
    unistd::pipe2,
};

use super::{
    calls::Filters,
    plain,
    plan::Order,
    run::GIVING_WAY,
    shim::{Ends, SEAL_FAILED, START, Set, become_program},
};
use crate::observe::{Modules, Observation, Streams, hush, seize, watch};

/// Runs the orders that come over standard input, one a line, and writes the facts of each to standard output: the length
/// of the observation's JSON and the number of bytes of the reply channel, as eight bytes each, little end first, the JSON,
/// and those bytes. Ends with standard input, and the run that goes on with it. `how` may say that its runs give way.
///
/// # Errors
/// What failed on our side.
pub fn launch(how: Option<&str>) -> Result<(), String> {
    let reading = |error: String| format!("reading the plan: {error}");
    prctl::set_child_subreaper(true).map_err(|error| format!("subreaper: {error}"))?;
    hush();
    let set = match how {
        Some(GIVING_WAY) => {
            idle::give_way().map_err(|error| format!("giving way: {error}"))?;
            Set::Group
        }
        _ => Set::Session,
    };
    let mut kept = Kept::default();
    // No more than a line may be taken in: whether there is an end is what the run that follows is watched for.
    while let Some(line) = read_line(&mut io::stdin().lock()).map_err(|error| reading(error.to_string()))? {
        let order: Order = serde_json::from_slice(&line).map_err(|error| reading(error.to_string()))?;
        let (observation, replies) = run(order, set, &mut kept)?;
        tell_facts(&observation, &replies).map_err(|error| format!("writing the facts: {error}"))?;
    }
    Ok(())
}

/// What the next run may need again.
#[derive(Default)]
struct Kept {
    modules: Modules,
    filters: Filters,
}

/// The next line without its end; `None` where there is none.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    input.read_until(b'\n', &mut line)?;
    Ok((line.pop() == Some(b'\n')).then_some(line))
}

fn tell_facts(observation: &Observation, replies: &[u8]) -> io::Result<()> {
    let json = serde_json::to_vec(observation)?;
    let mut out = io::stdout().lock();
    for length in [json.len(), replies.len()] {
        out.write_all(&(length as u64).to_le_bytes())?;
    }
    out.write_all(&json)?;
    out.write_all(replies)?;
    out.flush()
}

fn run(mut order: Order, set: Set, kept: &mut Kept) -> Result<(Observation, Vec<u8>), String> {
    env::set_current_dir(&order.folder).map_err(|error| format!("{}: {error}", order.folder.display()))?;
    let failed = |what: &'static str| move |error: nix::Error| format!("{what}: {error}");
    let (out, out_theirs) = pipe2(OFlag::O_CLOEXEC).map_err(failed("pipe"))?;
    let (err, err_theirs) = pipe2(OFlag::O_CLOEXEC).map_err(failed("pipe"))?;
    let (reply, reply_theirs) = reply_channel()?;
    let reply_inode = fstat(&reply_theirs).map_err(failed("reply channel"))?.st_ino;
    let (mut start, start_theirs) = UnixStream::pair().map_err(|error| format!("socket: {error}"))?;
    if order.plan.watched.replies() {
        order.plan.arguments.insert(0, reply_theirs.as_raw_fd().to_string());
    }
    let filter = kept.filters.of(&order.seal, order.plan.watched, order.plan.reach.sockets);
    // The shim is a copy of this process, which has one thread, and no program of its own: to execute one would take longer
    // than all of the seal.
    let shim = match fork().map_err(|error| format!("starting the shim: {error}"))? {
        ForkResult::Child => {
            drop((out, err, reply, start));
            let ends = Ends { start: start_theirs, out: out_theirs, err: err_theirs, reply: reply_theirs };
            return Err(become_program(&order, set, filter, ends));
        }
        ForkResult::Parent { child } => child.as_raw(),
    };
    drop((out_theirs, err_theirs, reply_theirs, start_theirs));
    if order.seal.observed {
        seize(shim, order.plan.watched)
            .map_err(|error| format!("{SEAL_FAILED}observing a process of our own (ptrace): {error}"))?;
    }
    start.write_all(START).map_err(|error| format!("starting the shim: {error}"))?;
    let streams = Streams::new(File::from(out), File::from(err), (File::from(reply), reply_inode));
    let streams = streams.map_err(failed("pipes"))?;
    let stop = io::stdin();
    match order.seal.observed {
        true => watch(&order.plan, shim, streams, stop.as_fd(), &mut kept.modules).map_err(failed("observing")),
        false => plain::watch(&order, shim, streams, start, stop.as_fd()).map_err(failed("waiting")),
    }
}

/// The one descriptor that the driver inherits beside the standard ones; ours is closed on exec. Of a pipe anybody of the
/// same user could open another descriptor by `/proc/PID/fd`, and reply in the driver's place; of a socket nobody can.
fn reply_channel() -> Result<(OwnedFd, OwnedFd), String> {
    let failed = |error: nix::Error| format!("reply channel: {error}");
    let (ours, theirs) =
        socketpair(AddressFamily::Unix, SockType::Stream, None, SockFlag::SOCK_CLOEXEC).map_err(failed)?;
    fcntl(&theirs, FcntlArg::F_SETFD(FdFlag::empty())).map_err(failed)?;
    Ok((ours, theirs))
}
