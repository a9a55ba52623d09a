//! ex01: spawn a thread and join it. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex01`.

use std::process::Command;
use std::time::{Duration, Instant};

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex01_thread() {
    step_1_the_program_prints_what_the_lesson_prints();
    step_2_it_pauses_after_each_number();
}

fn step_1_the_program_prints_what_the_lesson_prints() {
    let expected = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nThread execution complete!\n";
    let printed = program("0");
    assert!(printed == expected, "\n\nThe program should print\n{expected}\nbut it prints\n{printed}\n");
}

fn step_2_it_pauses_after_each_number() {
    let start = Instant::now();
    program("5");
    let took = start.elapsed();
    // A sleep never ends too early, so this holds on a slow machine as well.
    assert!(took >= Duration::from_millis(50), "\n\nTen pauses of 5 ms take 50 ms, but the program took {took:?}.\n");
}

const FIRST: &str = "
Not written yet. First: `num` in exercises/ex01_thread/src/lib.rs, in place of its todo!(); then `run`.
Then again:      cargo test -p ex01
";

/// What the program prints with a pause of that many milliseconds.
fn program(pause: &str) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_ex01")).args(["--pause", pause]).output().expect("the program starts");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(!complaint.contains("not yet implemented"), "\n{FIRST}");
    assert!(output.status.success(), "\n\nThe program should end well, but it failed and said:\n{complaint}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
