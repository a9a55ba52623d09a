//! What is seen of processes: what they executed, how they ended, who asked, and who did not.

use grader::{
    judge::{Verdict, children, ends_well, reaped, waits_without_asking},
    observe::{Action, Ending, Exit, TaskKind, Wait},
};

use super::{
    facts::{blocked, did, ended_with, ends, hold, not_reaped, reaped_by, refused, waited},
    run::{line, seen},
};

const KILLED: Exit = Exit::Signal(9);

#[test]
fn a_child_is_seen_with_its_arguments_its_exit_and_who_waited() {
    let seen = seen("wait");
    hold(&seen, [ends_well(), children(1), reaped(), waits_without_asking()]);
    hold(&seen, [reaped_by(1, Exit::Code(3), 0), waited(0, Wait::Child(Some(1)), "wait")]);
    let child = &seen.tasks[1];
    assert_eq!(child.arguments[1..], ["child", "exit_3"]);
    assert_eq!(child.arguments[0], seen.tasks[0].arguments[0]);
    assert_eq!(child.started_at.place(), Some(line("start")));
    assert_eq!((child.kind, child.parent, child.process), (TaskKind::Process, Some(0), 1));
}

#[test]
fn the_signal_that_ended_a_child_is_seen() {
    hold(&seen("wait_for_abort"), [ends_well(), reaped(), reaped_by(1, Exit::Signal(6), 0)]);
}

#[test]
fn a_child_may_be_reaped_by_another_thread() {
    hold(&seen("wait_on_a_thread"), [ends_well(), reaped(), reaped_by(1, Exit::Code(3), 2)]);
}

#[test]
fn a_program_that_does_not_exist_leaves_no_child() {
    let seen = seen("missing");
    hold(&seen, [ends_well(), reaped()]);
    assert!(seen.children().all(|(_, child)| child.arguments.is_empty()), "{:?}", seen.tasks);
}

#[test]
fn asking_for_a_child_again_and_again_is_seen_with_its_line() {
    let seen = seen("looks");
    hold(&seen, [ends_well(), reaped(), reaped_by(1, Exit::Code(3), 0)]);
    hold(&seen, [did(0, Action::Poll { found: None }, "looks")]);
    refused(&seen, &waits_without_asking(), Verdict::BusyWait, "looks");
}

#[test]
fn one_look_before_a_wait_is_no_crime() {
    hold(&seen("one_look"), [ends_well(), reaped(), waits_without_asking(), reaped_by(1, Exit::Code(3), 0)]);
}

#[test]
fn a_child_that_nobody_waits_for_is_an_orphan() {
    for (part, mark) in [("orphan", "orphan"), ("sleep_for_wait", "sleep for a child")] {
        let seen = seen(part);
        hold(&seen, [ends_well(), children(1), not_reaped(1, KILLED)]);
        refused(&seen, &reaped(), Verdict::Orphan, mark);
        assert!(seen.tasks[1].never_ran, "{part}: {:?}", seen.tasks[1]);
    }
}

#[test]
fn a_child_that_ended_and_was_not_asked_is_a_zombie() {
    let seen = seen("zombie");
    hold(&seen, [ends_well(), children(1)]);
    refused(&seen, &reaped(), Verdict::Zombie, "zombie");
}

#[test]
fn a_daemon_is_an_orphan_and_gone_with_the_run() {
    let seen = seen("daemon");
    hold(&seen, [ends_well(), children(2), reaped_by(1, Exit::Code(0), 0), not_reaped(2, KILLED)]);
    assert_eq!(seen.tasks[2].parent, Some(1));
    refused(&seen, &reaped(), Verdict::Orphan, "daemon");
}

#[test]
fn a_process_goes_on_as_what_one_of_its_threads_executes() {
    let seen = seen("exec");
    hold(&seen, [ended_with(3)]);
    refused(&seen, &ends_well(), Verdict::EndedEarly, "exec");
    let exec = seen.events.iter().find(|event| matches!(event.action, Action::Exec { .. })).unwrap().at_us;
    assert!(seen.tasks[1].end_us.is_some_and(|end| end <= exec), "{:?}", seen.tasks[1]);
    assert!(seen.tasks[0].end_us.is_some_and(|end| end > exec), "{:?}", seen.tasks[0]);
}

#[test]
fn a_process_is_watched_on_as_what_one_of_its_threads_executes() {
    hold(&seen("exec_to_park"), [ends(Ending::Stuck), blocked(0, Wait::Park, "parked after exec")]);
}

#[test]
fn calls_with_pointers_to_nowhere_are_seen_to_fail() {
    hold(&seen("pointers_to_nowhere"), [ends_well(), children(4)]);
}
