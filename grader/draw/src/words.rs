//! The same drawings in words, for whoever does not see the drawing.

use crate::{Kind, Lane, Schedule, Step, Timeline};

/// A sentence for each lane.
#[must_use]
pub fn description(timeline: &Timeline) -> String {
    let sentences: Vec<String> = timeline.lanes.iter().map(sentence).collect();
    format!("{} lasts {}. {}", "The run", time(timeline.end_us), sentences.join(" "))
}

fn sentence(lane: &Lane) -> String {
    let what = if lane.is_process { "a process" } else { "a thread" };
    let mut parts = vec![format!("{}, {what}, from {} to {}", lane.label, time(lane.start_us), time(lane.end_us))];
    for kind in Kind::ALL {
        let spans = lane.spans.iter().filter(|span| span.kind == kind);
        let (count, sum) = spans.fold((0, 0), |(count, sum), span| (count + 1, sum + (span.until_us - span.from_us)));
        match count {
            0 => {}
            1 => parts.push(format!("{} for {}", kind.words(), time(sum))),
            several => parts.push(format!("{} {several} times, for {} in all", kind.words(), time(sum))),
        }
    }
    match lane.prints_us.len() {
        0 => {}
        1 => parts.push("prints once".to_owned()),
        several => parts.push(format!("prints {several} times")),
    }
    if !lane.note.is_empty() {
        parts.push(lane.note.clone());
    }
    format!("{}.", parts.join("; "))
}

/// A sentence for each step.
pub(crate) fn of_schedule(schedule: &Schedule) -> String {
    let left_out = match schedule.left_out {
        0 => String::new(),
        more => format!("{more} operations before these are left out. "),
    };
    let step = |(at, step): (usize, &Step)| {
        let waits = step.waits.as_ref().map_or_else(String::new, |waits| {
            let on: Vec<String> = waits.on.iter().map(|on| format!(", for {}", schedule.name(*on))).collect();
            let until = waits
                .until
                .map_or(", to the end".to_owned(), |until| format!(", until step {}", schedule.left_out + until + 1));
            on.concat() + &until
        });
        let time = step.at_us.map(|at| format!(" at {}", time(at))).unwrap_or_default();
        let place = if step.place.is_empty() { String::new() } else { format!(", at {}", step.place) };
        let (number, name) = (schedule.left_out + at + 1, schedule.name(step.column));
        format!("Step {number}{time}: {name} {}{waits}{place}.", step.action)
    };
    left_out + &schedule.steps.iter().enumerate().map(step).collect::<Vec<_>>().join(" ")
}

/// A time with the unit that suits it.
#[must_use]
pub fn time(micros: u64) -> String {
    match micros {
        0..1_000 => format!("{micros} µs"),
        1_000..10_000 => format!("{:.1} ms", micros as f64 / 1e3),
        10_000..1_000_000 => format!("{:.0} ms", micros as f64 / 1e3),
        micros => format!("{:.2} s", micros as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn each_lane_is_a_sentence() {
        let lane = Lane {
            label: "main".into(),
            note: "exit code 0".into(),
            is_process: true,
            start_us: 0,
            end_us: 52_000,
            spans: vec![
                Span { from_us: 10, until_us: 20_010, kind: Kind::Sleep },
                Span { from_us: 30_000, until_us: 50_000, kind: Kind::Sleep },
                Span { from_us: 50_500, until_us: 51_000, kind: Kind::Join },
            ],
            prints_us: vec![51_500],
        };
        let told = description(&Timeline { lanes: vec![lane], end_us: 52_000 });
        assert_eq!(
            told,
            "The run lasts 52 ms. main, a process, from 0 µs to 52 ms; sleeps 2 times, for 40 ms in all; waits for a thread for 500 µs; prints once; exit code 0."
        );
    }
}
