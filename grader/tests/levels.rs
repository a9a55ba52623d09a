//! The grader on machines that offer less than this one: each is made of this one by a filter that refuses some calls, put
//! in force by this binary, which then executes the grader. What a machine says of itself, what is refused there, and that
//! nothing is judged there that cannot be seen.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "levels/ask.rs"]
mod ask;
#[path = "levels/doctor.rs"]
mod doctor;
#[path = "levels/grade.rs"]
mod grade;
#[path = "support/hidden.rs"]
mod hidden;
#[path = "levels/machine.rs"]
mod machine;
#[path = "levels/plain.rs"]
mod plain;
#[expect(dead_code, reason = "the tests of the observer use all of it")]
#[path = "observe/run.rs"]
mod run;

use libtest_mimic::{Arguments, Trial};

fn main() {
    if let Some(never) = machine::executed() {
        panic!("the command is not executed: {never}");
    }
    let arguments = Arguments::from_args();
    let trials: Vec<Trial> = [doctor::trials(), grade::trials(), plain::trials()].into_iter().flatten().collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// A test that fails by a panic.
fn test(name: impl Into<String>, body: impl FnOnce() + Send + 'static) -> Trial {
    Trial::test(name, || {
        body();
        Ok(())
    })
}
