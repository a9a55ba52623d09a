//! Rules on what was printed, and by whom: the transcript. When is `pauses`' concern.

use super::{Fact, Finding, Verdict};
use crate::observe::{Event, Observation, Stream, TaskId, TaskKind};

/// Who is to print something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// The driver's main thread.
    Main,
    /// A thread that it started.
    Thread,
    /// A process that it started.
    Process,
}

/// Standard output is just `expected`, byte for byte.
pub fn prints(expected: &'static str) -> Fact {
    Fact::outward("standard output is as asked for", move |observation| {
        let printed = observation.printed(Stream::Out);
        if printed == expected.as_bytes() {
            return Vec::new();
        }
        let common = printed.iter().zip(expected.as_bytes()).take_while(|(a, b)| a == b).count();
        let event =
            event_at(observation, common).or_else(|| observation.prints(Stream::Out).last().map(|(event, _)| event));
        let finding = Finding::new(Verdict::WrongOutput, "the output is not what was asked for");
        let seen = match printed.is_empty() {
            true => "(nothing was printed)".to_owned(),
            false => String::from_utf8_lossy(&printed).into_owned(),
        };
        vec![finding.contrast(expected, seen).at(event.and_then(|event| event.stack.place()))]
    })
}

/// Numbers are printed, by `numbers` alone, and everything else by the main thread.
pub fn numbers_by(numbers: Writer) -> Fact {
    Fact::new("each line is printed by whom it is asked of", move |observation| {
        let misplaced = lines(observation).find(|(event, line)| {
            let expected = if is_number(line) { numbers } else { Writer::Main };
            writer(observation, event.task) != expected
        });
        match misplaced {
            Some((event, line)) => vec![wrong_writer(observation, event, &line, numbers)],
            None => no_numbers(observation).into_iter().collect(),
        }
    })
}

/// `line` is not printed, on a line of its own or within one.
pub fn never_prints(line: &'static str) -> Fact {
    Fact::outward("the last line is left out", move |observation| {
        let printed = lines(observation).find(|(_, printed)| printed.contains(line));
        let Some((event, _)) = printed else { return Vec::new() };
        let finding = Finding::new(Verdict::WrongOutput, format!("`{line}` is printed, though the work failed"));
        vec![finding.contrast("no such line after a failure", transcript(observation)).at(event.stack.place())]
    })
}

/// The transcript as text: each line with who printed it, where that was seen.
pub fn transcript(observation: &Observation) -> String {
    let told = |(event, line): (&Event, String)| match observation.unobserved {
        true => line,
        false => format!("{}: {line}", observation.label(event.task)),
    };
    let lines: Vec<String> = lines(observation).map(told).collect();
    if lines.is_empty() { "(nothing was printed)".to_owned() } else { lines.join("\n") }
}

/// Whole lines of standard output, each with the print that ended it. Attempts that failed carry no bytes and give none.
fn lines(observation: &Observation) -> impl Iterator<Item = (&Event, String)> {
    let mut open = Vec::new();
    let mut done = Vec::new();
    for (event, bytes) in observation.prints(Stream::Out) {
        for byte in bytes {
            match byte {
                b'\n' => done.push((event, String::from_utf8_lossy(&std::mem::take(&mut open)).into_owned())),
                byte => open.push(*byte),
            }
        }
    }
    if let (false, Some((event, _))) = (open.is_empty(), observation.prints(Stream::Out).last()) {
        done.push((event, String::from_utf8_lossy(&open).into_owned()));
    }
    done.into_iter()
}

fn event_at(observation: &Observation, offset: usize) -> Option<&Event> {
    let mut end = 0;
    observation.prints(Stream::Out).find_map(|(event, bytes)| {
        end += bytes.len();
        (end > offset).then_some(event)
    })
}

fn is_number(line: &str) -> bool {
    line.parse::<u64>().is_ok()
}

pub(super) fn numbers(observation: &Observation) -> impl Iterator<Item = (&Event, String)> {
    lines(observation).filter(|(_, line)| is_number(line))
}

/// Without a number, a rule on numbers says nothing.
pub(super) fn no_numbers(observation: &Observation) -> Option<Finding> {
    if numbers(observation).next().is_some() {
        return None;
    }
    let finding = Finding::new(Verdict::WrongOutput, "no numbers are printed");
    Some(finding.contrast("numbers, each on a line of its own", transcript(observation)))
}

fn writer(observation: &Observation, id: TaskId) -> Writer {
    let task = &observation.tasks[id];
    match task.kind {
        _ if id == 0 => Writer::Main,
        TaskKind::Thread if task.process == 0 => Writer::Thread,
        _ => Writer::Process,
    }
}

fn wrong_writer(observation: &Observation, event: &Event, line: &str, numbers: Writer) -> Finding {
    let by = writer(observation, event.task);
    let (verdict, expected) = match (is_number(line), numbers) {
        (true, Writer::Thread) if by == Writer::Main => (Verdict::NoThread, "numbers printed by a thread of their own"),
        (true, Writer::Process) if observation.children().next().is_none() => {
            (Verdict::NoProcess, "numbers printed by a child process")
        }
        (true, Writer::Process) => (Verdict::WrongOutput, "numbers printed by the child process itself"),
        (true, _) => (Verdict::WrongOutput, "numbers printed where they are asked for"),
        (false, _) => (Verdict::WrongOutput, "the last line printed by the main thread"),
    };
    let message = format!("`{line}` was printed by {}", observation.label(event.task));
    // Where the caller went wrong, not where the print stands: that one is right, on another thread.
    let outermost = event.stack.frames.iter().rfind(|frame| frame.student).map(|frame| frame.place.clone());
    let place = if verdict == Verdict::NoThread { outermost } else { event.stack.place() };
    Finding::new(verdict, message).contrast(expected, transcript(observation)).at(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        judge::run::{Run, accepts, refuses},
        observe::Action,
    };

    fn thread_counts(texts: &[&str]) -> Run {
        Run::new().thread(1).counts(1, 5, texts)
    }

    fn failed() -> Action {
        Action::Print { stream: Stream::Out, bytes: Vec::new(), failed: true }
    }

    #[test]
    fn output_is_compared_byte_for_byte_and_shown_where_it_differs() {
        let at = |run: Run, line| {
            run.does(0, line, Action::Print { stream: Stream::Out, bytes: b"1\n".into(), failed: false })
        };
        accepts(
            &prints("1\n2\n"),
            [
                ("a call a line", Run::new().prints(0, "1\n").prints(0, "2\n")),
                ("a call a byte", Run::new().prints(0, "1").prints(0, "\n").prints(0, "2").prints(0, "\n")),
                ("one call", Run::new().prints(0, "1\n2\n")),
                ("beside standard error", Run::new().prints(0, "1\n").complains(0, "oh").prints(0, "2\n")),
            ],
        );
        refuses(
            &prints("1\n2\n"),
            [
                ("nothing", Run::new(), Verdict::WrongOutput, None),
                ("too little", Run::new().prints(0, "1\n"), Verdict::WrongOutput, Some(50)),
                ("too much", at(Run::new().prints(0, "1\n2\n"), 8), Verdict::WrongOutput, Some(8)),
                ("another order", at(Run::new().prints(0, "2\n"), 8), Verdict::WrongOutput, Some(50)),
                ("the second differs", at(at(Run::new(), 3), 8), Verdict::WrongOutput, Some(8)),
                ("no end of line", Run::new().prints(0, "1\n2"), Verdict::WrongOutput, Some(50)),
                ("on standard error", Run::new().complains(0, "1\n2\n"), Verdict::WrongOutput, None),
            ],
        );
    }

    #[test]
    fn numbers_are_printed_by_whom_they_are_asked_of() {
        let by_thread = |texts| thread_counts(texts).joined(1).prints(0, "done\n");
        let by_child = || Run::new().child(1).counts(1, 5, &["1\n", "2\n"]).reaped(1).prints(0, "done\n");
        let in_child = Run::new().child(1).start(1, TaskKind::Thread, 2).counts(2, 5, &["1\n"]);
        accepts(
            &numbers_by(Writer::Thread),
            [("a thread", by_thread(&["1\n", "2\n"])), ("in two calls", by_thread(&["1", "\n", "2", "\n"]))],
        );
        accepts(&numbers_by(Writer::Process), [("a child", by_child()), ("a thread of a child", in_child)]);
        refuses(
            &numbers_by(Writer::Thread),
            [
                ("nothing", Run::new(), Verdict::WrongOutput, None),
                ("no numbers", Run::new().thread(1).prints(0, "done\n"), Verdict::WrongOutput, None),
                (
                    "main, though there is a thread",
                    Run::new().thread(1).counts(0, 5, &["1\n"]),
                    Verdict::NoThread,
                    Some(50),
                ),
                ("main, once", by_thread(&["1\n"]).prints(0, "2\n"), Verdict::NoThread, Some(50)),
                ("a child", by_child(), Verdict::WrongOutput, Some(50)),
                ("the last line by the thread", thread_counts(&["1\n", "done\n"]), Verdict::WrongOutput, Some(50)),
            ],
        );
        refuses(
            &numbers_by(Writer::Process),
            [
                ("a thread", by_thread(&["1\n"]), Verdict::NoProcess, Some(50)),
                ("collected", Run::new().child(1).reaped(1).prints(0, "1\n2\n"), Verdict::WrongOutput, Some(50)),
                ("the last line by the child", by_child().prints(1, "done\n"), Verdict::WrongOutput, Some(50)),
            ],
        );
    }

    #[test]
    fn numbers_printed_by_main_are_blamed_on_the_outermost_line() {
        let print = Action::Print { stream: Stream::Out, bytes: b"1\n".into(), failed: false };
        let called = || Run::new().does_within(0, &[9, 21], print.clone());
        refuses(&numbers_by(Writer::Thread), [("called in place of spawned", called(), Verdict::NoThread, Some(21))]);
        refuses(&numbers_by(Writer::Process), [("called", called(), Verdict::NoProcess, Some(9))]);
    }

    #[test]
    fn a_line_that_must_not_be_printed_is_found_wherever_it_stands() {
        let fact = never_prints("done");
        accepts(
            &fact,
            [
                ("nothing", Run::new()),
                ("other lines", Run::new().prints(0, "1\n").prints(0, "do\nne\n")),
                ("an attempt that fails", Run::new().does(0, 1, failed())),
                ("on standard error", Run::new().complains(0, "done\n")),
            ],
        );
        refuses(
            &fact,
            [
                ("a line", Run::new().prints(0, "1\n").prints(0, "done\n"), Verdict::WrongOutput, Some(50)),
                ("in two calls", Run::new().prints(0, "do").prints(0, "ne\n"), Verdict::WrongOutput, Some(50)),
                ("without an end", Run::new().prints(0, "done"), Verdict::WrongOutput, Some(50)),
                ("behind what was kept back", Run::new().prints(0, "1done\n"), Verdict::WrongOutput, Some(50)),
            ],
        );
    }

    #[test]
    fn bytes_are_judged_where_nobody_saw_who_wrote_them() {
        let counted = || thread_counts(&["1\n", "2\n"]).joined(1).prints(0, "done\n").unobserved();
        accepts(&prints("1\n2\ndone\n"), [("printed", counted())]);
        refuses(&prints("1\n"), [("more", counted(), Verdict::WrongOutput, None)]);
        refuses(&never_prints("done"), [("a line", counted(), Verdict::WrongOutput, None)]);
        assert_eq!(transcript(&counted().seen()), "1\n2\ndone");
    }

    #[test]
    fn a_transcript_names_who_printed_each_line() {
        let run = thread_counts(&["1\n", "2", "\n"]).joined(1).prints(0, "do").prints(0, "ne");
        assert_eq!(transcript(&run.seen()), "thread 1: 1\nthread 1: 2\nmain: done");
        assert_eq!(transcript(&Run::new().does(0, 1, failed()).seen()), "(nothing was printed)");
    }
}
