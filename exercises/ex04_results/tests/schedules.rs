//! ex04: results and panics, under every order in which the threads can take turns. A step that fails shows the order in
//! which it does. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex04 --test schedules`.

use controlled::parse_all;
use weave::time::Instant;
use weave::{Explorer, Polling, Time};

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex04_results_under_every_schedule() {
    explore(&Explorer::new(), step_1_the_results_are_in_the_order_of_the_inputs);
    explore(&Explorer::new(), step_2_a_panic_keeps_its_place);
    // Time is virtual in both. Here it passes only while all threads wait, so that nothing but pauses takes any: what they
    // take is known exactly, however slow the machine.
    let ideal = Explorer::new().time(Time::Ideal).polling(Polling::Fail);
    explore(&ideal, step_3_three_pauses_take_as_long_as_one);
}

fn step_1_the_results_are_in_the_order_of_the_inputs() {
    assert_eq!(parsed(&["2", "1"]), [Ok(2), Ok(1)], "the inputs were 2 and 1");
}

fn step_2_a_panic_keeps_its_place() {
    let bad = Err(r#""x" is not a number"#.to_owned());
    assert_eq!(parsed(&["x", "1"]), [bad, Ok(1)], "the inputs were x and 1");
}

fn step_3_three_pauses_take_as_long_as_one() {
    let took = |inputs: &[&str]| {
        let start = Instant::now();
        parsed(inputs);
        start.elapsed()
    };
    let (one, three) = (took(&["1"]), took(&["1", "2", "3"]));
    assert_eq!(three, one, "three inputs, a thread each, should take no longer than one");
}

fn parsed(inputs: &[&str]) -> Vec<Result<i64, String>> {
    parse_all(inputs.iter().map(|&input| input.to_owned()).collect())
}

/// Explores a step; shows the schedule that fails, and says what to do first where there is nothing to explore yet.
#[track_caller]
fn explore(explorer: &Explorer, step: fn()) {
    let exploration = explorer.explore(step);
    let Some(schedule) = &exploration.failing else { return assert!(exploration.passed(), "{exploration}") };
    let explained = schedule.explanation.to_string();
    assert!(!explained.contains("not yet implemented"), "\n{FIRST}");
    panic!("{explained}\n{exploration}");
}

const FIRST: &str = "
Not written yet. First: `parse_all` in exercises/ex04_results/src/lib.rs, for inputs that are numbers; then for the others.
Then again:      cargo test -p ex04
";
