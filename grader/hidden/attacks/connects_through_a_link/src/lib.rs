//! Connects through a link of its own making.

use std::io;
use std::process::Command;

use ipc_channel::ipc::{self, IpcOneShotServer, IpcSender};

pub fn parent(mut child: Command, numbers: Vec<u64>) -> Result<Vec<u64>, IpcError> {
    let link = std::env::temp_dir().join("link");
    std::os::unix::fs::symlink("@SOCKET@", &link)?;
    let other = std::env::temp_dir().join("folder");
    std::os::unix::fs::symlink("@OUTSIDE@", &other)?;
    let one = std::os::unix::net::UnixStream::connect(&link);
    one.or(std::os::unix::net::UnixStream::connect(other.join("stream"))).expect("a connection");
    let (server, name) = IpcOneShotServer::new()?;
    let mut process = child.arg(name).spawn()?;
    let answer = ask(server, numbers);
    process.wait()?;
    answer?.map_err(IpcError::Overflow)
}

fn ask(server: IpcOneShotServer<IpcSender<Request>>, numbers: Vec<u64>) -> Result<Answer, IpcError> {
    let (_, requests) = server.accept()?;
    let (sender, answers) = ipc::channel()?;
    requests.send((numbers, sender))?;
    Ok(answers.recv()?)
}

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
