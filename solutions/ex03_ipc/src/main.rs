//! Squares numbers in a child process. It is given: there is nothing to write in here.
//!
//! `cargo run -p ex03 -- 1 2 3` is the parent; the child is the same program, started with `child NAME`.

use std::env;
use std::error::Error;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["child", name] => ex03::child(name.to_owned()).map_err(Box::from),
        ["--help"] => {
            println!("usage: ex03 [NUMBER]...    squares the numbers in another process");
            Ok(())
        }
        _ => parent(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Starts this program again as the child, and prints the squares that it sends back.
fn parent(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let number = |text: &String| text.parse().map_err(|error| format!("`{text}` is no number to square: {error}"));
    let numbers = arguments.iter().map(number).collect::<Result<Vec<u64>, String>>()?;
    let mut child = Command::new(env::current_exe()?);
    child.arg("child");
    let squares: Vec<String> = ex03::parent(child, numbers)?.iter().map(u64::to_string).collect();
    println!("{}", squares.join(" "));
    Ok(())
}
