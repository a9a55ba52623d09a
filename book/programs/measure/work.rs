//! What is done while it is measured.

use std::hint::black_box;
use std::thread;
use std::time::Duration;

/// A number of equal tasks.
pub(crate) struct Work {
    /// The name of the experiment.
    pub(crate) experiment: &'static str,
    /// What it does, as a sentence.
    pub(crate) what: String,
    /// How many tasks.
    pub(crate) tasks: usize,
    /// One of them.
    pub(crate) task: fn(),
    /// What a child process is told to do one of them.
    pub(crate) child: &'static str,
}

/// Tasks that wait for something outside, as for an answer over a network.
pub(crate) fn waiting() -> Work {
    Work {
        experiment: "io-bound",
        what: "Eight waits of 50 ms each, as for answers over a network.".into(),
        tasks: 8,
        task: wait,
        child: "wait",
    }
}

/// Tasks that keep a processor busy, one for each core.
pub(crate) fn computing(cores: usize) -> Work {
    let what = format!("Counts the primes below 300,000 by trial division, {cores} times.");
    Work { experiment: "cpu-bound", what, tasks: cores, task: compute, child: "compute" }
}

/// One wait.
pub(crate) fn wait() {
    thread::sleep(Duration::from_millis(50));
}

/// Counts the primes below 300,000.
pub(crate) fn compute() {
    let is_prime = |number: &u32| {
        (2..*number).take_while(|divisor| divisor * divisor <= *number).all(|divisor| !number.is_multiple_of(divisor))
    };
    black_box((2..black_box(300_000)).filter(is_prime).count());
}
