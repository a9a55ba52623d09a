//! One to four inputs: what must come back whatever the order in which their threads run. A scenario returns what was seen in
//! the end; which of that is right is said by the checks.

use controlled::parse_all;
use weave::time::Instant;
use weave::{Polling, Time};

fn main() {
    let mut scenarios = exploring::open();
    let adversarial = exploring::explorer().polling(Polling::Fail);
    let mut explore = |name, body: fn() -> Vec<Results>| scenarios.explore_by(&adversarial, name, body);
    explore("no_input", || vec![parsed(&[])]);
    explore("numbers_apart", || vec![parsed(&["42"]), parsed(&["-7"]), parsed(&[" 8\n"])]);
    explore("each_kind_of_panic", || vec![parsed(&[""]), parsed(&["x"]), parsed(&["9223372036854775808"])]);
    explore("two_panics", || vec![parsed(&["y", "x"])]);
    let mut explore = |name, body: fn() -> Vec<Option<i64>>| scenarios.explore_by(&adversarial, name, body);
    explore("two_numbers", || numbers(&["2", "1"]));
    explore("panic_first", || numbers(&["x", "1"]));
    explore("panic_last", || numbers(&["1", ""]));
    explore("three_alike", || numbers(&["5", "x", "5"]));
    let some = adversarial.clone().max_operations(5_000);
    scenarios.explore_by(&some, "five_inputs", || numbers(&["5", "x", "4", "", "3"]));
    let ideal = adversarial.time(Time::Ideal);
    scenarios.explore_by(&ideal, "one_pause", || pause(1));
    scenarios.explore_by(&ideal, "three_pauses", || pause(3));
    // One schedule tells how many may pause at once, whichever these are; so many threads under many would take long.
    scenarios.explore_by(&ideal.max_schedules(1).nearby(0, 0).random(0), "many_pauses", || pause(64));
    scenarios.close();
}

type Results = Vec<Result<i64, String>>;

/// A `todo!()` that was reached on a thread is one, and no message of a panic that was asked for.
fn parsed(inputs: &[&str]) -> Results {
    let results = parse_all(inputs.iter().map(|&input| input.to_owned()).collect());
    let todo = results.iter().flat_map(|result| result.as_ref().err()).find(|text| text.starts_with("not yet implemented"));
    if let Some(todo) = todo {
        panic!("{todo}");
    }
    results
}

/// The numbers among the results: what becomes of the others is asked elsewhere.
fn numbers(inputs: &[&str]) -> Vec<Option<i64>> {
    parsed(inputs).into_iter().map(Result::ok).collect()
}

/// The milliseconds that so many inputs take, of which every other one is no number. Time passes only while all threads wait, so
/// that nothing but pauses takes any.
fn pause(inputs: usize) -> u128 {
    let inputs: Vec<&str> = (0..inputs).map(|input| ["1", "x"][input % 2]).collect();
    let start = Instant::now();
    parsed(&inputs);
    start.elapsed().as_millis()
}
