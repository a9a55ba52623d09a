//! The command line: what can be asked, where the answer is written, and with which exit code it ends. What is said comes
//! from `report`, what is done from the other rooms.

mod arguments;
mod batch;
mod check;
mod collect;
mod completions;
mod course;
mod doctor;
mod exit_code;
mod explain;
mod export;
mod failure;
mod grade;
mod guard;
mod hint;
mod list;
mod merge;
mod open;
mod output;
mod progress;
mod publish;
mod replay;
mod reset;
mod results;
mod solution;
mod status;
mod trace;
mod watch;
mod written;

use std::{env, ffi::OsStr};

use arguments::{Arguments, Command};
use clap::Parser;
pub use exit_code::ExitCode;
use failure::Failure;
use output::Screen;

use crate::{
    practice::{self, Place},
    sandbox,
};

/// Does what the arguments of this process ask for. Says what there is to say; does not end the process.
pub fn run() -> ExitCode {
    // Our own program, executed again for a run: whoever started it reads its output, so nothing else is said.
    match env::args_os().nth(1).as_deref().and_then(OsStr::to_str) {
        Some(sandbox::LAUNCH) => internal(sandbox::launch(env::args().nth(2).as_deref())),
        Some(sandbox::TRIAL) => internal(sandbox::trial(env::args().nth(2).as_deref())),
        _ => guard::guard(ask),
    }
}

fn internal(result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::Passed,
        Err(problem) => {
            output::complain(&problem);
            ExitCode::Fault
        }
    }
}

fn ask() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(asked) => {
            // Help that nobody reads any more is no failure.
            let _ = asked.print();
            return if asked.use_stderr() { ExitCode::Usage } else { ExitCode::Passed };
        }
    };
    let screen = Screen::new(arguments.color);
    let done = match arguments.command {
        Command::Check(asked) => check::check(&asked, &screen),
        Command::Watch(asked) => watch::watch(&asked, &screen),
        Command::Trace(asked) => trace::trace(&asked, &screen),
        Command::Status(asked) => status::status(&asked, &screen),
        Command::Hint(asked) => hint::hint(&asked, &screen),
        Command::Reset(asked) => reset::reset(&asked, &screen),
        Command::Solution(asked) => solution::solution(&asked, &screen),
        Command::Open(asked) => open::open(&asked, &screen),
        Command::Grade(asked) => grade::grade(&asked, &screen),
        Command::Batch(asked) => batch::batch(&asked, &screen),
        Command::Collect(asked) => collect::collect(&asked, &screen),
        Command::Merge(asked) => merge::merge(&asked, &screen),
        Command::Results { command } => results::results(&command, &screen),
        Command::Replay(asked) => replay::replay(&asked, &screen),
        Command::Doctor(asked) => doctor::doctor(&asked, &screen),
        Command::List => list::list(&screen),
        Command::Explain { verdict } => explain::explain(verdict.as_deref(), &screen),
        Command::Export { command } => export::export(&command, &screen),
        Command::Completions { shell } => completions::completions(shell, &screen),
        Command::Man => completions::man(&screen),
        Command::Course { command } => course::course(&command, &screen),
    };
    done.unwrap_or_else(|failure| failure.told())
}

/// The exercise that is named, or the first one that has not passed.
fn or_next(place: &Place, name: Option<&str>) -> Result<String, Failure> {
    let next = || practice::status(place).next;
    let all_passed = || Failure::Usage("all exercises have passed: name one, such as ex01".to_owned());
    name.map(str::to_owned).or_else(next).ok_or_else(all_passed)
}
