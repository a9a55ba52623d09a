//! # ex03: pass data between two processes
//!
//! Threads share memory; processes do not. What one of them knows must be *sent* to the other, here with the crate
//! `ipc-channel`: its channels look like those of `std::sync::mpsc`, but their two ends may be in two processes.
//!
//! ```text
//! $ cargo run -p ex03 -- 1 2 3
//! 1 4 9
//! ```
//!
//! The parent has the numbers, the child squares them, and both are the same program: `src/main.rs` is given, and calls
//! [`child`] when its arguments are `child NAME`, else [`parent`]. What they say to each other, in this order:
//!
//! ```text
//! parent                                                       child
//!   IpcOneShotServer::new() gives a server and its name
//!   starts the child, the name as its last argument  ───────►  IpcSender::connect(name)
//!   server.accept()  ◄───── an IpcSender<Request> ───────────  ipc::channel(), and sends the sender
//!   (numbers, where to answer)  ─────────────────────────────► recv()
//!   recv()  ◄──────────────────────────── an Answer ─────────  send(…)
//!   …                                                          …
//!   drops its IpcSender<Request>  ───────────────────────────► recv() fails: Disconnected, so that was all
//!   waits for the child                                        ends
//! ```
//!
//! Write [`child`] first, then [`parent`], and try them with `cargo test -p ex03`. The grader also runs your parent with a
//! child of its own, and your child with a parent of its own; and it sees what crosses between the two.
//!
//! A child that ends before it connects is not your concern: `accept` would wait for ever, and that is exercise 20.

use std::fmt;
use std::io;
use std::process::Command;

// ANCHOR: solution
use ipc_channel::ipc::IpcOneShotServer;
// ANCHOR_END: solution
use ipc_channel::ipc::IpcSender;

/// What the child answers to a request: the squares in the order of the numbers; or `Err(n)` where the square of `n` does
/// not fit into a `u64`, `n` being the first such number.
pub type Answer = Result<Vec<u64>, u64>;

/// What the parent asks: square these numbers, and send the answer there.
pub type Request = (Vec<u64>, IpcSender<Answer>);

/// Starts `child`, has it square `numbers`, and returns the squares in the same order.
///
/// - `child` is started once, with the name of a one-shot server added as its last argument. The first and only thing
///   that comes over that server is the child's `IpcSender<Request>`.
/// - The numbers are sent in one request or in several, as you like; no numbers give no squares. They go over the channel
///   alone: not in arguments, not through a file.
/// - What is returned is what the child answered. The parent computes no square, and checks none.
/// - At the end, whatever the answers were, the parent lets go of its `IpcSender<Request>`, which is what tells the child
///   to end, and only then waits for the child, so that no zombie is left. Its exit status does not matter.
///
/// Beware with several requests: a channel holds only so much. A parent that sends and sends while nobody receives the
/// answers ends up waiting for the child, which waits for the parent.
///
/// # Errors
/// [`IpcError::Overflow`] with the number that the child answered, and no squares. [`IpcError::Io`] when the child cannot
/// be started. [`IpcError::Io`] or [`IpcError::Channel`] when the channel fails, as it does when the child ends in
/// mid-talk; the child is waited for in that case too.
pub fn parent(child: Command, numbers: Vec<u64>) -> Result<Vec<u64>, IpcError> {
    // ANCHOR: solution
    // STUB: todo!("start {child:?}, send it {} numbers, and return what it answers", numbers.len())
    let mut child = child;
    let (server, name) = IpcOneShotServer::new()?;
    let mut process = child.arg(name).spawn()?;
    // All our ends of the channels live and die in `ask`. If the sender of requests were still here while we wait, the
    // child would wait for the next request, and we for the child: a deadlock between two processes.
    let answer = ask(server, numbers);
    process.wait()?;
    // Only now may an error return: before, it would leave the child behind.
    answer?.map_err(IpcError::Overflow)
    // ANCHOR_END: solution
}

/// Answers requests until the parent lets go of its sender. Called in the child, with the name that the parent was given
/// by its one-shot server.
///
/// - Connects to `name`, makes a channel for requests, and sends the sender of it: the first and only thing that the
///   server gets.
/// - Answers every request where it says, in the order in which they come, any number of them, with any numbers in them.
/// - A square that does not fit into a `u64` is answered with `Err(n)`, never with a panic: 4294967295 still fits,
///   4294967296 does not. The requests that follow are answered as usual.
/// - Returns `Ok` once nobody holds a sender of requests any more. One that the child keeps for itself counts as well.
///
/// # Errors
/// [`IpcError::Io`] or [`IpcError::Channel`] when there is no server of that name, or when the channel fails otherwise.
pub fn child(name: String) -> Result<(), IpcError> {
    // ANCHOR: solution
    // STUB: todo!("connect to {name}, send a sender of requests, and answer them")
    let server = IpcSender::connect(name)?;
    let (sender, requests) = ipc_channel::ipc::channel::<Request>()?;
    // `send` takes our sender away. Had we kept a clone, `recv` would never report that the parent is done.
    server.send(sender)?;
    loop {
        match requests.recv() {
            Ok((numbers, answer_to)) => answer_to.send(squares(&numbers))?,
            Err(ipc_channel::IpcError::Disconnected) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
    // ANCHOR_END: solution
}

// ANCHOR: solution
/// The parent's side of the talk: one request, one answer.
fn ask(server: IpcOneShotServer<IpcSender<Request>>, numbers: Vec<u64>) -> Result<Answer, IpcError> {
    let (_, requests) = server.accept()?;
    let (answer_to, answers) = ipc_channel::ipc::channel()?;
    requests.send((numbers, answer_to))?;
    // `send` took `answer_to` away too: if the child dies, the last sender dies with it, and `recv` fails rather than
    // waiting for ever.
    Ok(answers.recv()?)
}

/// The squares, or the first number whose square does not fit.
fn squares(numbers: &[u64]) -> Answer {
    numbers.iter().map(|&number| number.checked_mul(number).ok_or(number)).collect()
}
// ANCHOR_END: solution

/// What can go wrong. Given, with everything below.
#[derive(Debug)]
pub enum IpcError {
    /// The square of this number does not fit into a `u64`.
    Overflow(u64),
    /// The system refused something: starting a process, making a channel.
    Io(io::Error),
    /// The channel broke, or what came over it was not what it should be.
    Channel(String),
}

impl fmt::Display for IpcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IpcError::Overflow(number) => write!(f, "the square of {number} does not fit into 64 bits"),
            IpcError::Io(error) => write!(f, "{error}"),
            IpcError::Channel(problem) => write!(f, "the channel failed: {problem}"),
        }
    }
}

impl std::error::Error for IpcError {}

/// So that `?` works on what std returns.
impl From<io::Error> for IpcError {
    fn from(error: io::Error) -> IpcError {
        IpcError::Io(error)
    }
}

/// So that `?` works on what `ipc-channel` returns.
impl From<ipc_channel::IpcError> for IpcError {
    fn from(error: ipc_channel::IpcError) -> IpcError {
        match error {
            ipc_channel::IpcError::Io(error) => IpcError::Io(error),
            other => IpcError::Channel(other.to_string()),
        }
    }
}
