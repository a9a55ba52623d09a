//! Explanations as they are printed, each beside the program that it explains. `WEAVE_BLESS=1` writes them anew.
#![expect(clippy::unwrap_used, reason = "the programs are written as people write them")]

mod bank;
mod both_missing;
mod check_then_act;
mod circle;
mod data_race;
mod dekker;
mod exit;
mod full_channel;
mod given_up;
mod iriw;
mod left_thread;
mod livelock;
mod long;
mod lost_update;
mod many_threads;
mod missed_notify;
mod missing_acquire;
mod missing_fence;
mod missing_release;
mod open_channel;
mod panic;
mod passed_on;
mod polling;
mod retold_panic;
mod self_deadlock;
mod short_barrier;
mod spurious;
mod stuck_join;
mod stuck_park;
mod too_late;
mod unseen_panic;
mod upgrade;

use std::path::Path;
use weave::{Exploration, Explorer, Fault};

/// Explores the program, and compares what is said of it with the file of its name.
fn check(name: &str, explorer: Explorer, program: fn()) -> Exploration {
    let exploration = explorer.explore(program);
    let schedule = exploration.failing.as_ref().unwrap_or_else(|| panic!("{name}: {exploration}"));
    let text = format!("{exploration}\n\n{}\nreplay: {}\n", schedule.explanation, schedule.replay);
    compare(name, &text);
    let again = explorer.replay(&schedule.replay, program).expect("a replay string is one");
    assert_eq!(again.failing.map(|again| again.explanation), Some(schedule.explanation.clone()), "{name}: the replay");
    exploration
}

fn compare(name: &str, text: &str) {
    for line in text.lines() {
        assert!(line.chars().count() <= 100 || line.starts_with("  -->"), "{name}: too long: {line}");
        assert_eq!(line.trim_end(), line, "{name}");
    }
    compare_whole(&format!("{name}.txt"), text);
}

fn compare_whole(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explanations").join(file);
    if std::env::var_os("WEAVE_BLESS").is_some() {
        std::fs::write(&path, text).expect("the folder of the tests can be written to");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == text, "{file} says\n{expected}\nbut it is\n{text}");
}

/// The README shows one of them, as it is.
#[test]
fn the_readme_shows_an_explanation_as_it_is_printed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).expect("the file is there");
    let printed = read("tests/explanations/bank.txt");
    let explanation = printed.split_once("\n\n").map(|(_, rest)| rest.split("\nreplay: ").next().unwrap_or(rest));
    assert!(read("README.md").contains(explanation.expect("an explanation follows the verdict")));
}

#[test]
fn json_says_what_the_text_says() {
    let exploration = Explorer::new().explore(bank::program);
    compare_whole("bank.json", &(exploration.to_json() + "\n"));
}

/// A program for each fault that a program of locks, atomics and threads can have, under the settings that find it.
macro_rules! explained {
    ($($name:ident: $fault:ident $(, $setting:ident($value:expr))*;)*) => { $(
        #[test]
        fn $name() {
            let explorer = Explorer::new()$(.$setting($value))*;
            let exploration = check(stringify!($name), explorer, $name::program);
            assert_eq!(exploration.fault(), Some(Fault::$fault));
        }
    )* };
}

explained! {
    bank: Deadlock;
    both_missing: Panicked;
    check_then_act: Panicked;
    circle: Deadlock;
    data_race: DataRace;
    dekker: Panicked;
    exit: Exited;
    full_channel: Stuck;
    given_up: Panicked;
    iriw: Panicked;
    left_thread: ThreadLeft;
    livelock: Livelock;
    long: Panicked;
    lost_update: Panicked;
    many_threads: Panicked;
    missed_notify: Stuck;
    missing_acquire: Panicked;
    missing_fence: Panicked;
    missing_release: Panicked;
    open_channel: Stuck;
    panic: Panicked;
    passed_on: Panicked;
    polling: Polling, polling(weave::Polling::Fail);
    retold_panic: Panicked;
    self_deadlock: Deadlock;
    short_barrier: Stuck;
    spurious: Panicked;
    stuck_join: Deadlock;
    stuck_park: Stuck;
    too_late: Panicked;
    unseen_panic: PanickedUnseen;
    upgrade: Deadlock;
}
