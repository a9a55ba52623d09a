//! The lesson's first program. It is given: there is nothing to write in here.

use std::process::ExitCode;
use std::time::Duration;

/// The lesson's pause after each number.
const PAUSE: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => ex01::run(PAUSE),
        ["--help"] => println!("{}", usage()),
        ["--pause", millis] => match millis.parse() {
            Ok(millis) => ex01::run(Duration::from_millis(millis)),
            Err(error) => return refuse(&format!("`{millis}` is no number of milliseconds: {error}")),
        },
        _ => return refuse(&usage()),
    }
    ExitCode::SUCCESS
}

fn usage() -> String {
    format!("usage: ex01 [--pause MS]    MS: milliseconds after each number, by default {}", PAUSE.as_millis())
}

fn refuse(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}
