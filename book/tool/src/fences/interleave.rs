//! `interleave`: the explorer. What is written here is the table of one schedule; the browser makes the rest of it.

use crate::book::Page;
use crate::html::{self, inline, text};
use crate::machine::{self, Machine, Outcomes, Turn, ending, play};
use crate::mistake::{Mistake, Told};
use serde_json::json;
use std::fmt::Write;

pub(super) fn render(body: &str, page: &mut Page) -> Told<String> {
    let machine = machine::parse(body)?;
    let outcomes =
        machine.outcomes().ok_or_else(|| Mistake::whole("there are too many schedules to count: take steps away"))?;
    let turns = play(&machine, &machine.run);
    let id = machine.id.as_ref().map_or_else(|| page.new_id("explorer"), |id| format!("explorer-{id}"));
    let data = text(&data(&machine, &outcomes).to_string());
    Ok(html::block(&format!(
        "<figure class=\"fj-explorer\" id=\"{id}\" aria-labelledby=\"{id}-title\" data-machine=\"{data}\">\n\
         <figcaption id=\"{id}-title\">{}</figcaption>\n<div class=\"fj-still\">\n<div class=\"fj-wide\" role=\"group\" aria-labelledby=\"{id}-title\" tabindex=\"0\">\n{}</div>\n<p>{} {}</p>\n</div>\n</figure>",
        inline(&machine.title),
        table(&machine, &turns),
        text(&ending(&machine, &turns)),
        summary(&outcomes),
    )))
}

fn table(machine: &Machine, turns: &[Turn]) -> String {
    let columns = machine.threads.iter().map(|thread| format!("<th scope=\"col\">{}</th>", text(&thread.name)));
    let variables = machine.shared.keys().map(|name| format!("<th scope=\"col\"><code>{}</code></th>", text(name)));
    let heads: String = columns.chain(variables).collect();
    let rows: String = turns.iter().enumerate().map(|(at, turn)| row(machine, at, turn)).collect();
    format!("<table>\n<thead><tr><th scope=\"col\">Step</th>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
}

fn row(machine: &Machine, at: usize, turn: &Turn) -> String {
    let mut row = format!("<tr><th scope=\"row\">{}</th>", at + 1);
    for thread in 0..machine.threads.len() {
        let cell = match thread == turn.thread {
            true => format!(
                "<td class=\"fj-t{thread}\"><code>{}</code> <span class=\"fj-effect\">{}</span></td>",
                text(&turn.step.to_string()),
                text(&turn.effect)
            ),
            false => "<td></td>".to_owned(),
        };
        row.push_str(&cell);
    }
    for value in turn.state.shared.values() {
        let _ = write!(row, "<td class=\"fj-value\">{value}</td>");
    }
    row.push_str("</tr>\n");
    row
}

fn summary(outcomes: &Outcomes) -> String {
    let total: u64 = outcomes.values().sum();
    let ends = outcomes.iter().map(|(outcome, count)| match outcome.as_str() {
        "" => format!("{count} end"),
        outcome => format!("{count} end with <strong>{}</strong>", text(outcome)),
    });
    format!("Of all {total} possible schedules, {}.", ends.collect::<Vec<_>>().join(", "))
}

/// What `theme/explorer.js` reads.
fn data(machine: &Machine, outcomes: &Outcomes) -> serde_json::Value {
    let steps = |thread: &machine::Thread| thread.steps.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "title": html::plain(&machine.title),
        "shared": machine.shared,
        "names": machine.threads.iter().map(|thread| &thread.name).collect::<Vec<_>>(),
        "steps": machine.threads.iter().map(steps).collect::<Vec<_>>(),
        "locks": machine.locks(),
        "run": machine.run,
        "expect": machine.expect,
        "outcomes": outcomes,
        "total": outcomes.values().sum::<u64>(),
    })
}
