//! Spawn and join a thread: what must hold of `run` and `num`.

use grader::judge::{self as facts, Writer};
use rstest::rstest;

use crate::case::{Run, judge};

const STEM: &str = "ex01_thread";
const TRANSCRIPT: &str = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nThread execution complete!\n";

const NUMBERS: &str = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n";

fn run(pause_ms: u64) -> Run {
    Run::of(&format!("run {pause_ms}"))
}

#[rstest]
#[case::hurried(0)]
#[case::paused(4)]
fn transcript(#[case] pause_ms: u64) {
    judge(STEM, "transcript", &format!("pause={pause_ms}ms"), |case| {
        if pause_ms != 4 && !case.needs(&run(4), &[]) {
            return;
        }
        let Some(seen) = case.run(&run(pause_ms)) else { return };
        case.all_hold(&seen, &[&facts::prints(TRANSCRIPT)]);
    });
}

#[rstest]
fn num_alone() {
    judge(STEM, "num_alone", "num is called by itself", |case| {
        if !case.needs(&run(4), &[]) {
            return;
        }
        let Some(seen) = case.run(&Run::of("num 4")) else { return };
        case.all_hold(&seen, &[&facts::prints(NUMBERS), &facts::threads(0), &facts::pauses(4000)]);
    });
}

#[rstest]
#[case(4)]
fn writer(#[case] pause_ms: u64) {
    judge(STEM, "writer", &format!("pause={pause_ms}ms"), |case| {
        let Some(seen) = case.run(&run(pause_ms)) else { return };
        if case.all_hold(&seen, &[&facts::numbers_by(Writer::Thread)]) {
            case.matches_snapshot("writer", &seen);
        }
    });
}

#[rstest]
#[case(4)]
fn one_thread(#[case] pause_ms: u64) {
    judge(STEM, "one_thread", &format!("pause={pause_ms}ms"), |case| {
        let Some(seen) = case.run(&run(pause_ms)) else { return };
        case.all_hold(&seen, &[&facts::threads(1), &facts::children(0), &facts::reaped()]);
    });
}

#[rstest]
#[case(4)]
fn joins(#[case] pause_ms: u64) {
    judge(STEM, "joins", &format!("pause={pause_ms}ms"), |case| case.joins(&run(pause_ms)));
}

#[rstest]
#[case::short(2)]
#[case::long(4)]
fn pauses(#[case] pause_ms: u64) {
    judge(STEM, "pauses", &format!("pause={pause_ms}ms"), |case| {
        if pause_ms != 4 && !case.needs(&run(4), &[]) {
            return;
        }
        let Some(seen) = case.run(&run(pause_ms)) else { return };
        case.all_hold(&seen, &[&facts::pauses(pause_ms * 1000)]);
    });
}

#[rstest]
#[case::at_the_first_number(1)]
#[case::at_the_fourth_number(4)]
fn panic_is_heard(#[case] write: usize) {
    judge(STEM, "panic_is_heard", &format!("the output is closed at write {write}"), |case| {
        if !case.needs(&run(4), &[&facts::joined(), &facts::waits_without_asking()]) {
            return;
        }
        let Some(seen) = case.run_to_any_end(&run(1).failing_write(write)) else { return };
        case.all_hold(&seen, &[&facts::never_prints("Thread execution complete!")]);
    });
}
