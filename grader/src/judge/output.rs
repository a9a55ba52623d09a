//! Rules on what was printed, by whom and when: the transcript.

use super::{Fact, Finding, Verdict};
use crate::observe::{Action, Event, Micros, Observation, Stream, TaskId, TaskKind};

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
    Fact::new("standard output is as asked for", move |observation| {
        let printed = observation.printed(Stream::Out);
        if printed == expected.as_bytes() {
            return Vec::new();
        }
        let common = printed.iter().zip(expected.as_bytes()).take_while(|(a, b)| a == b).count();
        let event =
            event_at(observation, common).or_else(|| observation.prints(Stream::Out).last().map(|(event, _)| event));
        let finding = Finding::new(Verdict::WrongOutput, "the output is not what was asked for");
        vec![finding.contrast(expected, transcript(observation)).at(event.and_then(|event| event.stack.place()))]
    })
}

/// The numbers are printed by `numbers`, and everything else by the main thread.
pub fn numbers_by(numbers: Writer) -> Fact {
    Fact::new("each line is printed by whom it is asked of", move |observation| {
        let lines: Vec<(&Event, String)> = lines(observation).collect();
        let misplaced = |(event, line): &&(&Event, String)| {
            let expected = if line.parse::<u64>().is_ok() { numbers } else { Writer::Main };
            writer(observation, event.task) != expected
        };
        lines
            .iter()
            .find(misplaced)
            .map(|(event, line)| wrong_writer(observation, event, line, numbers))
            .into_iter()
            .collect()
    })
}

/// `line` is not printed, nor is the attempt made.
pub fn never_prints(line: &'static str) -> Fact {
    Fact::new("the last line is left out", move |observation| {
        let printed = lines(observation).find(|(_, printed)| printed == line);
        let Some((event, _)) = printed else { return Vec::new() };
        let finding = Finding::new(Verdict::WrongOutput, format!("`{line}` is printed, though the work failed"));
        vec![finding.contrast("no such line after a failure", transcript(observation)).at(event.stack.place())]
    })
}

/// After each number, whoever printed it pauses for at least `pause_us` before anything else is printed, and does not spend
/// the time spinning.
pub fn pauses(pause_us: Micros) -> Fact {
    Fact::new("there is a pause after each number", move |observation| {
        let numbers: Vec<(&Event, String)> =
            lines(observation).filter(|(_, line)| line.parse::<u64>().is_ok()).collect();
        let hasty = numbers.iter().find(|(event, _)| paused(observation, event) < pause_us);
        if let Some((event, line)) = hasty {
            let seen = format!("{} us after the number {line}", paused(observation, event));
            let finding = Finding::new(Verdict::WrongOutput, "the pause after a number is missing");
            return vec![finding.contrast(format!("at least {pause_us} us"), seen).at(event.stack.place())];
        }
        let slow = numbers.iter().find(|(event, _)| asked(observation, event) > pause_us + LONGER_US);
        if let Some((event, line)) = slow {
            let seen = format!("a sleep of {} us after the number {line}", asked(observation, event));
            let finding = Finding::new(Verdict::WrongOutput, "the pause after a number is not the one asked for");
            let place = sleeps_after(observation, event).next().and_then(|sleep| sleep.stack.place());
            return vec![finding.contrast(format!("{pause_us} us"), seen).at(place)];
        }
        let spun = numbers
            .first()
            .filter(|(event, _)| observation.tasks[event.task].cpu_us > pause_us * numbers.len() as u64 / 2);
        let spun = spun.map(|(event, _)| {
            let label = observation.label(event.task);
            let seen = format!("{label} used {} us of CPU time", observation.tasks[event.task].cpu_us);
            Finding::new(Verdict::BusyWait, "the pause is spent spinning")
                .contrast("a sleep", seen)
                .at(event.stack.place())
        });
        spun.into_iter().collect()
    })
}

/// By how much a sleep may be longer than the pause asked for.
const LONGER_US: Micros = 1000;

/// The sleep that was asked for between a print and the next one, by the same task. A fact, unlike the time that it took.
fn asked(observation: &Observation, event: &Event) -> Micros {
    sleeps_after(observation, event)
        .map(|sleep| if let Action::Sleep { asked_us, .. } = sleep.action { asked_us } else { 0 })
        .sum()
}

fn sleeps_after<'a>(observation: &'a Observation, event: &'a Event) -> impl Iterator<Item = &'a Event> {
    let own = observation.events.iter().filter(|other| other.task == event.task);
    let after = own.skip_while(move |other| !std::ptr::eq(*other, event)).skip(1);
    let until_next = after.take_while(|other| !matches!(other.action, Action::Print { .. }));
    until_next.filter(|other| matches!(other.action, Action::Sleep { .. }))
}

/// The transcript as text: each line with who printed it.
pub fn transcript(observation: &Observation) -> String {
    let lines: Vec<String> =
        lines(observation).map(|(event, line)| format!("{}: {line}", observation.label(event.task))).collect();
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

/// The time from a print to the next one, by whomever, or to the end of whoever printed it.
fn paused(observation: &Observation, event: &Event) -> Micros {
    let after = event.until_us.unwrap_or(event.at_us);
    let next = observation.events.iter().find(|other| {
        other.at_us >= after
            && !std::ptr::eq(*other, event)
            && matches!(other.action, Action::Print { stream: Stream::Out, .. })
    });
    let own_end = observation.tasks[event.task].end_us.unwrap_or(after);
    let until = next.map_or(own_end, |next| if next.task == event.task { next.at_us } else { next.at_us.min(own_end) });
    // What the same call printed has no pause in between.
    let same_call = event_lines(event) > 1;
    if same_call { 0 } else { until.saturating_sub(after) }
}

fn event_lines(event: &Event) -> usize {
    match &event.action {
        Action::Print { bytes, .. } => bytes.iter().filter(|byte| **byte == b'\n').count(),
        _ => 0,
    }
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
    let is_number = line.parse::<u64>().is_ok();
    let by = writer(observation, event.task);
    let (verdict, expected) = match (is_number, numbers) {
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
