//! A search in a process of its own: how it ended, its schedules and its CPU time. What the search is, is said elsewhere.

use crate::cpu;
use crate::end::{End, Fault};
use crate::explorer::Explorer;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

/// From here on a search is not made again: its CPU time is told well enough.
const LONG: Duration = Duration::from_secs(1);
const LOOK: Duration = Duration::from_millis(2);

/// What was measured of one program under one explorer.
#[derive(Clone, Debug)]
pub struct Measure {
    pub end: End,
    /// None if the process was killed before it could tell.
    pub schedules: Option<usize>,
    /// Of the search alone. Of the whole process if it was killed.
    pub cpu: Duration,
    /// Of the whole process, in the same run.
    pub process: Duration,
}

/// Seconds of CPU time after which a search is given up, and, on a clock that runs ten times as long, a process that waits.
pub fn cpu_limit() -> u64 {
    env::var("OTHERS_CPU").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(60)
}

/// Measures so many runs, those of a random search each with another seed. What is told is the run with the middle CPU time.
pub fn measure(explorer: Explorer, program: &str, runs: usize) -> Measure {
    let first = once(explorer, program, 1);
    if first.end == End::Uncompiled || first.process > LONG {
        return first;
    }
    let mut all: Vec<Measure> = (2..=runs).map(|seed| once(explorer, program, seed)).chain([first]).collect();
    all.sort_by_key(|measure| measure.cpu);
    all.swap_remove((all.len() - 1) / 2)
}

fn once(explorer: Explorer, program: &str, seed: usize) -> Measure {
    let before = cpu::of_children();
    let told = run(explorer, program, seed);
    let process = cpu::of_children() - before;
    let told = told.map(|told| parse(&told, process));
    let dead = End::Failed(Fault::Explorer, "the process died".to_owned());
    let untold = |end| Measure { end, schedules: None, cpu: process, process };
    told.map_or_else(|| untold(End::Unfinished), |told| told.unwrap_or_else(|| untold(dead)))
}

/// From the last line: the one before it, if any, was to be the last.
fn parse(told: &str, process: Duration) -> Option<Measure> {
    let [end, message, schedules, micros] = told.lines().last()?.split('\t').collect::<Vec<_>>()[..] else {
        return None;
    };
    let cpu = Duration::from_micros(micros.parse().ok()?);
    Some(Measure { end: End::parse(end, message)?, schedules: schedules.parse().ok(), cpu, process })
}

/// What the process printed; none if it had to be killed.
fn run(explorer: Explorer, program: &str, seed: usize) -> Option<String> {
    let bench = env::current_exe().expect("the bench is a file");
    let mut command = Command::new(bench);
    command
        .args(["one", explorer.name(), program, &seed.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("the bench can be started once more");
    let mut output = child.stdout.take().expect("it is a pipe");
    let reader = thread::spawn(move || {
        let mut told = String::new();
        output.read_to_string(&mut told).map(|_| told)
    });
    let ended = wait(&mut child);
    let told = reader.join().expect("reading does not panic").unwrap_or_default();
    ended.then_some(told)
}

/// Whether it ended by itself: not by the limit of its CPU time, and not by ours.
fn wait(child: &mut Child) -> bool {
    let begun = Instant::now();
    let limit = Duration::from_secs(10 * cpu_limit());
    loop {
        match child.try_wait().expect("it is our child") {
            Some(status) => return !killed(status),
            None if begun.elapsed() > limit => {
                child.kill().expect("it is our child");
                child.wait().expect("it is our child");
                return false;
            }
            None => thread::sleep(LOOK),
        }
    }
}

fn killed(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    const KILLED: i32 = 9;
    const CPU_LIMIT: i32 = 24;
    matches!(status.signal(), Some(KILLED | CPU_LIMIT))
}
