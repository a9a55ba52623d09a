//! Runs the classic programs under weave, shuttle and loom, each run in a process of its own, and prints a table of how they do.
//!
//! `others [RUNS]` is the bench; `others one EXPLORER PROGRAM SEED` is what it starts. Which programs there are to compile, and with
//! what in the place of std, is said by `run.sh` and the packages beside this one.

mod cpu;
mod end;
mod explore;
mod explorer;
mod measure;
mod report;
mod verdict;

use explorer::Explorer;
use std::env;
use std::process::ExitCode;

const USAGE: &str = "usage: others [RUNS] | others one EXPLORER PROGRAM SEED";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => report::print(3),
        ["one", explorer, program, seed] => one(explorer, program, seed),
        [runs] => runs.parse().ok().filter(|runs| *runs > 0).and_then(report::print),
        _ => None,
    };
    match done {
        Some(()) => ExitCode::SUCCESS,
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn one(explorer: &str, program: &str, seed: &str) -> Option<()> {
    explore::one(Explorer::named(explorer)?, program, seed.parse().ok()?)
}
