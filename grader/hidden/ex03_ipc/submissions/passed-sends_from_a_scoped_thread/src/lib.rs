//! A scoped thread sends the requests, and all answers come over one channel, read to its end. The child loops over a
//! plain sum.

use std::io;
use std::process::Command;
use std::thread;

use ipc_channel::ipc::{self, IpcOneShotServer, IpcSender};

pub fn parent(mut child: Command, numbers: Vec<u64>) -> Result<Vec<u64>, IpcError> {
    let (server, name) = IpcOneShotServer::<IpcSender<Request>>::new()?;
    let mut process = child.arg(name).spawn()?;
    let (_, requests) = server.accept()?;
    let (sender, answers) = ipc::channel::<Answer>()?;
    let answered: Answer = thread::scope(|scope| {
        scope.spawn(|| {
            let (requests, sender) = (requests, sender);
            for chunk in numbers.chunks(1 << 16) {
                if requests.send((chunk.to_vec(), sender.clone())).is_err() {
                    return;
                }
            }
        });
        let all: Vec<Answer> = std::iter::from_fn(|| answers.recv().ok()).collect();
        all.into_iter().collect::<Result<Vec<_>, _>>().map(|squares| squares.concat())
    });
    process.wait()?;
    answered.map_err(IpcError::Overflow)
}

pub fn child(name: String) -> Result<(), IpcError> {
    let (sender, requests) = ipc::channel::<Request>()?;
    IpcSender::connect(name)?.send(sender)?;
    while let Ok((numbers, answers)) = requests.recv() {
        answers.send(squares(&numbers))?;
    }
    Ok(())
}

fn squares(numbers: &[u64]) -> Answer {
    let mut squares = Vec::with_capacity(numbers.len());
    for &number in numbers {
        let square = u128::from(number) * u128::from(number);
        squares.push(u64::try_from(square).map_err(|_| number)?);
    }
    Ok(squares)
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
