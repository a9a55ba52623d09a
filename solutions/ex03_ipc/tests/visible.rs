//! ex03: pass data between two processes. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex03`.

use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// One step after the other, so that what you read is the first thing to do. Step 1 comes first for another reason too:
/// while there is no child that connects, the parent of step 2 would wait for ever.
#[test]
fn ex03_ipc() {
    step_1_a_child_without_a_server_reports_an_error();
    step_2_the_squares_come_back_in_order();
    step_3_no_numbers_give_no_squares();
    step_4_a_square_that_does_not_fit_is_an_error();
}

fn step_1_a_child_without_a_server_reports_an_error() {
    let output = program("`child`", &["child", "no-such-server"]);
    let complaint = String::from_utf8_lossy(&output.stderr);
    let code = output.status.code();
    assert!(code == Some(1), "\n\nNo server has that name, so `child` should return an Err; but it says:\n{complaint}");
}

fn step_2_the_squares_come_back_in_order() {
    prints(&["1", "2", "3"], "1 4 9\n");
    prints(&["4294967295", "0"], "18446744065119617025 0\n");
}

fn step_3_no_numbers_give_no_squares() {
    prints(&[], "\n");
}

fn step_4_a_square_that_does_not_fit_is_an_error() {
    let output = program("`parent`", &["1", "4294967296", "2"]);
    let complaint = String::from_utf8_lossy(&output.stderr);
    let expected = "the square of 4294967296 does not fit into 64 bits\n";
    assert!(complaint == expected, "\n\nThis should be an IpcError::Overflow:\n{expected}but it is:\n{complaint}\n");
}

fn prints(numbers: &[&str], expected: &str) {
    let output = program("`parent`", numbers);
    let (printed, complaint) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let numbers = numbers.join(" ");
    assert!(printed == expected, "\n\n`ex03 {numbers}` should print\n{expected}but it prints\n{printed}{complaint}\n");
}

/// Runs the program, which needs that function. Where it would wait for ever, it is ended together with its child.
fn program(function: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ex03"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let process = command.spawn().expect("the program starts");
    let group = format!("-{}", process.id());
    let (sender, output) = mpsc::channel();
    thread::spawn(move || sender.send(process.wait_with_output()));
    let Ok(output) = output.recv_timeout(LAST_RESORT) else {
        // On a system without `kill` they stay until somebody ends them.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        panic!("\n\n`ex03 {}` does not end. {STUCK}", arguments.join(" "));
    };
    let output = output.expect("the program's output can be read");
    let written = !String::from_utf8_lossy(&output.stderr).contains("not yet implemented");
    assert!(written, "\n\nNot written yet. First: {function} {FIRST}");
    output
}

const FIRST: &str = "in exercises/ex03_ipc/src/lib.rs, in place of its todo!().
Then again:      cargo test -p ex03
";

/// All of this takes milliseconds. Past this time, parent and child must be waiting for each other.
const LAST_RESORT: Duration = Duration::from_secs(20);

const STUCK: &str = "Do parent and child wait for each other?
Each must let go of its sender of requests: the child when it has sent it, the parent before it waits for the child.
";
