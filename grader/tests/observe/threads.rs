//! What is seen of threads: who started them where, who joined them, and how whoever did not join them waited instead.

use grader::{
    judge::{Verdict, ends_well, joined, prints, threads, waits_without_asking},
    observe::{Action, Wait},
    sandbox::{Plan, Reach},
};

use super::{
    facts::{did, ended_with, hold, joined_by, refused, waited},
    run::{line, observe, plan, seen},
};

#[test]
fn a_join_is_seen_with_its_line() {
    let seen = seen("join");
    hold(&seen, [ends_well(), threads(1), joined(), waits_without_asking(), prints("1\n2\n3\ndone\n")]);
    hold(&seen, [joined_by(1, 0, "join")]);
    assert_eq!(seen.tasks[1].started_at.place(), Some(line("spawn")));
    assert_eq!(seen.tasks[1].name, "counter");
    assert_eq!((seen.tasks[1].parent, seen.tasks[1].process), (Some(0), 0));
}

#[test]
fn a_join_is_seen_when_the_thread_ended_long_before() {
    // It looks into /proc itself, to know when the thread has ended.
    let reach = Reach { read: vec!["/proc".into()], ..Reach::default() };
    hold(&observe(&Plan { reach, ..plan("join_late") }), [ends_well(), joined(), joined_by(1, 0, "late join")]);
}

#[test]
fn threads_that_end_in_another_order_are_each_joined() {
    let seen = seen("join_order");
    hold(&seen, [ends_well(), threads(2), joined(), joined_by(1, 0, "slow join"), joined_by(2, 0, "quick join")]);
}

#[test]
fn a_thread_may_be_joined_by_another_than_its_starter() {
    hold(&seen("join_by_another"), [ends_well(), joined(), joined_by(1, 2, "join by another")]);
}

#[test]
fn threads_that_share_a_stack_are_not_confused() {
    let seen = seen("join_many");
    hold(&seen, [ends_well(), threads(40), joined(), waits_without_asking()]);
    for thread in 1..=20 {
        hold(&seen, [joined_by(thread, 0, "join of many")]);
    }
}

#[test]
fn a_scope_joins_by_itself() {
    let seen = seen("scope");
    hold(&seen, [ends_well(), threads(1), joined(), waits_without_asking(), waited(0, Wait::Scope, "scope")]);
    assert!(seen.tasks[1].scoped);
}

#[test]
fn a_dropped_handle_is_not_joined_though_a_message_came() {
    let seen = seen("message");
    hold(&seen, [ends_well(), waits_without_asking(), waited(0, Wait::Channel, "receive")]);
    refused(&seen, &joined(), Verdict::NotJoined, "handle dropped");
}

#[test]
fn a_sleep_in_place_of_a_join_never_lets_the_thread_run() {
    for (part, mark) in [("sleep_for_join", "sleep"), ("sleeps_for_join", "sleep in parts")] {
        let seen = seen(part);
        hold(&seen, [ends_well(), waits_without_asking()]);
        refused(&seen, &joined(), Verdict::NotJoined, mark);
        assert!(seen.tasks[1].never_ran && seen.tasks[1].left_behind, "{part}: {:?}", seen.tasks[1]);
    }
    // An hour was asked for, and an hour was not waited.
    let cut = Action::Sleep { asked_us: 3_600_000_000, cut: true };
    hold(&seen("sleep_for_join"), [did(0, cut, "sleep")]);
}

#[test]
fn a_nap_before_a_join_is_no_crime() {
    let seen = seen("nap_then_join");
    hold(&seen, [ends_well(), joined(), waits_without_asking(), joined_by(1, 0, "join after a nap")]);
}

#[test]
fn a_spinning_wait_is_sampled_with_its_line() {
    let seen = seen("spin_for_join");
    hold(&seen, [ends_well(), did(0, Action::Spin, "spin")]);
    refused(&seen, &waits_without_asking(), Verdict::BusyWait, "spin");
}

#[test]
fn naps_between_looks_are_a_busy_wait() {
    let seen = seen("naps_for_join");
    hold(&seen, [ends_well()]);
    refused(&seen, &waits_without_asking(), Verdict::BusyWait, "naps");
}

#[test]
fn a_thread_that_will_not_end_is_left_behind() {
    let seen = seen("left_running");
    hold(&seen, [ended_with(0), ends_well()]);
    refused(&seen, &joined(), Verdict::NotJoined, "left running");
    assert!(seen.tasks[1].left_behind && !seen.tasks[1].never_ran, "{:?}", seen.tasks[1]);
}
