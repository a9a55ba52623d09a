//! How a run ended, before anything else is asked of it: stuck, over a limit, in a panic, or without an answer.

use super::{Fact, Finding, Place, Verdict, refusals::refused, stuck::stuck};
use crate::observe::{Action, CPU_SIGNAL, Ending, Exit, Limit, Observation, Stream};

/// The run came to its end and gave its answer.
pub fn ends_well() -> Fact {
    Fact::outward("the run comes to its end and gives its answer", |observation| {
        let findings = cut_short(observation);
        if !findings.is_empty() {
            return findings;
        }
        panicked(observation).or_else(|| ended_early(observation)).into_iter().collect()
    })
}

/// The run came to an end of its own, whatever that was; for runs in which a panic is expected.
pub fn ends() -> Fact {
    Fact::outward("the run comes to an end", cut_short)
}

fn cut_short(observation: &Observation) -> Vec<Finding> {
    let finding = match &observation.ending {
        // Whoever reached a todo!() gave no answer, which may be what the others wait for.
        Ending::Stuck => unfinished(observation).or_else(|| Some(stuck_with_panics(observation))),
        Ending::Limit(limit) => Some(over_limit(observation, *limit)),
        Ending::Ended(Exit::Signal(CPU_SIGNAL)) => Some(over_limit(observation, Limit::Cpu)),
        Ending::Ended(Exit::Signal(nix::libc::SIGXFSZ)) => Some(over_limit(observation, Limit::Disk)),
        Ending::Ended(_) | Ending::Stopped => {
            out_of_memory(observation).or_else(|| out_of_threads(observation)).or_else(|| unfinished(observation))
        }
    };
    refused(observation).into_iter().chain(finding).collect()
}

/// All wait, perhaps for what a thread that panicked was to do.
fn stuck_with_panics(observation: &Observation) -> Finding {
    let mut finding = stuck(observation);
    let panics = panics(observation).filter_map(|panic| Some((format!("a panic: {}", panic.message), panic.place?)));
    finding.also.extend(panics);
    finding
}

fn over_limit(observation: &Observation, limit: Limit) -> Finding {
    let (what, allowed) = match limit {
        Limit::Cpu => ("CPU time", "a bounded amount of work"),
        Limit::Wall => ("time", "a run that comes to its end"),
        Limit::Memory => ("memory", "a bounded amount of memory"),
        Limit::Threads => ("threads at once", "a bounded number of threads"),
        Limit::Processes => ("processes at once", "a bounded number of processes"),
        Limit::Output => ("output", "the output that the exercise asks for"),
        Limit::Disk => ("disk", "a bounded number of files, of a bounded size"),
        Limit::Refusals => ("calls that were refused", "a run that keeps to itself"),
    };
    let last = observation.events.iter().rev().find_map(|event| event.stack.place());
    let started = observation.tasks.iter().rev().find_map(|task| task.started_at.place());
    let place = match limit {
        Limit::Threads | Limit::Processes => started,
        // What was done last says nothing of who holds the memory.
        Limit::Memory => None,
        _ => last,
    };
    let seen = format!("the run was ended: it had used more {what} than it may");
    let much = match limit {
        Limit::Threads | Limit::Processes | Limit::Refusals => "many",
        _ => "much",
    };
    Finding::new(Verdict::OverLimit, format!("too {much} {what}")).contrast(allowed, seen).at(place)
}

/// What the runtime prints before it aborts because the system has no more memory to give.
fn out_of_memory(observation: &Observation) -> Option<Finding> {
    let printed = observation.printed(Stream::Err);
    let aborted = matches!(observation.ending, Ending::Ended(Exit::Signal(nix::libc::SIGABRT)));
    let asked = String::from_utf8_lossy(&printed).contains("memory allocation of");
    (aborted && asked).then(|| over_limit(observation, Limit::Memory))
}

/// What std says when it may start no further thread. Who observes has ended the run by then; who only looks now and then
/// may come too late.
fn out_of_threads(observation: &Observation) -> Option<Finding> {
    let refused = |panic: Panic| panic.message.starts_with("failed to spawn thread: Os { code: 11,").then_some(panic);
    let panic =
        panics(observation).chain(complaints(observation)).find_map(refused).filter(|_| observation.unobserved)?;
    Some(over_limit(observation, Limit::Threads).at(panic.place))
}

/// A panic, as the driver's hook told it: where, on which thread, with what message.
struct Panic {
    place: Option<Place>,
    message: String,
}

fn panics(observation: &Observation) -> impl Iterator<Item = Panic> {
    observation.replies.iter().filter(|reply| reply.name == "panic").map(|reply| {
        let text = String::from_utf8_lossy(&reply.bytes).into_owned();
        let mut lines = text.splitn(3, '\n');
        let place = lines.next().and_then(place);
        let message = lines.nth(1).unwrap_or_default().to_owned();
        Panic { place, message }
    })
}

/// `src/lib.rs:12:5` as a place, where it is one of the student's.
fn place(location: &str) -> Option<Place> {
    let mut parts = location.rsplitn(3, ':');
    let (_column, line, file) = (parts.next()?, parts.next()?, parts.next()?);
    file.starts_with("src/").then_some(Place { file: file.to_owned(), line: line.parse().ok()? })
}

/// Panics as the runtime reports them on standard error: a child process has no hook of ours.
fn complaints(observation: &Observation) -> Vec<Panic> {
    let printed = observation.printed(Stream::Err);
    let text = String::from_utf8_lossy(&printed);
    let reports = text.split(" panicked at ").skip(1).map(|report| {
        let (location, rest) = report.split_once(":\n").unwrap_or((report, ""));
        Panic { place: place(location), message: rest.lines().next().unwrap_or_default().to_owned() }
    });
    reports.collect()
}

fn unfinished(observation: &Observation) -> Option<Finding> {
    let panic = panics(observation).chain(complaints(observation)).find(|panic| {
        ["not yet implemented", "not implemented"].iter().any(|opening| panic.message.starts_with(opening))
    })?;
    let finding = Finding::new(Verdict::Unfinished, "a todo!() was reached: this is where to begin");
    Some(finding.contrast("an answer", panic.message).at(panic.place))
}

fn panicked(observation: &Observation) -> Option<Finding> {
    let panic = panics(observation).next()?;
    Some(
        Finding::new(Verdict::Panicked, "a panic where none belongs")
            .contrast("no panic", panic.message)
            .at(panic.place),
    )
}

fn ended_early(observation: &Observation) -> Option<Finding> {
    if observation.reply("done").is_some() && observation.ending == Ending::Ended(Exit::Code(0)) {
        return None;
    }
    let seen = match observation.ending {
        Ending::Ended(exit) => format!("the process ended with {exit} before your function had returned"),
        _ => "the process ended before your function had returned".to_owned(),
    };
    let finding = Finding::new(Verdict::EndedEarly, "the process ended in the middle of your code");
    Some(finding.contrast("your function returns", seen).at(last_line(observation)))
}

/// Where the driver's process became another program or asked for its end, or else where its main thread was seen last.
fn last_line(observation: &Observation) -> Option<Place> {
    let of_driver = || observation.events.iter().filter(|event| observation.tasks[event.task].process == 0);
    let exec = of_driver().find(|event| matches!(event.action, Action::Exec { .. }));
    let exit = exec.or_else(|| of_driver().rfind(|event| event.action == Action::Exit));
    let exit = exit.and_then(|event| event.stack.place());
    exit.or_else(|| of_driver().rev().filter(|event| event.task == 0).find_map(|event| event.stack.place()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        judge::run::{Run, accepts, refuses},
        observe::Wait,
    };

    const PANIC: &str = "src/lib.rs:12:5\nmain\ncalled `Result::unwrap()` on an `Err` value";
    const TODO: &str = "src/lib.rs:14:5\nunnamed\nnot yet implemented: count";
    const TODO_OF_A_CHILD: &str = "\nthread 'main' (42) panicked at src/lib.rs:31:5:\nnot yet implemented: connect\nnote: run with `RUST_BACKTRACE=1`\n";

    fn exec() -> Action {
        Action::Exec { arguments: Vec::new() }
    }

    fn killed(signal: i32) -> Run {
        Run::new().ending(Ending::Ended(Exit::Signal(signal)))
    }

    fn stopped(limit: Limit) -> Run {
        Run::new().does(0, 3, Action::Spin).thread(7).ending(Ending::Limit(limit))
    }

    fn waiting() -> Run {
        Run::new().thread(2).thread(3).ending(Ending::Stuck)
    }

    #[test]
    fn a_run_ends_well_when_the_function_returns_and_the_process_ends_with_0() {
        let quiet = Run::new().complains(0, "it panicked at nothing\n");
        accepts(&ends_well(), [("answered", Run::new()), ("with much to say", quiet)]);
        let code = |code| Run::new().ending(Ending::Ended(Exit::Code(code)));
        refuses(
            &ends_well(),
            [
                ("exit(0) before the answer", code(0), Verdict::EndedEarly, None),
                (
                    "the last line that main was seen at",
                    Run::new().sleeps(0, 4, 1, 9).prints(0, "1\n").ending(Ending::Ended(Exit::Code(0))),
                    Verdict::EndedEarly,
                    Some(50),
                ),
                (
                    "exit(0), whose line is known",
                    Run::new().does(0, 4, Action::Exit).ending(Ending::Ended(Exit::Code(0))),
                    Verdict::EndedEarly,
                    Some(4),
                ),
                (
                    "another program, which exits",
                    Run::new().does(0, 4, exec()).does(0, 9, Action::Exit).ending(Ending::Ended(Exit::Code(0))),
                    Verdict::EndedEarly,
                    Some(4),
                ),
                (
                    "exit(0) on a thread",
                    Run::new()
                        .thread(2)
                        .does(1, 4, Action::Exit)
                        .sleeps(0, 6, 1, 9)
                        .ending(Ending::Ended(Exit::Code(0))),
                    Verdict::EndedEarly,
                    Some(4),
                ),
                ("exit(1) after the answer", code(1).reply("done", ""), Verdict::EndedEarly, None),
                ("a fault of memory", killed(11), Verdict::EndedEarly, None),
                ("a panic", code(101).reply("panic", PANIC), Verdict::Panicked, Some(12)),
                ("a panic on a thread", Run::new().reply("panic", PANIC), Verdict::Panicked, Some(12)),
                (
                    "a panic in std",
                    Run::new().reply("panic", "library/std/src/io/stdio.rs:1:2\nmain\nfailed"),
                    Verdict::Panicked,
                    None,
                ),
                ("a todo!()", code(101).reply("panic", TODO), Verdict::Unfinished, Some(14)),
                (
                    "a todo!() after a panic",
                    code(101).reply("panic", PANIC).reply("panic", TODO),
                    Verdict::Unfinished,
                    Some(14),
                ),
                ("a todo!() of a child", Run::new().complains(1, TODO_OF_A_CHILD), Verdict::Unfinished, Some(31)),
            ],
        );
    }

    #[test]
    fn a_panic_is_an_end_as_well_where_one_is_expected() {
        let panicked = Run::new().ending(Ending::Ended(Exit::Code(101))).reply("panic", PANIC);
        accepts(&ends(), [("answered", Run::new()), ("panicked", panicked), ("aborted", killed(6))]);
        refuses(
            &ends(),
            [
                ("a todo!()", Run::new().reply("panic", TODO), Verdict::Unfinished, Some(14)),
                ("stuck", waiting(), Verdict::Stuck, None),
                ("over a limit", stopped(Limit::Output), Verdict::OverLimit, Some(3)),
            ],
        );
    }

    #[test]
    fn what_others_wait_for_may_be_a_panic() {
        let waiting = || waiting().blocked(0, Wait::Channel, 4);
        let finding = ends_well().findings(&waiting().reply("panic", PANIC).seen()).unwrap().remove(0);
        assert_eq!(finding.verdict, Verdict::Stuck);
        assert!(finding.also.iter().any(|(what, place)| what.starts_with("a panic: called") && place.line == 12));
        refuses(
            &ends_well(),
            [
                ("a todo!()", waiting().reply("panic", TODO), Verdict::Unfinished, Some(14)),
                ("a todo!() of a child", waiting().complains(0, TODO_OF_A_CHILD), Verdict::Unfinished, Some(31)),
            ],
        );
    }

    fn threads_refused() -> Run {
        let panic = "src/lib.rs:9:5\nmain\nfailed to spawn thread: Os { code: 11, kind: WouldBlock, message: \"x\" }";
        Run::new().ending(Ending::Ended(Exit::Code(101))).reply("panic", panic)
    }

    #[test]
    fn an_end_is_judged_where_nobody_observed() {
        accepts(&ends_well(), [("answered", Run::new().thread(1).prints(1, "1\n").unobserved())]);
        let ending = |ending| Run::new().ending(ending).unobserved();
        refuses(
            &ends_well(),
            [
                ("exit(0)", ending(Ending::Ended(Exit::Code(0))), Verdict::EndedEarly, None),
                ("a limit", ending(Ending::Limit(Limit::Processes)), Verdict::OverLimit, None),
                ("threads that are refused", threads_refused().unobserved(), Verdict::OverLimit, Some(9)),
                ("a panic", Run::new().reply("panic", PANIC).unobserved(), Verdict::Panicked, Some(12)),
                ("a todo!()", Run::new().reply("panic", TODO).unobserved(), Verdict::Unfinished, Some(14)),
            ],
        );
    }

    #[test]
    fn a_limit_is_named_with_the_line_that_led_to_it() {
        let out_of_memory = killed(6).complains(0, "memory allocation of 99999 bytes failed\n");
        refuses(
            &ends_well(),
            [
                ("CPU time", stopped(Limit::Cpu), Verdict::OverLimit, Some(3)),
                ("CPU time, by the kernel", killed(CPU_SIGNAL), Verdict::OverLimit, None),
                ("a file that is too large, by the kernel", killed(nix::libc::SIGXFSZ), Verdict::OverLimit, None),
                ("wall-clock time", stopped(Limit::Wall), Verdict::OverLimit, Some(3)),
                ("output", stopped(Limit::Output), Verdict::OverLimit, Some(3)),
                ("memory", stopped(Limit::Memory), Verdict::OverLimit, None),
                ("memory that is refused", out_of_memory, Verdict::OverLimit, None),
                ("threads", stopped(Limit::Threads), Verdict::OverLimit, Some(7)),
                ("processes", stopped(Limit::Processes), Verdict::OverLimit, Some(7)),
                ("aborted otherwise", killed(6), Verdict::EndedEarly, None),
            ],
        );
    }

    #[test]
    fn only_lines_of_the_students_files_are_places() {
        assert_eq!(place("src/bank/account.rs:3:9"), Some(Place { file: "src/bank/account.rs".into(), line: 3 }));
        for other in ["library/std/src/io/stdio.rs:3:9", "/src/lib.rs:3:9", "src/lib.rs", "src/lib.rs:x:9", ""] {
            assert_eq!(place(other), None, "{other}");
        }
    }
}
