//! A launcher process has one run at a time, because what bounds and observes a run belongs to a process: being the reaper
//! of orphans, being the tracer, and waiting for any child. The next run begins when nothing is left of the one before; the
//! shim that is to become its program is started then, and waits for its order.

use std::{
    env,
    fs::File,
    io::{self, BufRead, Write},
    os::{
        fd::{AsFd, AsRawFd, OwnedFd, RawFd},
        unix::net::UnixStream,
    },
    process::{Child, Command},
};

use nix::{
    fcntl::{FcntlArg, FdFlag, OFlag, fcntl},
    sys::{
        prctl,
        socket::{AddressFamily, SockFlag, SockType, socketpair},
        stat::fstat,
    },
    unistd::pipe2,
};

use super::{OURSELVES, plain, plan::Order, shim::SEAL_FAILED};
use crate::observe::{Modules, Observation, Streams, hush, seize, watch};

/// Runs the orders that come over standard input, one a line, and writes the facts of each to standard output: the length
/// of the observation's JSON and the number of bytes of the reply channel, as eight bytes each, little end first, the JSON,
/// and those bytes. Ends with standard input, and the run that goes on with it.
///
/// # Errors
/// What failed on our side.
pub fn launch() -> Result<(), String> {
    let reading = |error: String| format!("reading the plan: {error}");
    prctl::set_child_subreaper(true).map_err(|error| format!("subreaper: {error}"))?;
    hush();
    let mut modules = Modules::default();
    let mut shim = Shim::start()?;
    // No more than a line may be taken in: whether there is an end is what the run that follows is watched for.
    while let Some(line) = read_line(&mut io::stdin().lock()).map_err(|error| reading(error.to_string()))? {
        let order: Order = serde_json::from_slice(&line).map_err(|error| reading(error.to_string()))?;
        let (observation, replies) = run(shim, order, &mut modules)?;
        tell_facts(&observation, &replies).map_err(|error| format!("writing the facts: {error}"))?;
        shim = Shim::start()?;
    }
    shim.end();
    Ok(())
}

/// The next line without its end; `None` where there is none.
pub(super) fn read_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
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

/// A shim that waits for its order, and what joins it and us.
struct Shim {
    child: Child,
    order: UnixStream,
    out: OwnedFd,
    err: OwnedFd,
    reply: OwnedFd,
    /// The other end of the reply channel: its number in the shim, and its inode.
    reply_theirs: (RawFd, u64),
}

impl Shim {
    /// Executing ourselves takes longer than all of the seal, so it is done before anybody waits for the run.
    fn start() -> Result<Shim, String> {
        let failed = |what: &'static str| move |error: nix::Error| format!("{what}: {error}");
        let (out, out_theirs) = pipe2(OFlag::O_CLOEXEC).map_err(failed("pipe"))?;
        let (err, err_theirs) = pipe2(OFlag::O_CLOEXEC).map_err(failed("pipe"))?;
        let (reply, reply_theirs) = reply_channel()?;
        let inode = fstat(&reply_theirs).map_err(failed("reply channel"))?.st_ino;
        let (order, theirs) = UnixStream::pair().map_err(|error| format!("socket: {error}"))?;
        let mut command = Command::new(OURSELVES);
        command.arg(super::SHIM).env_clear().stdin(OwnedFd::from(theirs)).stdout(out_theirs).stderr(err_theirs);
        let child = command.spawn().map_err(|error| format!("starting the shim: {error}"))?;
        Ok(Shim { child, order, out, err, reply, reply_theirs: (reply_theirs.as_raw_fd(), inode) })
    }

    /// Nobody has an order for it.
    fn end(mut self) {
        // One that has ended by itself is what we want.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn run(mut shim: Shim, mut order: Order, modules: &mut Modules) -> Result<(Observation, Vec<u8>), String> {
    env::set_current_dir(&order.folder).map_err(|error| format!("{}: {error}", order.folder.display()))?;
    let failed = |what: &'static str| move |error: nix::Error| format!("{what}: {error}");
    let (reply_number, reply_inode) = shim.reply_theirs;
    if order.plan.watched.replies() {
        order.plan.arguments.insert(0, reply_number.to_string());
    }
    let pid = shim.child.id() as i32;
    if order.seal.observed {
        seize(pid, order.plan.watched)
            .map_err(|error| format!("{SEAL_FAILED}observing a process of our own (ptrace): {error}"))?;
    }
    tell(&mut shim.order, &order)?;
    let streams = Streams::new(File::from(shim.out), File::from(shim.err), (File::from(shim.reply), reply_inode));
    let streams = streams.map_err(failed("pipes"))?;
    let stop = io::stdin();
    match order.seal.observed {
        true => watch(&order.plan, pid, streams, stop.as_fd(), modules).map_err(failed("observing")),
        false => plain::watch(&order, pid, streams, shim.order, stop.as_fd()).map_err(failed("waiting")),
    }
}

fn tell(shim: &mut UnixStream, order: &Order) -> Result<(), String> {
    let json = serde_json::to_string(order).map_err(io::Error::from);
    let told = json.and_then(|json| shim.write_all(format!("{json}\ng").as_bytes()));
    told.map_err(|error| format!("telling the shim its plan: {error}"))
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
