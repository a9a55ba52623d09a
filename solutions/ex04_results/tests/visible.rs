//! ex04: results and panics, on real threads. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex04`.

use std::any::Any;
use std::panic;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use ex04::{NO_MESSAGE, parse_all};

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex04_results() {
    in_time(step_1_a_number_comes_back);
    in_time(step_2_a_panic_comes_back_as_its_message);
    in_time(step_3_a_panic_without_a_text_has_a_message_too);
    in_time(step_4_the_results_are_in_the_order_of_the_inputs);
}

fn step_1_a_number_comes_back() {
    assert_eq!(parsed(&[]), [], "no inputs, no results");
    assert_eq!(parsed(&["42"]), [Ok(42)]);
    assert_eq!(parsed(&[" -7\n"]), [Ok(-7)], "parse does not mind white space");
}

fn step_2_a_panic_comes_back_as_its_message() {
    let seven = Err(r#""seven" is not a number"#.to_owned());
    assert_eq!(parsed(&["seven"]), [seven], "the payload of this panic is a String");
    let empty = Err("an empty text is not a number".to_owned());
    assert_eq!(parsed(&[""]), [empty], "the payload of this panic is a &str");
}

fn step_3_a_panic_without_a_text_has_a_message_too() {
    let too_large = parsed(&["9223372036854775808"]);
    assert_eq!(too_large, [Err(NO_MESSAGE.to_owned())], "the payload of this panic is neither a &str nor a String");
}

fn step_4_the_results_are_in_the_order_of_the_inputs() {
    let texts: Vec<String> =
        (0..30).map(|number| if number % 3 == 1 { format!("x{number}") } else { number.to_string() }).collect();
    let results = parse_all(texts.clone());
    assert_eq!(results.len(), texts.len(), "one result for each input");
    for (number, (text, result)) in (0..).zip(texts.iter().zip(results)) {
        let expected = if number % 3 == 1 { Err(format!("{text:?} is not a number")) } else { Ok(number) };
        assert_eq!(result, expected, "input {number} of 30 is {text:?}");
    }
}

fn parsed(inputs: &[&str]) -> Vec<Result<i64, String>> {
    parse_all(inputs.iter().map(|&input| input.to_owned()).collect())
}

/// Runs a step on a thread of its own, so that one which waits for ever can be told.
fn in_time(step: fn()) {
    let (sender, done) = mpsc::channel();
    let thread = thread::spawn(move || {
        step();
        let _ = sender.send(());
    });
    if done.recv_timeout(LAST_RESORT) == Err(RecvTimeoutError::Timeout) {
        panic!("\n\nSomebody still waits in parse_all, and should not. tests/schedules.rs tells who, and why.\n");
    }
    if let Err(payload) = thread.join() {
        assert!(!text(&*payload).contains("not yet implemented"), "\n{FIRST}");
        panic::resume_unwind(payload);
    }
}

fn text(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref::<&str>().copied()).unwrap_or_default()
}

const FIRST: &str = "
Not written yet. First: `parse_all` in exercises/ex04_results/src/lib.rs, for inputs that are numbers; then for the others.
Then again:      cargo test -p ex04
";

/// All of this takes milliseconds. Past this time, somebody must be waiting for ever.
const LAST_RESORT: Duration = Duration::from_secs(60);
