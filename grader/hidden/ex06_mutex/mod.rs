//! Share a map: what must hold of `frequency`.

use std::collections::BTreeMap;

use grader::{
    judge::{self as facts, explored},
    observe::Observation,
};
use harness::draw;
use rstest::rstest;

use crate::case::{Case, Run, judge};

#[path = "driver/lines.rs"]
mod lines;

const STEM: &str = "ex06_mutex";

/// The driver counts the lines of `text`.
fn given(workers: usize, text: &str) -> Run {
    Run::of(&format!("given {workers}")).and(text)
}

fn drawn(seed: u64, lines: usize) -> Vec<String> {
    lines::drawn(&draw::numbers(seed, lines * lines::NUMBERS, 32))
}

#[rstest]
#[case("two lines", "abba\nAb")]
#[case("no letters", "12 34\n?!\n \t-")]
#[case("letters among others", "Don't count 1, 2 or ³!\nNor _this_, but_that")]
#[case("several scripts", "Ångström ČĎŽ\nжираф ЖУК\nποταμός ΟΔΟΣ\n日本 語日\nשלום\nक ख")]
#[case("lower case of more or fewer bytes", "ẞß ſs Kk Ⱥⱥ\nȺ ẞ K")]
fn counts(#[case] name: &str, #[case] text: &str) {
    // By one thread: what several make of them may be luck, until it is known that no order of theirs makes a difference.
    judge(STEM, "counts", name, |case| as_given(case, 1, text));
}

#[rstest]
#[case(1, 7)]
#[case(3, 100)]
fn long_texts(#[case] workers: usize, #[case] lines: usize) {
    judge(STEM, "long_texts", &format!("{lines} drawn lines, {workers} workers"), |case| {
        let seed = case.seed();
        let Some(seen) = case.run(&Run::of(&format!("drawn {workers} {lines} {seed}"))) else { return };
        compare(case, &drawn(seed, lines), &seen);
    });
}

#[rstest]
#[case("no lines", 3, "")]
#[case("empty lines", 3, "\n\na\n")]
#[case("more workers than lines", 9, "ab\nb")]
#[case("one line", 4, "Hello")]
#[case("no worker", 0, "ab\nb")]
#[case("lines that cannot be shared out evenly", 4, "a\nb\nc\nd\ne\na")]
fn edges(#[case] name: &str, #[case] workers: usize, #[case] text: &str) {
    judge(STEM, "edges", name, |case| as_given(case, workers, text));
}

#[rstest]
fn each_call_anew() {
    judge(STEM, "each_call_anew", "the same lines twice", |case| {
        let text = "abba\nAb";
        let Some(seen) = case.run(&Run::of("again 2").and(text)) else { return };
        compare(case, &lines::of(text), &seen);
    });
}

#[rstest]
#[case(1, "a\nb\nc", 1)]
#[case(4, "a\nb\nc\nd\ne", 4)]
#[case(3, "a\nb\nc", 3)]
#[case(9, "a\nb", 2)]
#[case(2, "", 0)]
fn as_many_threads(#[case] workers: usize, #[case] text: &str, #[case] threads: usize) {
    let lines = lines::of(text).len();
    judge(STEM, "as_many_threads", &format!("{workers} workers, {lines} lines"), |case| {
        let Some(seen) = case.run(&given(workers, text)) else { return };
        case.all_hold(&seen, &[&facts::threads(threads), &facts::children(0)]);
    });
}

#[rstest]
fn joins() {
    judge(STEM, "joins", "4 workers, 40 lines", |case| case.joins(&Run::of("drawn 4 40 1")));
}

#[rstest]
#[case(2, 2)]
#[case(3, 12)]
fn overlap(#[case] workers: usize, #[case] lines: usize) {
    judge(STEM, "overlap", &format!("{workers} workers, {lines} lines"), |case| {
        if !case.needs(&Run::of(&format!("drawn {workers} {lines} 1")), &[&facts::threads(workers)]) {
            return;
        }
        let run = Run::of(&format!("gate {workers} {lines} 1"));
        let Some(seen) = case.run_that_may_stop(&run, &facts::meet_at_the_gate(workers)) else { return };
        compare(case, &drawn(1, lines), &seen);
        let Some(seen) = case.run(&Run::of(&format!("drawn {workers} 2000 1"))) else { return };
        case.remark(facts::cores_used(&seen));
    });
}

#[rstest]
#[case("two_threads", "[('a', 2)]")]
#[case("two_lines_each", "[('a', 2), ('b', 2)]")]
#[case("three_threads", "[('a', 2), ('b', 2)]")]
#[case("three_threads_and_many_letters", "[('a', 6), ('b', 6), ('c', 3)]")]
fn nothing_is_lost(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "nothing_is_lost", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}

fn as_given(case: &mut Case, workers: usize, text: &str) {
    // Explored first: it knows who holds what another waits for, which a run does not.
    if !case.explore(&explored("two_threads")) {
        return;
    }
    let Some(seen) = case.run(&given(workers, text)) else { return };
    compare(case, &lines::of(text), &seen);
}

/// What the driver replied is what there is to count.
fn compare<T: AsRef<str>>(case: &mut Case, lines: &[T], seen: &Observation) {
    let mut expected = BTreeMap::new();
    let letters = lines.iter().flat_map(|line| line.as_ref().chars()).filter(|letter| letter.is_alphabetic());
    for lower in letters.flat_map(char::to_lowercase) {
        *expected.entry(lower).or_insert(0_usize) += 1;
    }
    let expected = lines::written(&expected.into_iter().collect::<Vec<_>>());
    let counted = String::from_utf8_lossy(seen.reply("counts").unwrap_or_default()).into_owned();
    case.equal("the counts", expected.as_str(), counted.as_str());
}
