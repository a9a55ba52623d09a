//! What is seen of bytes: who printed which, in the order in which they arrived, and what was replied.

use grader::{
    judge::{ends_well, transcript},
    observe::{Action, Observation, Stream},
    sandbox::Plan,
};

use super::{
    facts::hold,
    run::{observe, plan, seen},
};

#[test]
fn writers_that_take_turns_are_told_apart() {
    let seen = seen("alternate");
    hold(&seen, [ends_well()]);
    // The first of the two that was started is the one that prints the even numbers.
    let expected: Vec<String> = (1..=40).map(|number| format!("thread {}: {number}", 1 + number % 2)).collect();
    assert_eq!(transcript(&seen), expected.join("\n"));
}

#[test]
fn writers_that_print_at_once_are_told_apart_and_nothing_is_lost() {
    let seen = seen("crowd");
    hold(&seen, [ends_well()]);
    for (event, bytes) in seen.prints(Stream::Out) {
        let name = b"abcd"[event.task - 1];
        assert_eq!(bytes, [name], "printed by {}", seen.label(event.task));
    }
    assert_eq!((seen.prints(Stream::Out).count(), seen.output_bytes), (200, 200));
}

#[test]
fn a_write_that_is_larger_than_a_pipe_arrives_whole() {
    let seen = seen("one_big_write");
    hold(&seen, [ends_well()]);
    let expected: Vec<u8> = (0..300 << 10).map(|at: u32| b'a' + (at % 26) as u8).collect();
    assert!(seen.printed(Stream::Out) == expected, "{} bytes", seen.output_bytes);
    assert_eq!(seen.output_bytes, 300 << 10);
}

#[test]
fn the_streams_are_kept_apart_and_in_order() {
    let seen = seen("both_streams");
    hold(&seen, [ends_well()]);
    let printed: Vec<(Stream, &[u8])> = seen.events.iter().filter_map(print).collect();
    let expected: [(Stream, &[u8]); 3] =
        [(Stream::Out, b"out 1\n"), (Stream::Err, b"err 1\n"), (Stream::Out, b"out 2\n")];
    assert_eq!(printed, expected);
}

fn print(event: &grader::observe::Event) -> Option<(Stream, &[u8])> {
    match &event.action {
        Action::Print { stream, bytes, .. } => Some((*stream, bytes)),
        _ => None,
    }
}

#[test]
fn the_write_that_is_to_fail_does_and_no_other() {
    for failing in 1..=4 {
        let seen = observe(&Plan { failing_write: Some(failing), ..plan("broken_pipe") });
        hold(&seen, [ends_well()]);
        assert_eq!(reply(&seen, "failed"), format!("{failing} BrokenPipe").as_bytes());
        let kept: String = (1..=4).filter(|number| *number != failing).map(|number| format!("{number}\n")).collect();
        assert_eq!(String::from_utf8(seen.printed(Stream::Out)).unwrap(), kept);
        let failed: Vec<bool> = seen.events.iter().filter_map(|event| failed(&event.action)).collect();
        assert_eq!(failed, (1..=4).map(|number| number == failing).collect::<Vec<bool>>());
    }
}

fn failed(action: &Action) -> Option<bool> {
    match action {
        Action::Print { failed, .. } => Some(*failed),
        _ => None,
    }
}

#[test]
fn replies_come_back_whole_and_beside_the_output() {
    let seen = seen("replies");
    hold(&seen, [ends_well()]);
    let names: Vec<&str> = seen.replies.iter().map(|reply| reply.name.as_str()).collect();
    assert_eq!(names, ["empty", "big", "done"]);
    let expected: Vec<u8> = (0..200_000_u32).map(|at| (at % 251) as u8).collect();
    assert!(reply(&seen, "big") == expected, "{} bytes", reply(&seen, "big").len());
    assert_eq!(seen.printed(Stream::Out), b"between\n");
}

#[track_caller]
fn reply<'a>(seen: &'a Observation, name: &str) -> &'a [u8] {
    seen.reply(name).expect("the driver replied")
}
