//! Calling cargo for the book's own packages, and for the solutions.

use crate::room::Room;
use std::process::Command;

/// `cargo run` of a package of the book's workspace; its arguments follow.
#[must_use]
pub fn run(room: &Room, package: &str) -> Command {
    let mut command = cargo(room, "run");
    command.arg("--manifest-path").arg(room.book().join("Cargo.toml")).args(["--package", package, "--"]);
    command
}

/// A quiet cargo command in the book's folder, without what cargo tells the programs that it runs.
#[must_use]
pub fn cargo(room: &Room, subcommand: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args([subcommand, "--quiet", "--locked"]).current_dir(room.book()).env_remove("RUST_BACKTRACE");
    command
}
