//! The lesson's second program. It is given: there is nothing to write in here.
//!
//! Started without arguments it is the parent; the child is the same program, started with `num MS`.

use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, io, thread};

/// The lesson's pause after each number, in milliseconds.
const PAUSE: u64 = 1000;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => parent(PAUSE),
        ["--help"] => {
            println!("{}", usage());
            Ok(())
        }
        ["--pause", millis] => number(millis).and_then(parent),
        ["num", millis] => number(millis).map(num),
        _ => Err(usage()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Starts this program again, as the child that counts.
fn parent(pause: u64) -> Result<(), String> {
    let say = |error: io::Error| format!("failed to run the child: {error}");
    let mut child = Command::new(env::current_exe().map_err(say)?);
    child.args(["num".to_owned(), pause.to_string()]);
    let status = ex02::run(child).map_err(say)?;
    if status.success() { Ok(()) } else { Err(format!("the child failed: {status}")) }
}

/// What the child does.
fn num(pause: u64) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(Duration::from_millis(pause));
    }
}

fn number(millis: &str) -> Result<u64, String> {
    millis.parse().map_err(|error| format!("`{millis}` is no number of milliseconds: {error}"))
}

fn usage() -> String {
    format!("usage: ex02 [--pause MS]    MS: milliseconds after each number, by default {PAUSE}")
}
