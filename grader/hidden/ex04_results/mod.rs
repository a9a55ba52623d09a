//! Results and panics: what must hold of `parse_all`, by what the kernel tells of its threads and under every schedule.

use std::sync::Arc;

use grader::judge::{self as facts, Verdict, explored};
use grader::observe::Observation;
use harness::draw;
use rstest::rstest;

use crate::case::{Case, Run, judge};

const STEM: &str = "ex04_results";
const EMPTY: &str = "Err(\"an empty text is not a number\")";
const X: &str = "Err(\"\\\"x\\\" is not a number\")";
const Y: &str = "Err(\"\\\"y\\\" is not a number\")";
const NO_MESSAGE: &str = "Err(\"a panic without a message\")";

/// An input, and the result that is right for it.
type Pair<'a> = (&'a str, &'a str);

#[rstest]
#[case("no_input", "[[]]", "all", &[])]
#[case("numbers_apart", "[[Ok(42)], [Ok(-7)], [Ok(8)]]", "each", &[
    (" -7", "Ok(-7)"), ("8\n", "Ok(8)"), ("+1", "Ok(1)"), ("007", "Ok(7)"), ("-0", "Ok(0)"),
    ("9223372036854775807", "Ok(9223372036854775807)"), ("-9223372036854775808", "Ok(-9223372036854775808)"),
])]
fn numbers(#[case] scenario: &str, #[case] outcome: &str, #[case] how: &str, #[case] pairs: &[Pair]) {
    judge(STEM, "numbers", scenario, |case| {
        // Explored first, where luck has no say: a run tells more values, once it is known that they are always the same.
        if case.explore(&explored(scenario).outcomes(&[outcome])) {
            values(case, how, pairs);
        }
    });
}

#[rstest]
#[case(&THREE)]
#[case(&[])]
fn one_thread_each(#[case] inputs: &[&str]) {
    judge(STEM, "one_thread_each", &format!("{inputs:?}"), |case| {
        let Some(seen) = case.run(&run("all", inputs)) else { return };
        let calls = facts::each_thread_calls("parse", "src/parse.rs");
        case.all_hold(&seen, &[&calls, &facts::threads(inputs.len())]);
    });
}

#[rstest]
fn messages() {
    judge(STEM, "messages", "each_kind_of_panic", |case| {
        let [each, two] = [format!("[[{EMPTY}], [{X}], [{NO_MESSAGE}]]"), format!("[[{Y}, {X}]]")];
        if case.explore(&explored("each_kind_of_panic").outcomes(&[&each]))
            && case.explore(&explored("two_panics").outcomes(&[&two]))
        {
            let umlaut = ("1 ö", "Err(\"\\\"1 ö\\\" is not a number\")");
            let long = "One Text That Is ".repeat(20) + "Long";
            let told = format!("Err(\"\\\"{long}\\\" is not a number\")");
            let too_small = ("-9223372036854775809", NO_MESSAGE);
            values(case, "each", &[("\t", EMPTY), umlaut, (&long, &told), too_small, ("4", "Ok(4)")]);
        }
    });
}

#[rstest]
#[case("two_numbers", "[Some(2), Some(1)]")]
#[case("panic_first", "[None, Some(1)]")]
#[case("panic_last", "[Some(1), None]")]
#[case("three_alike", "[Some(5), None, Some(5)]")]
#[case("five_inputs", "[Some(5), None, Some(4), None, Some(3)]")]
fn order(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "order", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}

#[rstest]
#[case(&THREE)]
#[case(&["x", "2", ""])]
fn joins(#[case] inputs: &[&str]) {
    judge(STEM, "joins", &format!("{inputs:?}"), |case| {
        if inputs != THREE && !case.needs(&run("all", &THREE), &[&facts::joined(), &facts::waits_without_asking()]) {
            return;
        }
        let Some(seen) = case.run(&run("all", inputs)) else { return };
        case.all_hold(&seen, &[&facts::joined()]);
    });
}

#[rstest]
fn waits_asleep() {
    judge(STEM, "waits_asleep", "one_pause", |case| {
        if case.explore(&explored("one_pause"))
            && let Some(seen) = case.run(&run("all", &THREE))
        {
            case.all_hold(&seen, &[&facts::waits_without_asking()]);
        }
    });
}

#[rstest]
fn side_by_side() {
    judge(STEM, "side_by_side", "three_pauses", |case| {
        let Some(seen) = case.run(&run("all", &THREE)) else { return };
        // The kernel first, which tells the line of the wait that comes too early.
        if case.all_hold(&seen, &[&facts::alive_together(THREE.len())]) {
            case.explore(&explored("three_pauses").outcomes(&[PAUSE_MS]).wrong(Verdict::NotParallel));
        }
    });
}

#[rstest]
fn many() {
    judge(STEM, "many", "many_pauses", |case| {
        let drawn: Vec<(String, String)> = draw::numbers(case.seed(), MANY, 6).into_iter().map(drawn).collect();
        let pairs: Vec<Pair> = drawn.iter().map(|(input, result)| (input.as_str(), result.as_str())).collect();
        let Some(seen) = values(case, "all", &pairs) else { return };
        if case.all_hold(&seen, &[&facts::threads(MANY), &facts::joined(), &facts::alive_together(MANY)]) {
            case.explore(&explored("many_pauses").outcomes(&[PAUSE_MS]).wrong(Verdict::NotParallel));
        }
    });
}

/// The inputs of the plain run, which most checks ask about: all are numbers, so that no panic has a say.
const THREE: [&str; 3] = ["1", "2", "3"];

/// How long `parse` sleeps, in milliseconds.
const PAUSE_MS: &str = "5";

/// As many inputs as the exercise knows; of so many ended threads the observer keeps each until it is joined.
const MANY: usize = 64;

/// An input that is a number below 64, in two cases of three, and its result. Some of 64 are alike.
fn drawn(number: u64) -> (String, String) {
    match number % 3 {
        0 => (format!("x{number}"), format!("Err(\"\\\"x{number}\\\" is not a number\")")),
        _ => (number.to_string(), format!("Ok({number})")),
    }
}

/// The results are those of the pairs, in their order.
fn values(case: &mut Case, how: &str, pairs: &[Pair]) -> Option<Arc<Observation>> {
    let inputs: Vec<&str> = pairs.iter().map(|(input, _)| *input).collect();
    let seen = case.run(&run(how, &inputs))?;
    let expected: String = pairs.iter().map(|(_, result)| format!("{result}\n")).collect();
    let results = String::from_utf8_lossy(seen.reply("results").unwrap_or_default()).into_owned();
    if results != expected {
        case.wrong("the results are not those asked for", expected, results);
        return None;
    }
    Some(seen)
}

fn run(how: &str, inputs: &[&str]) -> Run {
    inputs.iter().fold(Run::of(how), |run, input| run.and(input))
}
