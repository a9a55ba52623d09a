//! Gives the child its numbers as an argument, and reads the squares from its output.

use std::io;
use std::process::Command;

use ipc_channel::ipc::IpcSender;

pub fn parent(mut child: Command, numbers: Vec<u64>) -> Result<Vec<u64>, IpcError> {
    let words: Vec<String> = numbers.iter().map(u64::to_string).collect();
    let output = child.arg(words.join(" ")).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_whitespace().map(|word| word.parse().map_err(|_| IpcError::Channel(text.clone()))).collect()
}

pub fn child(name: String) -> Result<(), IpcError> {
    for word in name.split_whitespace() {
        let number: u64 = word.parse().map_err(|_| IpcError::Channel(name.clone()))?;
        println!("{}", number.checked_mul(number).ok_or(IpcError::Overflow(number))?);
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
