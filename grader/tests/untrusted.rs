//! What reads bytes that nobody vouches for: whatever they are, nothing panics, and what is accepted is what it says to be.
//! Here over seeds, and over what becomes of these when they are cut off or changed at known places; `grader/fuzz` searches
//! with the same functions for hours.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "untrusted/draw.rs"]
mod draw;
#[path = "untrusted/explorations.rs"]
mod explorations;
#[path = "untrusted/facts.rs"]
mod facts;
#[path = "untrusted/place.rs"]
mod place;
#[path = "untrusted/program.rs"]
mod program;
#[path = "untrusted/replies.rs"]
mod replies;
#[path = "untrusted/seeds.rs"]
mod seeds;
#[path = "untrusted/submission.rs"]
mod submission;

use seeds::{Seed, changed, cut, seeds};

/// Checks every seed of a target, each cut off and changed in this many ways.
#[track_caller]
fn all(target: &str, ways: usize, check: impl Fn(&[u8])) {
    let seeds = seeds(target);
    assert!(!seeds.is_empty(), "no seeds of {target}");
    for Seed { name, bytes } in seeds {
        check_one(&name, &bytes, ways, &check);
    }
}

#[track_caller]
fn check_one(name: &str, bytes: &[u8], ways: usize, check: impl Fn(&[u8])) {
    println!("{name}");
    check(bytes);
    cut(bytes, ways).for_each(&check);
    changed(bytes, ways).for_each(|bytes| check(&bytes));
}

#[test]
fn replies_are_frames_and_end_where_there_is_none() {
    all("replies", 400, replies::check);
}

#[test]
fn explorations_are_read_and_judged_or_refused() {
    all("explorations", 400, explorations::check);
}

#[test]
fn a_submission_is_what_was_asked_for_and_nothing_else() {
    all("submission", 60, submission::check);
}

#[test]
fn facts_and_records_are_read_and_judged_or_refused() {
    all("facts", 400, facts::check);
}

#[test]
fn what_is_mapped_leads_to_files_or_to_nothing() {
    all("program", 60, program::check);
}

#[test]
fn a_damaged_program_has_fewer_lines_and_no_others() {
    let small = seeds::compiled("small", &["-Cpanic=abort", "-Clink-arg=-nostartfiles", "-Copt-level=1"]);
    check_one("small", &small, 600, program::check);
}

#[test]
fn a_program_whose_headers_lie_has_no_lines() {
    let small = seeds::compiled("small", &["-Cpanic=abort", "-Clink-arg=-nostartfiles", "-Copt-level=1"]);
    for lying in program::lies(&small) {
        program::check(&lying);
        program::check(&[program::MAPS, b"1000-2000 r-xp 00000000 fe:00 1 @\n\0", &lying].concat());
    }
}

#[test]
fn a_driver_may_be_cut_off_anywhere() {
    let driver = seeds::compiled("driver", &[]);
    program::check(&driver);
    cut(&driver, 40).for_each(program::check);
}
