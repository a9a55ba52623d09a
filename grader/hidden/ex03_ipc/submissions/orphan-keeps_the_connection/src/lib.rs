//! Keeps the sender for a next time and does not wait, so that the child still waits for requests when we end.

use std::io;
use std::process::Command;
use std::sync::Mutex;

use ipc_channel::ipc::{self, IpcOneShotServer, IpcSender};

pub fn parent(mut child: Command, numbers: Vec<u64>) -> Result<Vec<u64>, IpcError> {
    let (server, name) = IpcOneShotServer::<IpcSender<Request>>::new()?;
    child.arg(name).spawn()?; //~ orphan
    let (_, requests) = server.accept()?;
    let (sender, answers) = ipc::channel()?;
    requests.send((numbers, sender))?;
    *CONNECTION.lock().unwrap() = Some(requests);
    answers.recv()?.map_err(IpcError::Overflow)
}

static CONNECTION: Mutex<Option<IpcSender<Request>>> = Mutex::new(None);

pub fn child(name: String) -> Result<(), IpcError> {
    let (sender, requests) = ipc::channel::<Request>()?;
    IpcSender::connect(name)?.send(sender)?;
    while let Ok((numbers, answers)) = requests.recv() {
        answers.send(numbers.iter().map(|&number| number.checked_mul(number).ok_or(number)).collect())?;
    }
    Ok(())
}

pub type Answer = Result<Vec<u64>, u64>;
pub type Request = (Vec<u64>, IpcSender<Answer>);

#[derive(Debug)]
pub enum IpcError {
    Overflow(u64),
    Io(io::Error),
    Channel(String),
}

impl std::fmt::Display for IpcError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for IpcError {}

impl From<io::Error> for IpcError {
    fn from(error: io::Error) -> IpcError {
        IpcError::Io(error)
    }
}

impl From<ipc_channel::IpcError> for IpcError {
    fn from(error: ipc_channel::IpcError) -> IpcError {
        IpcError::Channel(error.to_string())
    }
}
