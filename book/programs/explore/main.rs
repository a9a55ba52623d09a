//! `programs run NAME` runs a program of the book with the real std. `programs explore NAME…` runs each under every schedule
//! that can make a difference, and writes what came out, a line of JSON each.

use std::fmt;
use std::process::{Command, ExitCode};

use programs::PROGRAMS;
use weave::{Exploration, Explorer, Fault, LeftThreads, Time};

/// Outcomes of which a schedule is told.
const TOLD: usize = 24;
/// Choices of the ordinary schedule that are taken otherwise, to find one that does not deadlock.
const CHOICES: usize = 40;
/// Other options of such a choice.
const OPTIONS: usize = 3;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let told = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["run", name] => run(name),
        ["explore", name] => explore(name),
        ["explore", ref names @ ..] if !names.is_empty() => names.iter().try_for_each(|name| explore_apart(name)),
        _ => Err("usage: programs run NAME | explore NAME…".to_owned()),
    };
    match told {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn run(name: &str) -> Result<(), String> {
    let program = PROGRAMS.iter().find(|program| program.name == name).ok_or_else(|| unknown(name))?;
    match (program.run)().as_str() {
        "()" => {}
        outcome => println!("{outcome}"),
    }
    Ok(())
}

fn unknown(name: &str) -> String {
    format!("there is no program `{name}`: write book/programs/src/{name}.rs, and list it in book/programs/src/lib.rs")
}

/// What a program returned, in its Debug form already.
struct Returned(String);

impl fmt::Debug for Returned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// In a process of its own: the threads that a schedule leaves stuck stay until their process ends, and thousands of them come
/// together.
fn explore_apart(name: &str) -> Result<(), String> {
    let itself = std::env::current_exe().map_err(|error| format!("this program has no path: {error}"))?;
    let status = Command::new(itself).args(["explore", name]).status();
    match status.map_err(|error| format!("failed to explore `{name}`: {error}"))? {
        status if status.success() => Ok(()),
        status => Err(format!("failed to explore `{name}`: {status}")),
    }
}

fn explore(name: &str) -> Result<(), String> {
    let program = controlled::PROGRAMS.iter().find(|program| program.name == name).ok_or_else(|| unknown(name))?;
    let explorer = Explorer::new()
        .time(if program.ideal_time { Time::Ideal } else { Time::Adversarial })
        .left_threads(if program.threads_left { LeftThreads::End } else { LeftThreads::Fail });
    let run = program.run;
    let body = move || Returned(run());
    let exploration = explorer.explore(body);
    let ends = exploration.outcomes.iter().chain(&exploration.printed).take(TOLD);
    let examples: Vec<String> = ends
        .filter_map(|(end, outcome)| {
            let replayed = explorer.replay(&outcome.replay, body).ok()?;
            Some(format!("{}:{}", quoted(end), replayed.failing?.explanation.to_json()))
        })
        .collect();
    println!(
        "{{\"program\":{},\"deadlocks\":{},\"exploration\":{},\"examples\":{{{}}}}}",
        quoted(name),
        deadlocks(&exploration, &explorer, body),
        exploration.to_json(),
        examples.join(",")
    );
    Ok(())
}

/// `"never"`, `"sometimes"` or `"always"`; null where that is not known. A search ends with the first schedule that fails, so
/// others are tried: those that take one or two choices of it otherwise.
fn deadlocks(
    exploration: &Exploration,
    explorer: &Explorer,
    body: impl Fn() -> Returned + Send + Sync + Copy + 'static,
) -> &'static str {
    match exploration.fault() {
        None if exploration.complete => return "\"never\"",
        Some(Fault::Deadlock | Fault::Stuck) => {}
        _ => return "null",
    }
    let single = |choice: usize, option: usize| format!("{choice}:{option}");
    let all: Vec<String> =
        (0..CHOICES).flat_map(|choice| (1..=OPTIONS).map(move |option| single(choice, option))).collect();
    let double = all.iter().flat_map(|first| all.iter().map(move |second| format!("{first},{second}")));
    let passes = |schedule: &String| explorer.replay(schedule, body).is_ok_and(|replayed| replayed.passed());
    match !exploration.outcomes.is_empty()
        || passes(&"0:0".to_owned())
        || all.iter().any(passes)
        || double.take(2_000).any(|schedule| passes(&schedule))
    {
        true => "\"sometimes\"",
        false => "\"always\"",
    }
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter < ' ' => quoted.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
