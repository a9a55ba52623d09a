//! Results as JSON, written by hand so that the crate depends on nothing.

use super::{Explanation, Site, Standing, Step};
use crate::exploration::{Coverage, Exploration, Outcome, Verdict};
use std::collections::BTreeMap;
use std::fmt::Write;

impl Explanation {
    /// As an object with the keys `message`, `at`, `notes`, `suspects`, `threads` and `steps`, without line breaks.
    #[must_use]
    pub fn to_json(&self) -> String {
        object(&[
            ("message", text(&self.message)),
            ("at", self.at.as_ref().map_or("null".into(), site)),
            ("notes", array(&self.notes, |note| text(note))),
            ("suspects", array(&self.suspects, site)),
            ("threads", array(&self.threads, standing)),
            ("steps", array(&self.steps, step)),
        ])
    }
}

impl Exploration {
    /// As an object without line breaks. `fault` is null unless `verdict` is `failed`; `coverage` is `all`, `some`, or a
    /// number: all schedules with up to so many deviations; `replay` and `explanation` are those of the failing schedule.
    #[must_use]
    pub fn to_json(&self) -> String {
        let verdict = match self.verdict {
            Verdict::Passed => "passed",
            Verdict::Failed(_) => "failed",
            Verdict::Inconclusive => "inconclusive",
        };
        let coverage = match self.coverage {
            Coverage::All => text("all"),
            Coverage::Some => text("some"),
            Coverage::Deviations(most) => most.to_string(),
        };
        let failing = self.failing.as_ref();
        object(&[
            ("verdict", text(verdict)),
            ("fault", self.fault().map_or("null".into(), |fault| text(fault.name()))),
            ("schedules", self.schedules.to_string()),
            ("redundant", self.redundant.to_string()),
            ("operations", self.operations.to_string()),
            ("cut_off", self.cut_off.to_string()),
            ("max_steps", self.max_steps.to_string()),
            ("coverage", coverage),
            ("complete", self.complete.to_string()),
            ("unexplored", array(&self.unexplored, |reason| text(reason))),
            ("replay", failing.map_or("null".into(), |schedule| text(&schedule.replay))),
            ("found_after", failing.map_or("null".into(), |schedule| schedule.found_after.to_string())),
            ("explanation", failing.map_or("null".into(), |schedule| schedule.explanation.to_json())),
            ("seq_cst", array(&self.seq_cst, site)),
            ("outcomes", outcomes(&self.outcomes)),
            ("printed", outcomes(&self.printed)),
        ])
    }
}

fn standing(standing: &Standing) -> String {
    object(&[
        ("thread", text(&standing.thread)),
        ("state", text(&standing.state)),
        ("waits_for", array(&standing.waits_for, usize::to_string)),
        ("at", site(&standing.at)),
    ])
}

fn step(step: &Step) -> String {
    object(&[("thread", step.thread.to_string()), ("action", text(&step.action)), ("at", site(&step.at))])
}

fn site(site: &Site) -> String {
    object(&[
        ("file", text(&site.file)),
        ("line", site.line.to_string()),
        ("column", site.column.to_string()),
        ("source", text(&site.source)),
    ])
}

fn outcomes(outcomes: &BTreeMap<String, Outcome>) -> String {
    let outcome = |(value, outcome): (&String, &Outcome)| {
        let what = object(&[("schedules", outcome.schedules.to_string()), ("replay", text(&outcome.replay))]);
        format!("{}:{what}", text(value))
    };
    format!("{{{}}}", outcomes.iter().map(outcome).collect::<Vec<_>>().join(","))
}

fn object(members: &[(&str, String)]) -> String {
    let member = |(key, value): &(&str, String)| format!("{}:{value}", text(key));
    format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
}

fn array<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    format!("[{}]", items.iter().map(write).collect::<Vec<_>>().join(","))
}

/// A JSON string (RFC 8259, section 7).
fn text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            letter if letter < ' ' => {
                write!(quoted, "\\u{:04x}", u32::from(letter)).expect("a String takes all that is written to it");
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        assert_eq!(text("a \"b\" \\ c\nd\te\u{1b}é→"), r#""a \"b\" \\ c\nd\te\u001bé→""#);
    }

    #[test]
    fn an_explanation_is_an_object_of_six_members() {
        let at = Site { file: "a.rs".into(), line: 3, column: 5, source: "x(\"y\");".into() };
        let explanation = Explanation {
            message: "deadlock".into(),
            at: None,
            notes: vec!["one".into(), "two".into()],
            suspects: vec![at.clone()],
            threads: vec![Standing {
                thread: "main".into(),
                state: "has ended".into(),
                waits_for: vec![1, 2],
                at: at.clone(),
            }],
            steps: vec![Step { thread: 0, action: "ends".into(), at }],
        };
        let at = r#"{"file":"a.rs","line":3,"column":5,"source":"x(\"y\");"}"#;
        let expected = format!(
            r#"{{"message":"deadlock","at":null,"notes":["one","two"],"suspects":[{at}],"threads":[{{"thread":"main","state":"has ended","waits_for":[1,2],"at":{at}}}],"steps":[{{"thread":0,"action":"ends","at":{at}}}]}}"#
        );
        assert_eq!(explanation.to_json(), expected);
    }
}
