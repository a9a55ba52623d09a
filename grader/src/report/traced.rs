//! One case of somebody's own code, to be looked at: as rows of a terminal, as a page of its own with the pictures, and as
//! JSON. All of them show the same; what was chosen, and why, is `pipeline`'s concern.

mod data;
mod page;

use anstyle::Style;

pub use data::json;
pub use page::page;

use super::{
    escape,
    next::COMMAND,
    schedule,
    terminal::{
        page::Page,
        style::{DIM, FAIL, PASS, TITLE, styled},
    },
};
use crate::{judge::Verdict, pipeline::Traced};

/// The case for a terminal of `width` columns, with colours; `file` is where its pictures are.
pub fn traced(traced: &Traced, file: &str, width: usize) -> String {
    let mut page = Page::new(width);
    page.hanging("", 0, &title(traced), TITLE);
    page.hanging("  ", 2, &format!("{}: {}", traced.check.id, traced.check.sentence), Style::new());
    page.hanging("  ", 2, &format!("case {}", traced.case), DIM);
    match &traced.finding {
        None => page.hanging("  ", 2, verdict(traced), PASS),
        Some(finding) => {
            let label = format!("  {}: ", styled(FAIL, finding.verdict.name()));
            page.hanging(&label, finding.verdict.name().len() + 4, &finding.message, Style::new());
            // Of a run it can be seen below.
            for line in finding.seen.lines().filter(|_| finding.replay.is_some()) {
                page.hanging("    ", 4, line, Style::new());
            }
        }
    }
    let rows = |page: &mut Page, rows: &[String]| {
        page.gap();
        for row in rows {
            page.row(format!("  {}", escape::cut(&escape::one_line(row), page.width().saturating_sub(2))));
        }
    };
    rows(&mut page, &schedule(&traced.picture.schedule));
    rows(&mut page, &traced.bars);
    page.gap();
    page.hanging(&format!("{} ", styled(TITLE, "Next:")), 6, "open the picture of it in a browser:", Style::new());
    page.row(format!("      {file}"));
    if let Some(replay) = replay(traced) {
        page.row("      or run this schedule again:");
        page.row(format!("      {replay}"));
    }
    page.into_text()
}

/// Which exercise it is.
fn title(traced: &Traced) -> String {
    format!("{}  {}", traced.exercise.stem, traced.exercise.title)
}

/// What the case comes to.
fn verdict(traced: &Traced) -> &'static str {
    traced.finding.as_ref().map_or(Verdict::Passed, |finding| finding.verdict).name()
}

/// What shows the schedule once more, where it is one.
fn replay(traced: &Traced) -> Option<String> {
    let replay = traced.finding.as_ref()?.replay.as_ref()?;
    let package = &traced.exercise.package;
    Some(format!("{COMMAND} replay {package} {} --scenario {}", replay.schedule, replay.scenario))
}

/// What is drawn: a run, by the clock; or a schedule, which knows an order alone.
fn what(traced: &Traced) -> &'static str {
    match (traced.picture.timeline.lanes.is_empty(), &traced.finding) {
        (false, _) => "a run, as the grader saw it",
        (true, Some(_)) => "the schedule that fails",
        (true, None) => "one of the schedules, under all of which it holds",
    }
}

#[cfg(test)]
mod tests {
    use draw::{Kind, Lane, Picture, Schedule, Span, Step, Timeline, Waits};

    use super::*;
    use crate::{
        course::Exercise,
        judge::{Finding, Place, Replay, Trace},
        report::{samples::three_checks, schema::refusal_by},
    };

    fn step(column: usize, action: &str, line: u32) -> Step {
        let (place, source) = (format!("src/lib.rs:{line}"), "let x = <T>::new();".to_owned());
        Step { column, action: action.into(), place, source, ..Step::default() }
    }

    fn run<'a>(exercise: &'a Exercise) -> Traced<'a> {
        let lane = |label: &str, end_us| Lane {
            label: label.into(),
            note: "joined".into(),
            is_process: false,
            start_us: 0,
            end_us,
            spans: vec![Span { from_us: 100, until_us: 900, kind: Kind::Join }],
            prints_us: vec![500],
        };
        let at = |at_us, step| Step { at_us: Some(at_us), ..step };
        let waits = Some(Waits { on: vec![1], until: Some(2) });
        let steps = vec![
            at(100, Step { waits, ..step(0, "waits for the end of thread 1 (join)", 4) }),
            at(500, step(1, "prints \"1\"", 9)),
            at(900, step(0, "goes on", 4)),
        ];
        let schedule = Schedule { columns: vec!["main".into(), "thread 1".into()], steps, left_out: 0 };
        let timeline = Timeline { lanes: vec![lane("main", 1_000), lane("thread 1", 850)], end_us: 1_000 };
        Traced {
            exercise,
            check: &exercise.checks[0],
            case: "pause=4ms".into(),
            finding: None,
            picture: Picture { timeline, schedule },
            bars: vec!["main |==jjj==|".into(), "  thread 1 | ===P= |".into()],
        }
    }

    fn failing<'a>(exercise: &'a Exercise) -> Traced<'a> {
        let waits = |on| Some(Waits { on: vec![on], until: None });
        let steps = vec![
            step(0, "locks Mutex #0", 4),
            step(1, "locks Mutex #1", 7),
            Step { waits: waits(1), ..step(0, "waits to lock Mutex #1", 5) },
            Step { waits: waits(0), ..step(1, "waits to lock Mutex #0", 8) },
        ];
        let schedule = Schedule { columns: vec!["main".into(), "thread 1".into()], steps, left_out: 0 };
        let mut finding = Finding::new(Verdict::Deadlock, "threads wait for each other in a circle");
        finding.place = Some(Place { file: "src/lib.rs".into(), line: 5 });
        finding.replay =
            Some(Box::new(Replay { scenario: "two".into(), schedule: "1:1".into(), trace: Trace::default() }));
        let picture = Picture { schedule, ..Picture::default() };
        Traced { finding: Some(finding), picture, bars: Vec::new(), case: "two".into(), ..run(exercise) }
    }

    #[test]
    fn a_run_and_a_schedule_are_told_in_eighty_columns() {
        let exercise = three_checks();
        let told = [run(&exercise), failing(&exercise)].map(|one| traced(&one, "target/grader/trace-ex01.html", 80));
        let told = anstream::adapter::strip_str(&told.join("\n\n")).to_string();
        assert!(told.lines().all(|row| row.chars().count() <= 80), "{told}");
        insta::assert_snapshot!("traced", told);
    }

    #[test]
    fn the_page_asks_nothing_of_anybody_and_says_what_it_draws() {
        let exercise = three_checks();
        let pages = [page(&run(&exercise)), page(&failing(&exercise))];
        for page in &pages {
            assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("<T>"), "{page}");
            assert!(page.contains("</desc>") && page.contains("prefers-color-scheme: dark"));
        }
        assert_eq!((pages[0].matches("<svg").count(), pages[1].matches("<svg").count()), (2, 1));
        let body = |page: &str| page.split_once("<body>").map(|(_, body)| body.to_owned()).unwrap_or_default();
        insta::assert_snapshot!("traced_page", body(&pages[1]));
    }

    #[test]
    fn programs_are_told_the_same_in_a_documented_form() {
        let exercise = three_checks();
        for one in [run(&exercise), failing(&exercise)] {
            let value: serde_json::Value = serde_json::from_str(&json(&one, "target/grader/trace-ex01.html")).unwrap();
            let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/trace.schema.json");
            assert_eq!(refusal_by(schema, &value), None, "{value}");
        }
    }
}
