//! A schedule drawn as columns: one for each thread or process, time downwards. A line runs through each column from its first
//! step to its last, broken while it waits, and an arrow leads from whoever waits to whoever is waited for.

use std::fmt::Write;

use crate::{
    Schedule, Step,
    parts::{escape, framed},
    text::{shortened, wrapped},
    words,
};

const TOP: f64 = 34.0;
const LINE: f64 = 16.0;
const PADDING: f64 = 5.0;
const GAP: f64 = 8.0;
/// Between two columns.
const ALLEY: f64 = 16.0;
const WIDTH: f64 = 780.0;
const NARROWEST: f64 = 150.0;
const WIDEST: f64 = 230.0;
/// What is right of the columns: the line of source.
const SOURCE: f64 = 330.0;
/// The width of a letter, at most as a rule, in words and in code.
const LETTER: f64 = 6.6;
const CODE: f64 = 7.0;
/// Columns and steps that are drawn; a run with a thousand threads is told by its first ones.
const COLUMNS: usize = 12;
const STEPS: usize = 80;

/// An `<svg>` of the schedule, which has its text in `<title>` and `<desc>`. `id` is a name that nothing else on the page has.
/// It is as wide as its columns need; on a narrow page whoever holds it lets it scroll.
#[must_use]
pub fn columns(schedule: &Schedule, title: &str, id: &str) -> String {
    let shown = schedule.clone().end(STEPS);
    let plan = Plan::of(&shown);
    let mut svg = String::new();
    heads(&mut svg, &plan);
    for (at, step) in shown.steps.iter().enumerate() {
        arrows(&mut svg, &plan, at, step);
    }
    for (at, step) in shown.steps.iter().enumerate() {
        row(&mut svg, &plan, at, step);
    }
    tail(&mut svg, &plan);
    let description = words::of_schedule(&shown);
    let attributes = format!("class=\"draw draw-columns\" width=\"{}\" height=\"{}\"", plan.width, plan.height);
    framed(&attributes, [plan.width, plan.height], id, [title, &description], &svg)
}

/// Where everything is.
struct Plan<'a> {
    schedule: &'a Schedule,
    /// Columns that are drawn.
    count: usize,
    left: f64,
    column: f64,
    /// Where each step begins and ends, from top to bottom.
    rows: Vec<[f64; 2]>,
    width: f64,
    height: f64,
}

impl<'a> Plan<'a> {
    fn of(schedule: &'a Schedule) -> Plan<'a> {
        let count = schedule.columns.len().clamp(1, COLUMNS);
        let timed = schedule.steps.iter().any(|step| step.at_us.is_some());
        let left = if timed { 66.0 } else { 36.0 };
        let column = ((WIDTH - left - SOURCE) / count as f64).clamp(NARROWEST, WIDEST);
        let mut plan = Plan { schedule, count, left, column, rows: Vec::new(), width: 0.0, height: 0.0 };
        let mut y = TOP + if schedule.left_out > 0 { LINE } else { 0.0 };
        for step in &schedule.steps {
            let lines = if plan.is_shown(step) { plan.lines(step).len() } else { 1 };
            let end = y + LINE * lines as f64 + 2.0 * PADDING;
            plan.rows.push([y, end]);
            y = end + GAP;
        }
        plan.width = (left + column * count as f64 + SOURCE).max(WIDTH);
        plan.height = y + if schedule.columns.len() > count { LINE } else { 0.0 };
        plan
    }

    fn is_shown(&self, step: &Step) -> bool {
        step.column < self.count
    }

    fn lines(&self, step: &Step) -> Vec<String> {
        let room = ((self.column - ALLEY - 2.0 * PADDING - 4.0) / LETTER) as usize;
        let mut lines = wrapped(&step.action, room);
        lines.truncate(6);
        lines
    }

    /// The left side of a column's boxes.
    fn x(&self, column: usize) -> f64 {
        self.left + self.column * column as f64
    }

    /// The line through a column.
    fn middle(&self, column: usize) -> f64 {
        self.x(column) + (self.column - ALLEY) / 2.0
    }

    fn center(&self, at: usize) -> f64 {
        let [top, bottom] = self.rows[at];
        (top + bottom) / 2.0
    }
}

/// The names, and the lines through the columns.
fn heads(svg: &mut String, plan: &Plan) {
    let room = ((plan.column - ALLEY) / (LETTER + 1.0)) as usize;
    for column in 0..plan.count {
        let name = escape(&shortened(plan.schedule.name(column), room));
        let x = plan.middle(column);
        let _ =
            writeln!(svg, "<text class=\"draw-heading\" x=\"{x:.1}\" y=\"18\" text-anchor=\"middle\">{name}</text>");
        life(svg, plan, column);
    }
    if plan.schedule.left_out > 0 {
        let told = format!("{} operations before these are left out", plan.schedule.left_out);
        let _ = writeln!(svg, "<text class=\"draw-tick\" x=\"{:.1}\" y=\"{:.1}\">{told}</text>", plan.left, TOP + 8.0);
    }
}

/// The line through a column, from its first step to its last: in pieces, each of which runs or waits.
fn life(svg: &mut String, plan: &Plan, column: usize) {
    let own = |step: &Step| step.column == column;
    let steps = &plan.schedule.steps;
    let (Some(first), Some(last)) = (steps.iter().position(own), steps.iter().rposition(own)) else { return };
    let for_ever = steps[last].waits.as_ref().is_some_and(|waits| waits.until.is_none());
    let x = plan.middle(column);
    let end = if for_ever { steps.len() } else { last };
    let mut at = first;
    while at < end {
        let is_waiting = plan.schedule.is_waiting(column, at);
        let mut until = at + 1;
        while until < end && plan.schedule.is_waiting(column, until) == is_waiting {
            until += 1;
        }
        let y = plan.rows.get(until).map_or(plan.rows[until - 1][1] + GAP, |_| plan.center(until));
        let class = if is_waiting { "draw-life draw-idle" } else { "draw-life" };
        let _ = writeln!(svg, "<path class=\"{class}\" d=\"M{x:.1} {:.1}V{y:.1}\"/>", plan.center(at));
        at = until;
    }
}

/// From whoever waits to whoever is waited for.
fn arrows(svg: &mut String, plan: &Plan, at: usize, step: &Step) {
    let on = step.waits.iter().flat_map(|waits| &waits.on).filter(|on| **on != step.column && **on < plan.count);
    for on in on {
        let y = plan.center(at);
        let (tip, from) = (plan.middle(*on), plan.middle(step.column));
        let back = if tip > from { -9.0 } else { 9.0 };
        let _ = writeln!(
            svg,
            "<path class=\"draw-life draw-idle\" d=\"M{from:.1} {y:.1}H{:.1}\"/><path class=\"draw-tip\" d=\"M{tip:.1} {y:.1}l{back} -5v10z\"/>",
            tip + back
        );
    }
}

fn row(svg: &mut String, plan: &Plan, at: usize, step: &Step) {
    if !plan.is_shown(step) {
        return;
    }
    let [top, bottom] = plan.rows[at];
    let x = plan.x(step.column);
    let when = step.at_us.map_or_else(|| (plan.schedule.left_out + at + 1).to_string(), words::time);
    let baseline = top + PADDING + 12.0;
    let _ = writeln!(
        svg,
        "<text class=\"draw-tick\" x=\"{:.1}\" y=\"{baseline:.1}\" text-anchor=\"end\">{when}</text>",
        plan.left - 12.0
    );
    let class = if step.waits.is_some() { "draw-step draw-waits" } else { "draw-step" };
    let _ = writeln!(
        svg,
        "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"4\"/>",
        plan.column - ALLEY,
        bottom - top
    );
    for (number, line) in plan.lines(step).iter().enumerate() {
        let _ = writeln!(
            svg,
            "<text class=\"draw-tick\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            x + PADDING + 3.0,
            baseline + LINE * number as f64,
            escape(line)
        );
    }
    let code = [step.place.rsplit('/').next().unwrap_or_default(), &step.source].join("  ");
    let _ = writeln!(
        svg,
        "<text class=\"draw-code\" x=\"{:.1}\" y=\"{baseline:.1}\">{}</text>",
        plan.x(plan.count) + 2.0,
        escape(&shortened(code.trim_end(), (SOURCE / CODE) as usize))
    );
}

fn tail(svg: &mut String, plan: &Plan) {
    let more = plan.schedule.columns.len().saturating_sub(plan.count);
    if more > 0 {
        let y = plan.height - 4.0;
        let _ = writeln!(svg, "<text class=\"draw-tick\" x=\"{:.1}\" y=\"{y:.1}\">and {more} more</text>", plan.left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Waits;

    /// Two that have one lock each, and wait for the other's.
    fn deadlock() -> Schedule {
        let step = |column, action: &str, line| Step {
            column,
            action: action.into(),
            place: format!("src/lib.rs:{line}"),
            source: "let second = self.second.lock().unwrap();".into(),
            ..Step::default()
        };
        let waits = |column, on, line| Step {
            waits: Some(Waits { on: vec![on], until: None }),
            ..step(column, "waits to lock Mutex #1", line)
        };
        Schedule {
            columns: vec!["main".into(), "<thread> 1".into()],
            steps: vec![
                step(0, "starts thread 1", 3),
                step(0, "locks Mutex #0", 5),
                step(1, "locks Mutex #1", 9),
                waits(1, 0, 10),
                waits(0, 1, 6),
            ],
            left_out: 0,
        }
    }

    #[test]
    fn who_waits_for_whom_is_drawn_and_said() {
        let drawn = columns(&deadlock(), "A schedule", "s1");
        insta::assert_snapshot!("deadlock", drawn);
        assert_eq!(drawn.matches("draw-tip").count(), 2);
        assert!(drawn.contains("waits to lock Mutex #1, for main, to the end, at src/lib.rs:10"), "{drawn}");
        assert!(!drawn.contains("<thread>"), "{drawn}");
    }

    #[test]
    fn threads_and_steps_without_end_are_told_by_some_of_them() {
        let mut many = deadlock();
        many.columns = (0..1000).map(|number| format!("thread {number}")).collect();
        many.steps =
            (0..5000).map(|at| Step { column: at % 1000, action: "x".repeat(400), ..Step::default() }).collect();
        let drawn = columns(&many, "", "s");
        assert!(drawn.contains("and 988 more") && drawn.contains("4920 operations before these"), "{drawn}");
        assert!(drawn.len() < 100_000, "{}", drawn.len());
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert!(columns(&Schedule::default(), "", "t").ends_with("</svg>\n"));
    }
}
