//! The steps of a schedule that was explored.

use std::collections::BTreeMap;

use draw::{Schedule, Step, Waits};

use crate::{
    explore::Explanation,
    judge::{Place, Trace},
    report::{escape, graded::text_of},
};

/// What happens in the schedule that is explained.
pub fn of_explanation(explanation: &Explanation) -> Schedule {
    let steps = explanation.told_from(0).map(|(step, waits_for)| Step {
        column: step.thread,
        action: step.action,
        place: step.at.to_string(),
        waits: waits_for.map(|on| Waits { on: on.to_vec(), until: None }),
        ..Step::default()
    });
    let columns = explanation.threads.iter().map(|standing| standing.thread.clone()).collect();
    Schedule { columns, steps: steps.collect(), left_out: 0 }
}

/// What happens in a schedule that was kept.
pub fn of_trace(trace: &Trace) -> Schedule {
    let steps = trace.steps.iter().map(|step| Step {
        column: step.thread,
        action: step.action.clone(),
        place: step.place.as_ref().map_or("the check".to_owned(), Place::to_string),
        waits: step.waits_for.as_ref().map(|on| Waits { on: on.clone(), until: None }),
        ..Step::default()
    });
    Schedule { columns: trace.threads.clone(), steps: steps.collect(), left_out: trace.left_out }
}

/// The same, with the lines of the submission's `files`.
pub fn with_source(mut schedule: Schedule, files: &BTreeMap<String, String>) -> Schedule {
    for step in &mut schedule.steps {
        let place = step.place.rsplit_once(':').and_then(|(file, line)| {
            Some(Place { file: file.to_owned(), line: line.parse().ok().filter(|line| *line > 0)? })
        });
        let line = place.and_then(|place| text_of(files, &place)?.lines().nth(place.line as usize - 1));
        step.source = line.unwrap_or_default().trim().to_owned();
    }
    schedule
}

/// The picture of it, as SVG with a name that nothing else on its page has. What its texts are a submission may have chosen.
pub fn columns(schedule: &Schedule, title: &str, id: &str) -> String {
    let harmless = |text: &String| escape::one_line(text);
    let steps = schedule.steps.iter().map(|step| Step {
        action: harmless(&step.action),
        place: harmless(&step.place),
        source: harmless(&step.source),
        ..step.clone()
    });
    let columns = schedule.columns.iter().map(harmless).collect();
    draw::columns(&Schedule { columns, steps: steps.collect(), ..*schedule }, title, id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::{self, Site, Standing};

    #[test]
    fn who_waits_in_the_end_does_so_in_a_step_of_its_own() {
        let site = |line| Site { file: "src/lib.rs".into(), line };
        let standing = |thread: &str, state: &str, waits_for: &[usize]| Standing {
            thread: thread.into(),
            state: state.into(),
            waits_for: waits_for.to_vec(),
            at: site(2),
        };
        let explanation = Explanation {
            threads: vec![
                standing("main", "waits to lock Mutex #1 (made at lib.rs:1), held by thread 1", &[1]),
                standing("thread 1", "has ended", &[]),
            ],
            steps: vec![explore::Step { thread: 1, action: "locks Mutex #1".into(), at: site(1) }],
            ..Explanation::default()
        };
        let waits = Some(Waits { on: vec![1], until: None });
        let told = of_explanation(&explanation);
        assert_eq!(told.columns, ["main", "thread 1"]);
        assert_eq!(told.steps.len(), 2);
        assert_eq!((told.steps[1].action.as_str(), &told.steps[1].waits), ("waits to lock Mutex #1", &waits));
        let trace = Trace::of(&explanation, |site| site.line == 2);
        let files = BTreeMap::from([("src/lib.rs".to_owned(), "one\n  two\n".to_owned())]);
        let kept = with_source(of_trace(&trace), &files);
        assert_eq!((kept.steps[0].place.as_str(), kept.steps[0].source.as_str()), ("the check", ""));
        assert_eq!((kept.steps[1].source.as_str(), &kept.steps[1].waits), ("two", &waits));
    }
}
