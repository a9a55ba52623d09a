//! `cargo book`: the command line.

use anyhow::Result;
use book::room::Room;
use book::{build, preprocess, test};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo book COMMAND

  build             make the pages: target/book/index.html
  test              build, and test listings and links";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments, &Room::ours()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str], room: &Room) -> Result<ExitCode> {
    match arguments {
        ["build"] => build::build(room, false)?,
        ["test"] => test::test(room)?,
        // mdBook's protocol: whether we serve its renderer, and then the book.
        ["preprocess", "supports", _] => {}
        ["preprocess"] => preprocess::by_protocol()?,
        ["help" | "--help" | "-h"] => println!("{USAGE}"),
        _ => {
            eprintln!("{USAGE}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
