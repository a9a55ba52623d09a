//! Borrow with scoped threads: what must hold of `longest_lines`.

use grader::{
    judge::{self as facts, explored},
    observe::Observation,
};
use harness::draw;
use rstest::rstest;

use crate::case::{Case, Run, judge};

#[path = "driver/documents.rs"]
mod documents;

const STEM: &str = "ex05_scope";

/// The driver reads the documents of `text`.
fn given(workers: usize, text: &str) -> Run {
    Run::of(&format!("given {workers}")).and(text)
}

fn drawn(seed: u64, count: usize) -> Vec<String> {
    documents::drawn(&draw::numbers(seed, count * documents::NUMBERS, 32))
}

#[rstest]
#[case("two documents", "aa\na|b\nbbb\nbb")]
#[case("several are the longest", "one\ntwo\nsix|a\nb")]
#[case("characters are no bytes", "éé\nabc|日本語\nabcd\n日本")]
#[case("ends of lines", "a\r\nab\r\n|\nabc|ab\n")]
fn lines(#[case] name: &str, #[case] text: &str) {
    // By one thread: what several make of them may be luck, until it is known that no order of theirs makes a difference.
    judge(STEM, "lines", name, |case| as_given(case, 1, text));
}

#[rstest]
#[case("no documents", 3, "")]
#[case("empty documents", 2, "|\n\n|a|")]
#[case("more workers than documents", 9, "a\nbb|c")]
#[case("documents that cannot be shared out evenly", 4, "a|bb|ccc|dd|e")]
fn edges(#[case] name: &str, #[case] workers: usize, #[case] text: &str) {
    judge(STEM, "edges", name, |case| as_given(case, workers, text));
}

#[rstest]
fn borrows() {
    judge(STEM, "borrows", "60 documents, then 18 of 2 MiB", |case| {
        let seed = case.seed();
        let Some(seen) = case.run(&Run::of(&format!("drawn 3 60 {seed}"))) else { return };
        if compare(case, &drawn(seed, 60), &seen) {
            case.run(&Run::of("large 3"));
        }
    });
}

#[rstest]
#[case(1, "a|b|c", 1)]
#[case(4, "a|b|c|d|e", 4)]
#[case(3, "a|b|c", 3)]
#[case(9, "a|b", 2)]
#[case(2, "", 0)]
fn as_many_threads(#[case] workers: usize, #[case] text: &str, #[case] threads: usize) {
    let count = documents::of(text).len();
    judge(STEM, "as_many_threads", &format!("{workers} workers, {count} documents"), |case| {
        let Some(seen) = case.run(&given(workers, text)) else { return };
        case.all_hold(&seen, &[&facts::threads(threads), &facts::children(0)]);
    });
}

#[rstest]
fn joins() {
    judge(STEM, "joins", "4 workers, 40 documents", |case| case.joins(&Run::of("drawn 4 40 1")));
}

#[rstest]
#[case(2, 2)]
#[case(3, 12)]
fn overlap(#[case] workers: usize, #[case] count: usize) {
    judge(STEM, "overlap", &format!("{workers} workers, {count} documents"), |case| {
        if !case.needs(&Run::of(&format!("drawn {workers} {count} 1")), &[&facts::threads(workers)]) {
            return;
        }
        let run = Run::of(&format!("meet {workers} {count} 1"));
        let Some(seen) = case.run_that_may_stop(&run, &facts::meet_at_the_gate(workers)) else { return };
        compare(case, &drawn(1, count), &seen);
    });
}

#[rstest]
#[case("the first", 0)]
#[case("one in the middle", 3)]
#[case("the last", 8)]
fn nobody_is_idle(#[case] name: &str, #[case] held: usize) {
    judge(STEM, "nobody_is_idle", &format!("of 9 documents, {name} takes long"), |case| {
        if !case.needs(&Run::of("meet 2 2 1"), &[]) {
            return;
        }
        let run = Run::of(&format!("hold {held} 2 9 1"));
        let Some(seen) = case.run_that_may_stop(&run, &facts::nobody_is_idle(9)) else { return };
        compare(case, &drawn(1, 9), &seen);
    });
}

#[rstest]
#[case("two_threads", r#"["aa", "b"]"#)]
#[case("three_documents", r#"["a", "b", "c"]"#)]
#[case("three_threads", r#"["a", "bb", "c", "dd"]"#)]
fn any_order(#[case] scenario: &str, #[case] outcome: &str) {
    judge(STEM, "any_order", scenario, |case| {
        case.explore(&explored(scenario).outcomes(&[outcome]));
    });
}

fn as_given(case: &mut Case, workers: usize, text: &str) {
    // Explored first: it knows who holds what another waits for, which a run does not.
    if !case.explore(&explored("two_threads")) {
        return;
    }
    let Some(seen) = case.run(&given(workers, text)) else { return };
    let (expected, said) = (texts(&expected(&documents::of(text))), texts(&said(&seen)));
    case.equal("the longest lines", expected.as_slice(), said.as_slice());
}

/// The lines alone, without where they lie.
fn texts(said: &str) -> Vec<String> {
    said.lines().map(|line| line.rsplit_once(": ").map_or(line, |(_, shown)| shown).to_owned()).collect()
}

/// The lines are those asked for, and lie where they should.
fn compare<T: AsRef<str>>(case: &mut Case, documents: &[T], seen: &Observation) -> bool {
    let (expected, said) = (expected(documents), said(seen));
    case.equal("the longest lines, and where they lie", expected.as_str(), said.as_str());
    expected == said
}

fn said(seen: &Observation) -> String {
    String::from_utf8_lossy(seen.reply("lines").unwrap_or_default()).into_owned()
}

/// What the driver replies where the lines are those asked for.
fn expected<T: AsRef<str>>(documents: &[T]) -> String {
    let line = |(index, document): (usize, &T)| {
        let document = document.as_ref();
        let longest = document.lines().rev().max_by_key(|line| line.chars().count()).unwrap_or_default();
        if longest.is_empty() {
            return "\"\"".to_owned();
        }
        format!("{index} from {}: {longest:?}", longest.as_ptr() as usize - document.as_ptr() as usize)
    };
    documents.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}
