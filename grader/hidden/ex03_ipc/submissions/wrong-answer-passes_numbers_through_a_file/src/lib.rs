//! Writes the numbers to a file, which the child overwrites with the squares.

use std::env;
use std::fs;
use std::io;
use std::process::{self, Command};

use ipc_channel::ipc::IpcSender;

pub fn parent(mut child: Command, numbers: Vec<u64>) -> Result<Vec<u64>, IpcError> {
    let path = env::temp_dir().join(format!("squares-{}", process::id()));
    fs::write(&path, numbers.iter().map(|number| format!("{number}\n")).collect::<String>())?; //~ wrong-answer
    child.arg(&path).status()?;
    let text = fs::read_to_string(&path)?;
    fs::remove_file(&path)?;
    text.lines().map(|line| line.parse().map_err(|_| IpcError::Channel(line.to_owned()))).collect()
}

pub fn child(name: String) -> Result<(), IpcError> {
    let numbers: Vec<u64> = fs::read_to_string(&name)?.lines().filter_map(|line| line.parse().ok()).collect();
    fs::write(&name, numbers.iter().map(|number| format!("{}\n", number.wrapping_mul(*number))).collect::<String>())?;
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
