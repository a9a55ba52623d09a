//! Spawn and wait on a process: what must hold of `run`.

use grader::judge::{self as facts, Writer};
use rstest::rstest;

use crate::case::{Run, judge};

const STEM: &str = "ex02_process";
const LAST_LINE: &str = "Process execution complete!";
const TRANSCRIPT: &str = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\nProcess execution complete!\n";

const NO_CHILD: &str = "no child process was started";

fn count(pause_ms: u64) -> Run {
    Run::of(&format!("run num {pause_ms}"))
}

#[rstest]
#[case::hurried(0)]
#[case::paused(4)]
fn transcript(#[case] pause_ms: u64) {
    judge(STEM, "transcript", &format!("pause={pause_ms}ms"), |case| {
        if pause_ms != 4 && !case.needs(&count(4), &[]) {
            return;
        }
        let Some(seen) = case.run(&count(pause_ms)) else { return };
        case.all_hold(&seen, &[&facts::prints(TRANSCRIPT)]);
    });
}

#[rstest]
#[case(4)]
fn one_child(#[case] pause_ms: u64) {
    judge(STEM, "one_child", &format!("pause={pause_ms}ms"), |case| {
        let Some(seen) = case.run(&count(pause_ms)) else { return };
        if case.all_hold(&seen, &[&facts::children(1), &facts::numbers_by(Writer::Process)]) {
            case.matches_snapshot("one_child", &seen);
        }
    });
}

#[rstest]
#[case::succeeds("num 4")]
#[case::fails("exit 3")]
fn reaped(#[case] child: &str) {
    judge(STEM, "reaped", child, |case| {
        if child != "num 4" && !case.needs(&count(4), &[]) {
            return;
        }
        let Some(seen) = case.run(&Run::of(&format!("run {child}"))) else { return };
        if seen.children().next().is_none() {
            return case.skip(&seen, NO_CHILD);
        }
        case.all_hold(&seen, &[&facts::reaped()]);
    });
}

#[rstest]
#[case(4)]
fn waits(#[case] pause_ms: u64) {
    judge(STEM, "waits", &format!("pause={pause_ms}ms"), |case| {
        let Some(seen) = case.run(&count(pause_ms)) else { return };
        if seen.children().next().is_none() {
            return case.skip(&seen, NO_CHILD);
        }
        case.all_hold(&seen, &[&facts::waits_without_asking()]);
    });
}

#[rstest]
#[case::exit_code("exit 3", "code 3")]
#[case::another_exit_code("exit 101", "code 101")]
#[case::signal("abort", "signal 6")]
fn failure_is_reported(#[case] child: &str, #[case] expected: &str) {
    judge(STEM, "failure_is_reported", child, |case| {
        if !case.needs(&count(4), &[]) {
            return;
        }
        let Some(seen) = case.run(&Run::of(&format!("run {child}"))) else { return };
        case.equal("the status of the child", expected, text(seen.reply("status")).as_str());
        case.all_hold(&seen, &[&facts::never_prints(LAST_LINE)]);
    });
}

#[rstest]
fn missing_program() {
    judge(STEM, "missing_program", "no such program", |case| {
        if !case.needs(&count(4), &[]) {
            return;
        }
        let Some(seen) = case.run(&Run::of("run missing")) else { return };
        case.equal("starting a program that does not exist", "error NotFound", text(seen.reply("status")).as_str());
        case.all_hold(&seen, &[&facts::never_prints(LAST_LINE)]);
    });
}

fn text(reply: Option<&[u8]>) -> String {
    String::from_utf8_lossy(reply.unwrap_or_default()).into_owned()
}
