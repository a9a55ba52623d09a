//! ex02: start a process and wait for it. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex02`.

use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ex02");

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex02_process() {
    step_1_the_program_prints_what_the_lesson_prints();
    step_2_a_child_that_fails_gives_its_status();
    step_3_a_program_that_does_not_exist_is_an_error();
}

const FIRST: &str = "
Not written yet. First: `run` in exercises/ex02_process/src/lib.rs, in place of its todo!().
Then again:      cargo test -p ex02
";

fn step_1_the_program_prints_what_the_lesson_prints() {
    let expected = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nProcess execution complete!\n";
    let output = Command::new(PROGRAM).args(["--pause", "5"]).output().expect("the program starts");
    let (printed, complaint) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!complaint.contains("not yet implemented"), "\n{FIRST}");
    assert!(printed == expected, "\n\nThe program should print\n{expected}\nbut it prints\n{printed}{complaint}\n");
    assert!(output.status.success(), "\n\nThe program should end well, but it failed and said:\n{complaint}");
}

fn step_2_a_child_that_fails_gives_its_status() {
    // Our own program refuses this argument: it complains and exits with code 1.
    let mut child = Command::new(PROGRAM);
    child.args(["num", "soon"]).stderr(Stdio::null());
    let code = ex02::run(child).map(|status| status.code());
    assert!(
        matches!(code, Ok(Some(1))),
        "\n\nThe child exits with code 1, so return that status; but it is {code:?}.\n"
    );
}

fn step_3_a_program_that_does_not_exist_is_an_error() {
    let result = ex02::run(Command::new("./no-such-program"));
    assert!(
        result.is_err(),
        "\n\nThere is no such program, so return the error of starting it; but it is {result:?}.\n"
    );
}
