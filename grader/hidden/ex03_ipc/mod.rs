//! Pass data over IPC: what must hold of `parent` and `child`.

use grader::judge::{self as facts, Fact};
use harness::draw::numbers;
use rstest::rstest;

#[path = "driver/protocol.rs"]
mod protocol;

use crate::case::{Case, Run, judge};

const STEM: &str = "ex03_ipc";

/// The arguments of the child: the program, `child`, and the name of the server.
const CHILD_ARGUMENTS: usize = 3;

/// The run that most checks ask about: few numbers, of a size that takes four bytes at least.
fn few() -> Run {
    Run::of("parent-given 4294967295,3,1048576,0,2863311530,7")
}

const FEW: [u64; 6] = [4_294_967_295, 3, 1_048_576, 0, 2_863_311_530, 7];

#[rstest]
fn squares() {
    judge(STEM, "squares", "six numbers", |case| {
        let Some(seen) = case.run(&few()) else { return };
        values(case, "the squares", &squared(&FEW), seen.reply("squares"));
    });
}

#[rstest]
#[case::a_hundred(100, 32)]
#[case::a_thousand(1000, 16)]
fn drawn(#[case] count: usize, #[case] bits: u32) {
    judge(STEM, "drawn", &format!("{count} numbers below 2^{bits}"), |case| {
        let seed = case.seed();
        if !case.needs(&few(), &[]) {
            return;
        }
        let Some(seen) = case.run(&Run::of(&format!("parent {seed} {count} {bits}"))) else { return };
        values(case, "the squares", &squared(&numbers(seed, count, bits)), seen.reply("squares"));
    });
}

#[rstest]
fn empty() {
    judge(STEM, "empty", "no numbers", |case| {
        if !case.needs(&few(), &[]) {
            return;
        }
        let Some(seen) = case.run(&Run::of("parent-given").and("")) else { return };
        values(case, "the squares of nothing", &[], seen.reply("squares"));
        case.all_hold(&seen, &[&facts::reaped()]);
    });
}

#[rstest]
fn million() {
    judge(STEM, "million", "1,000,000 numbers below 2^32", |case| {
        let seed = case.seed();
        let overflow = Run::of("parent-given 7,4294967296,9");
        if !talks(case) || !case.needs(&overflow, &[&facts::replies("error", "overflow 4294967296"), &facts::reaped()])
        {
            return;
        }
        let Some(seen) = case.run(&Run::of(&format!("parent {seed} 1000000 32"))) else { return };
        values(case, "a million squares", &squared(&numbers(seed, 1_000_000, 32)), seen.reply("squares"));
    });
}

#[rstest]
fn one_child() {
    judge(STEM, "one_child", "six numbers", |case| {
        let Some(seen) = case.run(&few()) else { return };
        case.all_hold(&seen, &[&facts::children(1), &facts::reaped(), &facts::waits_without_asking()]);
    });
}

#[rstest]
fn crosses_a_socket() {
    judge(STEM, "crosses_a_socket", "six numbers", |case| {
        let Some(seen) = case.run(&few()) else { return };
        let [socket, file, arguments] = crossing();
        case.all_hold(&seen, &[&socket, &file, &arguments]);
    });
}

#[rstest]
#[case::among_others("7,4294967296,9", "overflow 4294967296")]
#[case::the_first_of_two("18446744073709551615,5000000000", "overflow 18446744073709551615")]
fn overflow(#[case] given: &str, #[case] error: &'static str) {
    judge(STEM, "overflow", given, |case| {
        if !case.needs(&few(), &[]) {
            return;
        }
        let Some(seen) = case.run(&Run::of(&format!("parent-given {given}"))) else { return };
        case.all_hold(&seen, &[&facts::replies("error", error), &facts::children(1), &facts::reaped()]);
    });
}

#[rstest]
fn answers_are_the_childs() {
    judge(STEM, "answers_are_the_childs", "a child of ours that answers otherwise", |case| {
        let seed = case.seed();
        if !talks(case) {
            return;
        }
        let Some(seen) = case.run(&Run::of(&format!("marked {seed} 50 32"))) else { return };
        let marked: Vec<u64> = numbers(seed, 50, 32).into_iter().map(protocol::marked).collect();
        values(case, "what the child answered", &marked, seen.reply("squares"));
        case.all_hold(&seen, &[&facts::children(1), &facts::reaped()]);
    });
}

#[rstest]
fn child_serves() {
    judge(STEM, "child_serves", "a parent of ours, several requests", |case| {
        let seed = case.seed();
        if !talks(case) {
            return;
        }
        let Some(seen) = case.run(&Run::of(&format!("serve {seed} 20 32"))) else { return };
        let expected = protocol::requests(numbers(seed, 20, 32)).into_iter().map(|request| answer_to(&request));
        let expected = expected.collect::<Vec<_>>().join("\n");
        case.equal("the answers of your child", &expected, &text(seen.reply("answers")));
        let status = text(seen.reply("child-status"));
        case.equal("the status of your child, once the requests have ended", "code 0", status.as_str());
    });
}

/// The six numbers go over a socket, and by no other way.
fn crossing() -> [Fact; 3] {
    // No encoding brings a number below its own bytes.
    let bytes = FEW.iter().map(|number| u64::from((u64::BITS - number.leading_zeros()).div_ceil(8))).sum();
    [facts::crosses_a_socket(bytes), facts::writes_no_file(), facts::arguments(CHILD_ARGUMENTS)]
}

/// Whether the submission's parent and child talk as the exercise says; a partner of ours would wait for ever else.
fn talks(case: &mut Case) -> bool {
    let [socket, file, arguments] = crossing();
    case.needs(&few(), &[&socket, &file, &arguments])
}

fn answer_to(request: &[u64]) -> String {
    let squares = request.iter().map(|number| number.checked_mul(*number).ok_or(*number)).collect();
    protocol::answer_text(&squares)
}

fn squared(numbers: &[u64]) -> Vec<u64> {
    numbers.iter().map(|number| number * number).collect()
}

/// Compares numbers that came back as bytes, little end first, and tells the first one that differs.
fn values(case: &mut Case, what: &str, expected: &[u64], reply: Option<&[u8]>) {
    let Some(bytes) = reply else {
        return case.wrong(&format!("{what}: an error came back"), format!("{} numbers", expected.len()), "an error");
    };
    let seen: Vec<u64> = bytes
        .chunks_exact(8)
        .map(|chunk| u64::from_le_bytes(chunk.try_into().expect("a chunk has eight bytes")))
        .collect();
    if let Some(at) = expected.iter().zip(&seen).position(|(expected, seen)| expected != seen) {
        case.equal(&format!("{what}, number {}", at + 1), &expected[at], &seen[at]);
    } else {
        case.equal(&format!("{what}, how many"), &expected.len(), &seen.len());
    }
}

fn text(reply: Option<&[u8]>) -> String {
    String::from_utf8_lossy(reply.unwrap_or_default()).into_owned()
}
