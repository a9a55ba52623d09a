//! Measures threads against processes, for the plots of the book: a line of JSON for each way of doing something. What it
//! does, `measure.py` does in Python.

mod work;

use std::env;
use std::io;
use std::process::{Child, Command, ExitCode};
use std::thread;
use std::time::Instant;
use work::Work;

/// Starts that are measured.
const STARTS: usize = 300;
/// Runs of everything else.
const RUNS: usize = 21;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => measure(),
        // What a child process does.
        ["nothing"] => Ok(()),
        ["wait"] => {
            work::wait();
            Ok(())
        }
        ["compute"] => {
            work::compute();
            Ok(())
        }
        _ => Err(io::Error::other("usage: measure")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("failed to measure: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> io::Result<()> {
    let nothing = "Starts one that does nothing, and waits for its end.";
    let thread: Way = ("a thread".into(), Box::new(|| by_threads(1, || ())));
    let process: Way = ("a process".into(), Box::new(|| by_processes(1, "nothing")));
    told("start", nothing, STARTS, &[thread, process])?;
    all(&work::waiting())?;
    all(&work::computing(thread::available_parallelism()?.get()))
}

/// A way of doing something: its label, and what does it.
type Way<'a> = (String, Box<dyn Fn() -> io::Result<()> + 'a>);

/// The same work on one thread, on as many threads as there are tasks, and in as many processes.
fn all(work: &Work) -> io::Result<()> {
    let tasks = work.tasks;
    let in_turn = || {
        (0..tasks).for_each(|_| (work.task)());
        Ok(())
    };
    let ways: [Way; 3] = [
        ("1 thread".into(), Box::new(in_turn)),
        (format!("{tasks} threads"), Box::new(|| by_threads(tasks, work.task))),
        (format!("{tasks} processes"), Box::new(|| by_processes(tasks, work.child))),
    ];
    told(work.experiment, &work.what, RUNS, &ways)
}

fn by_threads(count: usize, task: fn()) -> io::Result<()> {
    let threads: Vec<_> = (0..count).map(|_| thread::spawn(task)).collect();
    let panicked = || io::Error::other("a thread panicked");
    threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| panicked()))
}

fn by_processes(count: usize, task: &str) -> io::Result<()> {
    let program = env::current_exe()?;
    let children: io::Result<Vec<Child>> = (0..count).map(|_| Command::new(&program).arg(task).spawn()).collect();
    for mut child in children? {
        if !child.wait()?.success() {
            return Err(io::Error::other("a child failed"));
        }
    }
    Ok(())
}

/// Measures the ways in turn, so that whatever else the machine does meanwhile falls on all of them; the first round does not
/// count.
fn told(experiment: &str, what: &str, runs: usize, ways: &[Way]) -> io::Result<()> {
    let mut micros = vec![Vec::new(); ways.len()];
    for round in 0..=runs {
        for ((_, run), micros) in ways.iter().zip(&mut micros) {
            let began = Instant::now();
            run()?;
            if round > 0 {
                micros.push(format!("{:.1}", began.elapsed().as_secs_f64() * 1e6));
            }
        }
    }
    for ((label, _), micros) in ways.iter().zip(micros) {
        let micros = micros.join(",");
        println!("{{\"experiment\":\"{experiment}\",\"what\":\"{what}\",\"label\":\"{label}\",\"micros\":[{micros}]}}");
    }
    Ok(())
}
