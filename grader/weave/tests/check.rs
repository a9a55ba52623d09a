//! `explore` and `replay`, as tests call them.

use std::panic::{UnwindSafe, catch_unwind};
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::{Explorer, Verdict, thread};

fn lost_update() -> u32 {
    let hits = AtomicU32::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| hits.store(hits.load(Ordering::Relaxed) + 1, Ordering::Relaxed));
        }
    });
    let hits = hits.into_inner();
    assert_eq!(hits, 2);
    hits
}

fn panic_of(task: impl FnOnce() + UnwindSafe) -> String {
    let payload = catch_unwind(task).expect_err("it has to panic");
    payload.downcast_ref::<String>().expect("a panic with words").clone()
}

#[test]
fn a_failing_schedule_panics_with_its_explanation_and_how_to_run_it_again() {
    let message = panic_of(|| drop(weave::explore(lost_update)));
    assert!(message.starts_with("main panicked at check.rs:15: assertion `left == right` failed"), "{message}");
    assert!(message.contains("note: thread"), "{message}");
    let replay = message.rsplit_once("replay: weave::replay(\"").and_then(|(_, rest)| rest.split_once('"'));
    let again = weave::replay(replay.expect("it ends with a replay").0, lost_update);
    assert!(message.starts_with(&again.failing.expect("it fails again").explanation.to_string()));
}

#[test]
fn whoever_asks_only_whether_a_schedule_fails_is_told_no_more() {
    let found = Explorer::new().explains(false).explore(lost_update);
    let told = Explorer::new().explore(lost_update);
    let [found, told] = [found, told].map(|exploration| (exploration.verdict, exploration.failing.expect("it fails")));
    assert_eq!((found.0, found.1.found_after), (told.0, told.1.found_after));
    assert_eq!((found.1.explanation.message.as_str(), found.1.explanation.steps.len()), ("", 0));
}

#[test]
fn a_schedule_that_passes_can_be_replayed_and_read_too() {
    let exploration = weave::replay("0:0", lost_update);
    assert_eq!(exploration.to_string(), "passed: 1 schedules");
    let explanation = exploration.failing.expect("a replay always tells what happened").explanation;
    assert_eq!((explanation.message.as_str(), explanation.notes.len()), ("", 0));
    assert!(explanation.to_string().contains("spawns thread 2"), "{explanation}");
}

#[test]
fn what_was_covered_is_said_in_one_line() {
    let exploration = weave::explore(|| {
        let hits = AtomicU32::new(0);
        thread::scope(|scope| {
            scope.spawn(|| hits.fetch_add(1, Ordering::Relaxed));
        });
    });
    assert!(exploration.to_string().starts_with("passed: all schedules ("), "{exploration}");
}

#[test]
fn a_schedule_that_is_too_long_is_no_verdict() {
    let message = panic_of(|| {
        weave::explore(|| {
            let ticks = AtomicU32::new(0);
            (0..5_100).for_each(|tick| ticks.store(tick, Ordering::Relaxed));
        });
    });
    assert!(message.starts_with("inconclusive: the ordinary schedule needs more than 5000 steps"), "{message}");
    assert!(message.contains("no verdict") && message.contains("max_steps(50000)"), "{message}");
}

#[test]
fn what_is_no_replay_string_is_refused() {
    let message = panic_of(|| drop(weave::replay("first", || ())));
    assert!(message.contains("`first` is not a schedule"), "{message}");
}

#[test]
fn json_has_the_verdict_and_the_explanation() {
    let exploration = Explorer::new().explore(lost_update);
    assert!(matches!(exploration.verdict, Verdict::Failed(_)));
    let json = exploration.to_json();
    assert!(json.starts_with(r#"{"verdict":"failed","fault":"panicked","schedules":"#), "{json}");
    let explanation = exploration.failing.as_ref().expect("it failed").explanation.to_json();
    assert!(
        json.contains(&format!(r#""explanation":{explanation},"seq_cst":[],"outcomes":{{"2":{{"schedules":"#)),
        "{json}"
    );
}
