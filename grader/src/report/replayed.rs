//! One schedule that was run once more, for a terminal: how it ended, where each thread stands, and what was done in order.

use std::collections::BTreeMap;

use anstyle::Style;

use super::{
    drawn::of_explanation,
    escape,
    graded::text_of,
    schedule,
    terminal::{
        page::Page,
        style::{DIM, FAIL, PASS, TITLE, styled},
    },
};
use crate::{
    explore::{Ended, Exploration, Site},
    judge::Place,
};

/// The explanation of `exploration`, which is a replay of `scenario`, for a screen of `width` columns; `files` are the
/// submission's.
pub fn replayed(
    stem: &str,
    scenario: &str,
    exploration: &Exploration,
    files: &BTreeMap<String, String>,
    width: usize,
) -> String {
    let mut page = Page::new(width);
    let replay = exploration.failing.as_ref().map_or("", |schedule| schedule.replay.as_str());
    page.hanging("", 0, &format!("{stem}  {scenario}, schedule {replay}"), TITLE);
    page.gap();
    let (style, ended) = match &exploration.verdict {
        Ended::Passed => (PASS, "ends well".to_owned()),
        Ended::Failed(fault) => (FAIL, fault.clone()),
        Ended::Inconclusive => (FAIL, "cut off: too many operations".to_owned()),
    };
    page.hanging("  ", 2, &ended, style);
    let Some(failing) = &exploration.failing else { return page.into_text() };
    let explanation = &failing.explanation;
    for line in explanation.message.lines().chain(explanation.notes.iter().map(String::as_str)) {
        page.hanging("    ", 4, line, Style::new());
    }
    for standing in &explanation.threads {
        page.gap();
        page.hanging("  ", 2, &format!("{} {}", standing.thread, standing.state), Style::new());
        source(&mut page, &standing.at, files);
    }
    page.gap();
    for row in schedule(&of_explanation(explanation)) {
        page.row(format!("  {}", escape::cut(&escape::one_line(&row), page.width().saturating_sub(2))));
    }
    page.into_text()
}

fn source(page: &mut Page, site: &Site, files: &BTreeMap<String, String>) {
    if !site.is_theirs() {
        return;
    }
    let place = Place { file: site.file.clone(), line: site.line };
    let text = text_of(files, &place).and_then(|text| text.lines().nth(site.line.checked_sub(1)? as usize));
    let label = format!("    {place}  ");
    page.hanging(&styled(DIM, &label), label.chars().count(), text.unwrap_or_default().trim(), Style::new());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explore::{Explanation, Schedule, Standing, Step};

    #[test]
    fn a_schedule_is_told_with_the_students_lines() {
        let site = Site { file: "src/lib.rs".into(), line: 2 };
        let threads = ["main", "thread 1"].map(|thread| Standing {
            thread: thread.into(),
            state: "waits to lock Mutex #0".into(),
            waits_for: Vec::new(),
            at: site.clone(),
        });
        let steps = [0, 1].map(|thread| Step { thread, action: "locks Mutex #0".into(), at: site.clone() });
        let explanation = Explanation {
            message: "threads wait for each other".into(),
            at: None,
            notes: vec!["a note".into()],
            suspects: Vec::new(),
            threads: threads.to_vec(),
            steps: steps.to_vec(),
        };
        let failing = Some(Schedule { replay: "3:1".into(), found_after: 1, explanation });
        let verdict = Ended::Failed("deadlock".into());
        let seen = Exploration {
            verdict,
            schedules: 1,
            complete: false,
            failing,
            seq_cst: Vec::new(),
            outcomes: BTreeMap::new(),
        };
        let files = BTreeMap::from([("src/lib.rs".to_owned(), "fn a() {\n    let x = 1;\x1b\n}\n".to_owned())]);
        let text = replayed("ex07_atomics", "two_hits", &seen, &files, 80);
        insta::assert_snapshot!("replayed", anstream::adapter::strip_str(&text).to_string());
    }
}
