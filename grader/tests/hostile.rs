//! Attacks as tests. Every folder of `hidden/attacks` is handed in and graded by our own command, and must get the verdict
//! that its `attack.toml` names; what only machine code can try is tried by a program of ours that is shut in like a
//! submission (`hostile/raw`). Whatever they got, everything around them must be as it was before. What came of each attack
//! goes to `target/grader/attacks.tsv`.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "hostile/attack.rs"]
mod attack;
#[path = "hostile/course.rs"]
mod course;
#[path = "hostile/ground.rs"]
mod ground;
#[path = "hostile/handed_in.rs"]
mod handed_in;
#[path = "hostile/launched.rs"]
mod launched;
#[path = "hostile/left.rs"]
mod left;
#[path = "hostile/parts.rs"]
mod parts;
#[path = "hostile/raw.rs"]
mod raw;
#[path = "hostile/snapshot.rs"]
mod snapshot;
#[path = "hostile/table.rs"]
mod table;
#[path = "hostile/watched.rs"]
mod watched;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [watched::ROLE, ref user @ ..] => watched::wait(user.first().and_then(|user| user.parse().ok())),
        [launched::ROLE, asked] => launched::launch(asked),
        _ => return test(),
    }
    ExitCode::SUCCESS
}

fn test() -> ExitCode {
    let arguments = Arguments::from_args();
    left::adopt_orphans();
    let attacks = attack::all();
    if !arguments.list {
        course::remember();
    }
    let trials = attacks.into_iter().map(|attack| Trial::test(attack.full_name(), move || handed_in::attempt(&attack)));
    let trials = trials.chain(raw::trials()).chain([table::trial()]).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    if arguments.list {
        return conclusion.exit_code();
    }
    table::write();
    // Nothing goes on any more that could hide or explain them.
    let strangers = left::strangers();
    strangers.iter().for_each(|stranger| eprintln!("after all attacks: {stranger}"));
    if strangers.is_empty() { conclusion.exit_code() } else { ExitCode::FAILURE }
}
