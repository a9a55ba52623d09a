//! The rule on time in the transcript: what is to come out bit by bit does. Who prints what is `output`'s concern.

use super::{
    Fact, Finding, Verdict,
    output::{no_numbers, numbers},
};
use crate::observe::{Action, Event, Micros, Observation, Stream};

/// Numbers are printed, and after each of them whoever printed it is blocked for at least `pause_us` before anything else
/// is printed or it ends, and asks for no longer sleep.
pub fn pauses(pause_us: Micros) -> Fact {
    Fact::new("there is a pause after each number", move |observation| {
        let finding = no_numbers(observation).or_else(|| hasty(observation, pause_us));
        finding.or_else(|| slow(observation, pause_us)).into_iter().collect()
    })
}

fn hasty(observation: &Observation, pause_us: Micros) -> Option<Finding> {
    let (event, line) = numbers(observation).find(|(event, _)| paused(observation, event) < pause_us)?;
    let finding = match spun(observation, pause_us) {
        true => Finding::new(Verdict::BusyWait, "the pause is spent spinning")
            .contrast("a sleep", format!("the time passed after the number {line}, and nobody slept")),
        false => Finding::new(Verdict::WrongOutput, "the pause after a number is missing").contrast(
            format!("at least {pause_us} us"),
            format!("{} us after the number {line}", paused(observation, event)),
        ),
    };
    Some(finding.at(event.stack.place()))
}

/// Whether the time of the pause passed after every number, with its writer there and never blocked for it. How much CPU
/// time it cost would not do: a machine that stands still charges whoever was running.
fn spun(observation: &Observation, pause_us: Micros) -> bool {
    numbers(observation).all(|(event, _)| {
        let there = end(observation, event).saturating_sub(printed(event)).min(free(observation, event));
        event_lines(event) <= 1 && paused(observation, event) < pause_us && there >= pause_us
    })
}

/// By how much a sleep may be longer than the pause asked for.
const LONGER_US: Micros = 1000;

fn slow(observation: &Observation, pause_us: Micros) -> Option<Finding> {
    let (event, line) = numbers(observation).find(|(event, _)| asked(observation, event) > pause_us + LONGER_US)?;
    let seen = format!("a sleep of {} us after the number {line}", asked(observation, event));
    let finding = Finding::new(Verdict::WrongOutput, "the pause after a number is not the one asked for");
    let place = sleeps_after(observation, event).next().and_then(|(_, sleep)| sleep.stack.place());
    Some(finding.contrast(format!("{pause_us} us"), seen).at(place))
}

/// The sleep that was asked for between a print and the next one, by the same task. A fact, unlike the time that it took.
fn asked(observation: &Observation, event: &Event) -> Micros {
    sleeps_after(observation, event).fold(0, |asked: Micros, (asked_us, _)| asked.saturating_add(asked_us))
}

fn sleeps_after<'a>(observation: &'a Observation, event: &'a Event) -> impl Iterator<Item = (Micros, &'a Event)> {
    let own = after(observation, event).filter(|other| other.task == event.task);
    let until_next = own.take_while(|other| !matches!(other.action, Action::Print { .. }));
    until_next.filter_map(|other| match other.action {
        Action::Sleep { asked_us, .. } => Some((asked_us, other)),
        _ => None,
    })
}

/// How long the writer was blocked between a print and the next one: the sleeps that it asked for, or the time to the end
/// of what it waited for in their stead. Time alone would not do: on a busy machine there is some between any two things.
fn paused(observation: &Observation, event: &Event) -> Micros {
    // What the same call printed has no pause in between.
    if event_lines(event) > 1 {
        return 0;
    }
    let (printed_us, end_us) = (printed(event), end(observation, event));
    let blocked =
        after(observation, event).take_while(|other| !is_print(other)).filter(|other| other.task == event.task);
    let paused = blocked.fold(0, |paused: Micros, other| match other.action {
        Action::Sleep { asked_us, .. } => paused.saturating_add(asked_us),
        Action::Wait { .. } => paused.max(other.until_us.unwrap_or(end_us).saturating_sub(printed_us)),
        _ => paused,
    });
    paused.min(free(observation, event))
}

/// The time between a print and the next one, or the end of its writer.
fn free(observation: &Observation, event: &Event) -> Micros {
    let next = after(observation, event).find(is_print);
    next.map_or_else(|| end(observation, event), |next| next.at_us).saturating_sub(printed(event))
}

fn printed(event: &Event) -> Micros {
    event.until_us.unwrap_or(event.at_us)
}

fn end(observation: &Observation, event: &Event) -> Micros {
    observation.tasks[event.task].end_us.unwrap_or_else(|| printed(event))
}

fn is_print(event: &&Event) -> bool {
    matches!(event.action, Action::Print { stream: Stream::Out, .. })
}

fn after<'a>(observation: &'a Observation, event: &'a Event) -> impl Iterator<Item = &'a Event> {
    observation.events.iter().skip_while(move |other| !std::ptr::eq(*other, event)).skip(1)
}

fn event_lines(event: &Event) -> usize {
    match &event.action {
        Action::Print { bytes, .. } => bytes.iter().filter(|byte| **byte == b'\n').count(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        judge::run::{Run, accepts, refuses},
        observe::Task,
    };

    const PAUSE: Micros = 1000;

    fn thread_counts(texts: &[&str]) -> Run {
        Run::new().thread(1).counts(1, PAUSE, texts)
    }

    #[test]
    fn a_pause_lasts_to_the_next_print_or_to_the_writers_end() {
        let alone = || thread_counts(&["1\n", "2\n"]).ended(1);
        accepts(
            &pauses(PAUSE),
            [
                ("nothing after the last number", alone()),
                ("a last line after the join", alone().joined(1).prints(0, "done\n")),
                ("a last line long after", alone().joined(1).later(PAUSE).prints(0, "done\n")),
                ("a number in two calls", thread_counts(&["1\n"]).prints(1, "2").counts(1, PAUSE, &["\n"]).ended(1)),
                ("main", Run::new().counts(0, PAUSE, &["1\n", "2\n"])),
                ("a child", Run::new().child(1).counts(1, PAUSE, &["1\n", "2\n"]).reaped(1).prints(0, "done\n")),
                ("standard error in between", Run::new().prints(0, "1\n").complains(0, "oh").sleeps(0, 7, 1, PAUSE)),
            ],
        );
        accepts(&pauses(0), [("none asked", Run::new().prints(0, "1\n2\n").with(0, |task| task.cpu_us = 9))]);
    }

    #[test]
    fn a_pause_that_is_short_or_missing_is_refused() {
        let before = || Run::new().thread(1).sleeps(1, 7, 1, PAUSE).prints(1, "1\n").sleeps(1, 7, 1, PAUSE);
        let last = before().prints(1, "2\n").ended(1);
        let interrupted = Run::new().thread(1).prints(1, "1\n").prints(0, "done\n").sleeps(1, 7, 1, PAUSE).ended(1);
        refuses(
            &pauses(PAUSE),
            [
                ("no numbers", Run::new().prints(0, "done\n"), Verdict::WrongOutput, None),
                ("none", Run::new().prints(0, "1\n").prints(0, "2\n").later(PAUSE), Verdict::WrongOutput, Some(50)),
                ("too short", Run::new().prints(0, "1\n").later(PAUSE / 2), Verdict::WrongOutput, Some(50)),
                ("before each number", last, Verdict::WrongOutput, Some(50)),
                ("none after the last", last_without_pause(), Verdict::WrongOutput, Some(50)),
                ("all at once", Run::new().prints(0, "1\n2\n").later(PAUSE), Verdict::WrongOutput, Some(50)),
                ("another prints meanwhile", interrupted, Verdict::WrongOutput, Some(50)),
            ],
        );
    }

    /// The main thread's line comes late enough, but the writer did not wait for it.
    fn last_without_pause() -> Run {
        thread_counts(&["1\n"]).prints(1, "2\n").ended(1).later(PAUSE).joined(1).prints(0, "done\n")
    }

    #[test]
    fn a_sleep_that_is_longer_than_the_pause_is_refused() {
        let slept = |us: Micros| Run::new().prints(0, "1\n").sleeps(0, 7, 2, us.div_ceil(2));
        accepts(&pauses(PAUSE), [("in two parts", slept(PAUSE)), ("a little longer", slept(PAUSE + LONGER_US))]);
        let too_long = slept(PAUSE + LONGER_US + 2);
        // `Duration::MAX` is two such sleeps, and the tracer cuts them short.
        let for_ever = Action::Sleep { asked_us: Micros::MAX, cut: true };
        let for_ever = Run::new().prints(0, "1\n").repeats(2, 0, 7, &for_ever).later(PAUSE);
        refuses(
            &pauses(PAUSE),
            [
                ("too long", too_long, Verdict::WrongOutput, Some(7)),
                ("without an end", for_ever, Verdict::WrongOutput, Some(7)),
            ],
        );
    }

    #[test]
    fn a_pause_in_which_nobody_sleeps_is_a_busy_wait_whatever_cpu_time_it_took() {
        let spinning = Run::new().thread(1).prints(1, "1\n").later(PAUSE).prints(1, "2\n").later(PAUSE).ended(1);
        refuses(&pauses(PAUSE), [("all the time", spinning, Verdict::BusyWait, Some(50))]);
        let charged = |task: &mut Task| task.cpu_us = 1000 * PAUSE;
        let sleeping = Run::new().thread(1).counts(1, PAUSE, &["1\n", "2\n"]).with(1, charged).ended(1);
        accepts(&pauses(PAUSE), [("sleeping on a machine that stood still", sleeping)]);
    }
}
