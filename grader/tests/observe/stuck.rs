//! The proof that a run will never end: without a time-out, with the lines of all who wait, and never of one that is only
//! slow.

use grader::{
    judge::{Verdict, ends_well, joined, reaped},
    observe::{Ending, Observation, Wait},
};
use rstest::rstest;

use super::{
    facts::{blocked, ends, hold, refused},
    run::{line, seen},
};

#[test]
fn two_locks_taken_in_opposite_orders_are_a_deadlock_at_both_lines() {
    let seen = seen("two_locks");
    hold(&seen, [ends(Ending::Stuck), blocked(0, Wait::Lock, "second lock"), blocked(1, Wait::Lock, "first lock")]);
    refused(&seen, &ends_well(), Verdict::Deadlock, "second lock");
    assert_eq!(lines_told(&seen), [line("second lock"), line("first lock")]);
    assert!(seen.wall_us < 1_000_000, "proven in {} us", seen.wall_us);
}

#[test]
fn a_thread_whose_name_is_cut_within_a_letter_is_seen_like_any_other() {
    let seen = seen("cut_name");
    hold(&seen, [ends(Ending::Stuck), blocked(1, Wait::Join(2), "join of a parked thread")]);
    assert_eq!(seen.threads().count(), 2);
}

#[rstest]
#[case::a_lock("lock_twice", Wait::Lock, "lock twice")]
#[case::a_lock_for_reading("read_then_write", Wait::Lock, "read then write")]
fn a_lock_that_is_taken_twice_is_a_deadlock(#[case] part: &str, #[case] on: Wait, #[case] mark: &str) {
    let seen = seen(part);
    hold(&seen, [ends(Ending::Stuck), blocked(0, on, mark)]);
    refused(&seen, &ends_well(), Verdict::Deadlock, mark);
}

#[test]
fn threads_that_join_each_other_are_a_deadlock() {
    let seen = seen("join_circle");
    hold(&seen, [ends(Ending::Stuck), blocked(1, Wait::Join(2), "join in a circle")]);
    refused(&seen, &ends_well(), Verdict::Deadlock, "join in a circle");
}

#[rstest]
#[case::a_channel_with_a_live_sender("live_sender", Wait::Channel, "live sender")]
#[case::a_condition_that_nobody_meets("condvar", Wait::Condvar, "condvar")]
#[case::a_barrier_for_two("barrier", Wait::Barrier, "barrier")]
#[case::a_parked_thread("park", Wait::Park, "park")]
#[case::a_scope_of_a_parked_thread("scope_of_parked", Wait::Scope, "scope of a parked thread")]
fn what_nobody_will_bring_is_stuck_and_named(#[case] part: &str, #[case] on: Wait, #[case] mark: &str) {
    let seen = seen(part);
    hold(&seen, [ends(Ending::Stuck), blocked(0, on, mark)]);
    refused(&seen, &ends_well(), Verdict::Stuck, mark);
}

#[test]
fn a_wait_across_processes_is_stuck_with_the_lines_of_both() {
    let seen = seen("child_that_reads");
    let parent = blocked(0, Wait::Child(Some(1)), "wait for a child that reads");
    hold(&seen, [ends(Ending::Stuck), parent, blocked(1, Wait::Read, "child reads")]);
    refused(&seen, &ends_well(), Verdict::Stuck, "child reads");
    assert_eq!(lines_told(&seen), [line("wait for a child that reads"), line("child reads")]);
}

#[rstest]
#[case::a_thread_that_sleeps("slow_thread")]
#[case::a_child_that_reads_from_a_parent_that_is_slow("slow_parent")]
fn what_is_only_slow_is_not_stuck(#[case] part: &str) {
    let seen = seen(part);
    hold(&seen, [ends_well(), joined(), reaped()]);
}

fn lines_told(seen: &Observation) -> Vec<grader::judge::Place> {
    ends_well().findings(seen).unwrap().into_iter().flat_map(|finding| finding.also).map(|(_, place)| place).collect()
}
