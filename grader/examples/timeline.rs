//! Observes a program from outside, as submissions are, with nothing of its schedule bent, and writes its threads and
//! processes as JSON, to be drawn:
//!
//! ```sh
//! cargo build -q -p grader --bin grader
//! cargo run -q -p grader --example timeline -- PROGRAM ARGUMENT… > timeline.json
//! ```

use std::{
    env,
    error::Error,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::Command,
};

use grader::{
    observe::{Action, Ending, Event, Exit, Micros, Observation},
    report::drawn,
    sandbox::{Launcher, Plan, Reach, Schedule},
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    // The observer puts the number of the reply channel before the arguments, which PROGRAM knows nothing of.
    if let [number, program, rest @ ..] = &arguments[..]
        && number.parse::<i32>().is_ok()
    {
        return Err(Command::new(program).args(rest).exec().into());
    }
    let [program, rest @ ..] = &arguments[..] else { return Err("usage: timeline PROGRAM ARGUMENT…".into()) };
    let program = Path::new(program).canonicalize().map_err(|error| format!("failed to find {program}: {error}"))?;
    let ourselves = env::current_exe()?;
    let observation = Launcher::probe(&grader(&ourselves)?)?.run(&plan(&ourselves, &program, rest))?;
    match observation.ending {
        _ if observation.unobserved => Err("this machine lets nobody observe: see `cargo grader doctor`".into()),
        Ending::Ended(Exit::Code(0)) => {
            println!("{}", serde_json::to_string(&drawn(&observation).since(began(&observation, &program)))?);
            Ok(())
        }
        ending => Err(format!("{} ended otherwise than with exit code 0: {ending:?}", program.display()).into()),
    }
}

/// When the program took our place.
fn began(observation: &Observation, program: &Path) -> Micros {
    let is_it = |event: &&Event| matches!(&event.action, Action::Exec { arguments } if arguments.first().is_some_and(|name| Path::new(name) == program));
    observation.events.iter().find(is_it).map_or(0, |event| event.until_us.unwrap_or(event.at_us))
}

/// The grader's own program, which launches runs: it was built beside this one.
fn grader(ourselves: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let grader = ourselves.ancestors().nth(2).map(|folder| folder.join("grader")).filter(|grader| grader.is_file());
    grader.ok_or_else(|| "the grader is not built: cargo build -p grader --bin grader".into())
}

fn plan(ourselves: &Path, program: &Path, arguments: &[String]) -> Plan {
    let shown = program.to_string_lossy().into_owned();
    Plan {
        arguments: [&[shown], arguments].concat(),
        schedule: Schedule::FREE,
        reach: Reach { execute: vec![program.to_owned()], sockets: true, ..Reach::default() },
        ..Plan::of_driver(ourselves)
    }
}
