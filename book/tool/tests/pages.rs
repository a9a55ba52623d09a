//! What pages become, and what is said of those that are wrong.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use book::book::{Book, Page};
use book::room::Room;
use rstest::rstest;

const EXPLORER: &str = "```interleave\nid: lost\ntitle: t\nshared: c = 0\nthread A: load c; add 1; store c\nthread B: load c; add 1; store c\nrun: A A A B B B\n```\n";

/// What a page becomes, and what is wrong with it.
fn made(markdown: &str) -> (String, Vec<String>) {
    let book = Book::of(&Room::ours(), [markdown].into_iter()).unwrap();
    let mut mistakes = Vec::new();
    let made = book.page(markdown, &mut Page::new("no/such.md", false), &mut mistakes);
    (made, mistakes.iter().map(ToString::to_string).collect())
}

#[test]
fn values_are_counted() {
    let text = format!(
        "{EXPLORER}{{{{= interleave lost schedules}}}}, {{{{= interleave lost ends c = 1}}}}, {{{{= interleave lost outcomes}}}}"
    );
    let (made, mistakes) = made(&text);
    assert!(made.ends_with("20, 18, 2") && mistakes.is_empty(), "{made} {mistakes:?}");
}

#[rstest]
#[case::of_an_explorer(
    "```claims\ninterleave lost: 19 end with c = 1\n```",
    12,
    "claims: this is not so: 18 of 20 schedules of `lost` end with c = 1"
)]
#[case::of_deadlock(
    "```claims\ninterleave other: 1 schedules\n```",
    12,
    "claims: no `interleave` fence of the book has the id `other`: give one an `id: other`"
)]
#[case::of_a_program(
    "```claims\nprogram nowhere: passes\n```",
    12,
    "claims: there is no program `nowhere`: write book/programs/src/nowhere.rs, and list it in book/programs/src/lib.rs"
)]
#[case::all_possible(
    "```possible\ninterleave: lost\n- c = 1\n- c = 2\nwhy: w\n```",
    11,
    "possible: every option is possible: add one that is not, or there is nothing to find out"
)]
#[case::one_left_out(
    "```possible\ninterleave: lost\n- c = 1\n- c = 3\nwhy: w\n```",
    11,
    "possible: `c = 2` is possible too, and no option says so: add it, or `others: yes`"
)]
#[case::two_answers(
    "```predict\nquestion: q\n+ a\n+ b\nwhy: w\n```",
    11,
    "predict: 2 options begin with `+`: there is one right answer"
)]
#[case::no_test(
    "```listing\nfile: book/tool/src/main.rs\n```",
    12,
    "listing: `book/tool/src/main.rs` is not below solutions/, exercises/, book/programs/, grader/, which have tests"
)]
#[case::out_of_the_repository(
    "```listing\nfile: solutions/../../secret\n```",
    12,
    "listing: `solutions/../../secret` is not below solutions/, exercises/, book/programs/, grader/, which have tests"
)]
#[case::no_exercise(
    "```exercise\nid: ex99\ngoal: g\n```",
    12,
    "exercise: there is no exercise `ex99`: see `cargo grader list`"
)]
#[case::not_recorded(
    "```output\nexercise: ex01\narguments: --pause 12345\n```",
    11,
    "output: its output is not recorded: call `cargo book bless`, which writes book/data/outputs/ex01-pause-12345.txt"
)]
#[case::not_measured(
    "```plot\nmeasured: weather\ntitle: t\n```",
    12,
    "plot: `weather` was not measured; these were: start, io-bound, cpu-bound"
)]
fn what_is_false_fails_the_page(#[case] fence: &str, #[case] line: usize, #[case] text: &str) {
    let (_, mistakes) = made(&format!("# t\n\n{EXPLORER}{fence}\n"));
    assert_eq!(mistakes, [format!("book/src/no/such.md:{line}: {text}")]);
}

#[test]
fn a_value_that_cannot_be_is_told() {
    let (_, mistakes) = made(&format!("{EXPLORER}{{{{= interleave lost ends c = 5}}}}"));
    assert_eq!(mistakes, ["book/src/no/such.md:1: `lost` cannot end with `c = 5`"]);
}

#[rstest]
#[case::chapter("chapter", "```chapter\nminutes: 5\n- do `a`\n- do *b*\n```\n")]
#[case::interleave("interleave", EXPLORER)]
#[case::deadlock(
    "deadlock",
    "```interleave\nid: d\ntitle: t\nthread A: lock l; lock r\nthread B: lock r; lock l\nrun: A B\n```\n\n```deadlock\ninterleave: d\nwhy: Each holds one.\n```\n"
)]
#[case::predict("predict", "```predict\nquestion: `q` <b>?\n- a\n+ b\nwhy: w\n```\n")]
fn fences_become_html(#[case] name: &str, #[case] markdown: &str) {
    let (made, mistakes) = made(markdown);
    assert_eq!(mistakes, Vec::<String>::new());
    // Wherever it is called from: the repository has workspaces of its own, to which insta would refer.
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots"));
    settings.bind(|| insta::assert_snapshot!(name, made));
}
