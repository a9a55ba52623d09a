//! What the probes aim at, and how what came of them is said.

use std::collections::HashMap;

use super::call::call;

/// What is around the run, as the test names it: `NAME=VALUE` among the arguments.
pub struct Aims(HashMap<String, String>);

impl Aims {
    pub fn of(arguments: &[String]) -> Aims {
        let pairs = arguments.iter().filter_map(|argument| argument.split_once('='));
        Aims(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).unwrap_or_else(|| panic!("{name} is not among the arguments"))
    }

    /// Processes that must not be touched: our launcher, the one that the test watches, and the first of all.
    pub fn processes(&self) -> [(&'static str, u64); 3] {
        let parent = u64::from(std::os::unix::process::parent_id());
        [
            ("the launcher", parent),
            ("the watched process", self.get("pid").parse().expect("a number")),
            ("process 1", 1),
        ]
    }
}

/// Says whether something that must not succeed did.
pub fn tried<T: std::fmt::Debug>(what: &str, answer: Result<T, i32>) {
    match answer {
        Ok(answer) => println!("BREACH {what}: {answer:?}"),
        Err(error) => println!("blocked {what}: {error}"),
    }
}

/// Tries a system call.
pub fn probe(what: &str, number: i64, arguments: &[u64]) {
    tried(what, call(number, arguments));
}

/// Tries something of std's.
pub fn std<T>(what: &str, answer: std::io::Result<T>) {
    tried(what, answer.map(drop).map_err(|error| error.raw_os_error().unwrap_or(0)));
}

/// Runs `body` in a child that is thrown away; it succeeded if it ended with 42.
pub fn in_a_child(what: &str, body: impl FnOnce() -> bool) {
    match fork() {
        0 => end(if body() { 42 } else { 1 }),
        child => tried(what, wait(child)),
    }
}

/// Forks; 0 in the child.
pub fn fork() -> i64 {
    call(57, &[]).expect("a child")
}

/// Ends this process, and nothing of it is flushed.
pub fn end(code: u64) -> ! {
    let _ = call(231, &[code]);
    unreachable!("a process that has ended")
}

/// The status of a child, where it ended with 42; else it as an error.
fn wait(child: i64) -> Result<i32, i32> {
    let status = [0_i32];
    let _ = call(61, &[child as u64, super::call::at(&status), 0, 0]);
    let status = std::hint::black_box(status)[0];
    if status == 42 << 8 { Ok(status) } else { Err(status) }
}
