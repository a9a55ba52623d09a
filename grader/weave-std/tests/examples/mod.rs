//! Examples as the pages of std have them, and what becomes of them.

mod build;
mod page;

pub use page::collect;

use std::path::Path;
use std::process::Command;

/// One example: a whole program.
pub struct Example {
    /// `e017`.
    pub name: String,
    /// Where it was found first.
    pub page: String,
    pub code: String,
    pub should_panic: bool,
}

pub enum Outcome {
    /// The compiler's first error.
    Refused(String),
    /// What the exploration said.
    Failed(String),
    Passed,
}

/// Seconds for one exploration. It decides nothing but that a test ends.
const PATIENCE: &str = "120";

/// Compiles all examples, and explores those that compile.
pub fn explore(examples: &[Example]) -> Vec<Outcome> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("std_examples");
    let refused = build::build(&folder, examples);
    let explore = |example: &Example| match refused.get(&example.name) {
        Some(error) => Outcome::Refused(error.clone()),
        None => run(&folder, example),
    };
    examples.iter().map(explore).collect()
}

fn run(folder: &Path, example: &Example) -> Outcome {
    let output = Command::new("timeout").arg(PATIENCE).arg(folder.join("runner")).arg(&example.name).output();
    let output = output.expect("the runner can be run");
    let said = String::from_utf8_lossy(&output.stdout);
    let verdict = said.lines().find_map(|line| line.strip_prefix("verdict: ")).unwrap_or("no verdict");
    let wanted = if example.should_panic { "Failed(Panicked)" } else { "Passed" };
    if verdict.starts_with(wanted) { Outcome::Passed } else { Outcome::Failed(verdict.into()) }
}
