//! What a run may use, and that whoever uses more is ended: by the right limit, with a line where there is one.

use grader::{
    judge::{Verdict, ends, ends_well},
    observe::{Action, Ending, Limit, Observation, TaskKind},
    sandbox::{Limits, Plan},
};

use super::{
    facts::{self, did, hold, refused},
    run::{observe, plan},
};

/// Runs a part within these limits; it must be ended by this one.
#[track_caller]
fn ended_by(limit: Limit, part: &str, limits: Limits) -> Observation {
    let seen = observe(&Plan { limits, ..plan(part) });
    hold(&seen, [facts::ends(Ending::Limit(limit))]);
    assert_eq!(ends().findings(&seen).unwrap().first().map(|finding| finding.verdict), Some(Verdict::OverLimit));
    seen
}

#[test]
fn processes_that_start_processes_are_ended() {
    let seen = ended_by(Limit::Processes, "processes", Limits { processes: 12, ..Limits::default() });
    refused(&seen, &ends_well(), Verdict::OverLimit, "fork bomb");
    assert_eq!(seen.tasks.iter().filter(|task| task.kind == TaskKind::Process).count(), 13);
}

#[test]
fn threads_without_end_are_ended() {
    let seen = ended_by(Limit::Threads, "threads", Limits { threads: 20, ..Limits::default() });
    refused(&seen, &ends_well(), Verdict::OverLimit, "thread bomb");
    assert_eq!(seen.threads().count(), 21);
}

#[test]
fn output_without_end_is_ended() {
    let seen = ended_by(Limit::Output, "lines", Limits { output_bytes: 50_000, ..Limits::default() });
    refused(&seen, &ends_well(), Verdict::OverLimit, "endless output");
    assert!(seen.output_bytes > 50_000);
}

#[test]
fn memory_without_end_is_ended() {
    ended_by(Limit::Memory, "memory", Limits { memory_mib: 64, ..Limits::default() });
}

#[test]
fn memory_that_was_used_for_a_moment_counts() {
    for _ in 0..5 {
        ended_by(Limit::Memory, "memory_for_a_moment", Limits { memory_mib: 64, ..Limits::default() });
    }
    let seen =
        observe(&Plan { limits: Limits { memory_mib: 100, ..Limits::default() }, ..plan("memory_for_a_moment") });
    hold(&seen, [facts::ends(Ending::Ended(grader::observe::Exit::Code(0)))]);
}

#[test]
fn work_without_end_is_ended_with_its_line() {
    for (part, task) in [("cpu", 0), ("cpu_on_a_thread", 1)] {
        let seen = ended_by(Limit::Cpu, part, Limits { cpu_seconds: 1, ..Limits::default() });
        hold(&seen, [did(task, Action::Spin, "endless work")]);
        refused(&seen, &ends_well(), Verdict::OverLimit, "endless work");
    }
}

#[test]
fn the_wall_clock_is_the_last_resort() {
    let seen = ended_by(Limit::Wall, "time", Limits { wall_seconds: 1, ..Limits::default() });
    refused(&seen, &ends_well(), Verdict::OverLimit, "endless sleep");
}
