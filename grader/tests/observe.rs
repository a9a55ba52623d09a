//! The observer and the sandbox, held against a small program that does one thing at a time (`observe/subject`): what the
//! kernel tells of it must be what it did, on every run and however busy the machine is.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "observe/facts.rs"]
mod facts;
#[path = "observe/launcher.rs"]
mod launcher;
#[path = "observe/limits.rs"]
mod limits;
#[path = "observe/lines.rs"]
mod lines;
#[path = "observe/neighbours.rs"]
mod neighbours;
#[path = "observe/output.rs"]
mod output;
#[path = "observe/processes.rs"]
mod processes;
#[path = "observe/run.rs"]
mod run;
#[path = "observe/stuck.rs"]
mod stuck;
#[path = "observe/threads.rs"]
mod threads;
