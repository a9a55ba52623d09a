//! What the driver of the scenarios answered. It comes from the submission's process, so whatever is not of one piece, or
//! does not begin with the word of the plan, is no answer.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Ended, Explanation, Exploration, Nonce, Outcome, Schedule, Site};
use crate::observe::Observation;

/// The name of the frame that holds an exploration.
const EXPLORATION: &str = "exploration";
/// The name of the frame that holds the names of the scenarios.
const SCENARIOS: &str = "scenarios";
/// The name of the frame that says why a schedule cannot be replayed.
const NO_SCHEDULE: &str = "no-schedule";
/// Bytes of an answer; 10,000 outcomes of 200 bytes.
const BYTES: usize = 8 << 20;
/// Threads of one schedule.
const THREADS: usize = 1000;
/// Steps of one schedule.
const STEPS: usize = 100_000;
/// Notes on one schedule.
const NOTES: usize = 1000;

/// Why there is no exploration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// The driver knows no scenario of this name: a mistake of ours.
    #[error("scenarios.rs explores no `{0}`")]
    Unknown(String),
    /// Nothing came that the driver could have said.
    #[error("the process ended without an answer")]
    Silent,
    /// What was to be replayed is no schedule.
    #[error("{0}")]
    NoSchedule(String),
    /// What came is none.
    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
}

/// The exploration of `scenario` that a run answered with.
///
/// # Errors
/// It gave none, or several, or one that is not of one piece.
pub fn answer(observation: &Observation, nonce: &Nonce, scenario: &str) -> Result<Exploration, NoAnswer> {
    let mut frames = frames(observation, nonce, EXPLORATION);
    let of_scenario = format!("{scenario}\n");
    let found = frames.next().and_then(|text| text.strip_prefix(&of_scenario));
    let Some(json) = found else {
        if let Some(problem) = self::frames(observation, nonce, NO_SCHEDULE).next() {
            return Err(NoAnswer::NoSchedule(problem.to_owned()));
        }
        return Err(match scenarios(observation, nonce) {
            Some(known) if !known.iter().any(|name| name == scenario) => NoAnswer::Unknown(scenario.to_owned()),
            _ => NoAnswer::Silent,
        });
    };
    if frames.next().is_some() {
        return Err(NoAnswer::Unreadable("there are two".to_owned()));
    }
    if json.len() > BYTES {
        return Err(NoAnswer::Unreadable(format!("it has {} bytes", json.len())));
    }
    let said: Said = serde_json::from_str(json).map_err(|error| NoAnswer::Unreadable(error.to_string()))?;
    said.exploration().map_err(|problem| NoAnswer::Unreadable(problem.to_owned()))
}

/// An exploration as `weave` writes it: the fields that are of use.
#[derive(Deserialize)]
struct Said {
    verdict: String,
    fault: Option<String>,
    schedules: u64,
    complete: bool,
    replay: Option<String>,
    found_after: Option<u64>,
    explanation: Option<Explanation>,
    seq_cst: Vec<Site>,
    outcomes: BTreeMap<String, Outcome>,
}

impl Said {
    fn exploration(self) -> Result<Exploration, &'static str> {
        let verdict = match (self.verdict.as_str(), self.fault) {
            ("passed", None) => Ended::Passed,
            ("failed", Some(fault)) => Ended::Failed(fault),
            ("inconclusive", None) => Ended::Inconclusive,
            _ => return Err("it ended in no way that is known"),
        };
        if self.schedules == 0 {
            return Err("no schedule was run");
        }
        let failing = match (self.replay, self.found_after, self.explanation) {
            (Some(replay), Some(found_after), Some(explanation)) => {
                bounded(&explanation)?;
                Some(Schedule { replay, found_after, explanation })
            }
            (None, None, None) => None,
            _ => return Err("half of a schedule"),
        };
        let (schedules, complete, seq_cst, outcomes) = (self.schedules, self.complete, self.seq_cst, self.outcomes);
        Ok(Exploration { verdict, schedules, complete, failing, seq_cst, outcomes })
    }
}

fn bounded(explanation: &Explanation) -> Result<(), &'static str> {
    let Explanation { threads, steps, notes, suspects, .. } = explanation;
    if threads.len() > THREADS || steps.len() > STEPS || notes.len() > NOTES || suspects.len() > STEPS {
        return Err("its schedule is too long");
    }
    if threads.iter().any(|standing| standing.waits_for.len() > threads.len()) {
        return Err("a thread waits for more than there are");
    }
    match steps.iter().any(|step| step.thread >= THREADS) {
        true => Err("a step is of a thread that is not there"),
        false => Ok(()),
    }
}

/// The names of the scenarios, where the driver was asked for them or does not know the one that it was asked for.
pub fn scenarios(observation: &Observation, nonce: &Nonce) -> Option<Vec<String>> {
    let text = frames(observation, nonce, SCENARIOS).next()?;
    Some(text.lines().map(str::to_owned).collect())
}

/// The texts of the frames of that name, of those that begin with the word of the plan.
fn frames<'a>(observation: &'a Observation, nonce: &'a Nonce, name: &'a str) -> impl Iterator<Item = &'a str> {
    let named = observation.replies.iter().filter(move |reply| reply.name == name);
    let texts = named.filter_map(|reply| std::str::from_utf8(&reply.bytes).ok());
    texts.filter_map(|text| text.strip_prefix(nonce.word())?.strip_prefix('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::Reply;

    const PASSED: &str = r#"{"verdict":"passed","fault":null,"schedules":226,"redundant":1,"complete":true,
        "coverage":"all","replay":null,"found_after":null,"explanation":null,"seq_cst":[],
        "outcomes":{"3":{"schedules":226,"replay":"0:0"}},"printed":{}}"#;
    const FAILED: &str = r#"{"verdict":"failed","fault":"deadlock","schedules":7,"complete":false,"seq_cst":[],"outcomes":{},
        "replay":"3:1","found_after":7,"explanation":{"message":"m","at":null,"notes":[],"suspects":[],
        "threads":[{"thread":"main","state":"waits","waits_for":[0],"at":{"file":"src/lib.rs","line":4,"column":1,"source":""}}],
        "steps":[{"thread":0,"action":"locks","at":{"file":"src/lib.rs","line":3,"column":1,"source":""}}]}}"#;

    fn replied(replies: &[(&str, String)]) -> Result<Exploration, NoAnswer> {
        let reply =
            |(name, text): &(&str, String)| Reply { name: (*name).to_owned(), bytes: text.clone().into_bytes() };
        let observation = Observation { replies: replies.iter().map(reply).collect(), ..Observation::default() };
        answer(&observation, &Nonce::of("word"), "hits")
    }

    fn unreadable(json: &str) -> bool {
        matches!(replied(&[(EXPLORATION, format!("word\nhits\n{json}"))]), Err(NoAnswer::Unreadable(_)))
    }

    #[test]
    fn an_answer_is_read_with_the_fields_that_are_of_use() {
        let passed = replied(&[("other", String::new()), (EXPLORATION, format!("word\nhits\n{PASSED}"))]).unwrap();
        assert_eq!((passed.verdict, passed.schedules, passed.complete), (Ended::Passed, 226, true));
        assert_eq!(passed.outcomes["3"], Outcome { schedules: 226, replay: "0:0".into() });
        let failed = replied(&[(EXPLORATION, format!("word\nhits\n{FAILED}"))]).unwrap();
        assert_eq!(failed.verdict, Ended::Failed("deadlock".into()));
        let schedule = failed.failing.unwrap();
        assert_eq!((&*schedule.replay, schedule.explanation.thread(0)), ("3:1", "main".to_owned()));
    }

    #[test]
    fn whoever_does_not_know_the_word_or_the_scenario_has_not_answered() {
        for text in [format!("wrod\nhits\n{PASSED}"), format!("word\nother\n{PASSED}"), PASSED.to_owned()] {
            assert_eq!(replied(&[(EXPLORATION, text)]), Err(NoAnswer::Silent));
        }
        assert_eq!(replied(&[]), Err(NoAnswer::Silent));
        assert_eq!(replied(&[("done", format!("word\nhits\n{PASSED}"))]), Err(NoAnswer::Silent));
        assert_eq!(replied(&[(SCENARIOS, "word\na\nb".into())]), Err(NoAnswer::Unknown("hits".into())));
        assert_eq!(replied(&[(SCENARIOS, "a\nb".into())]), Err(NoAnswer::Silent));
        assert_eq!(replied(&[("no-schedule", "word\nno".into())]), Err(NoAnswer::NoSchedule("no".into())));
    }

    #[test]
    fn what_is_not_of_one_piece_is_no_answer() {
        for length in [0, 1, PASSED.len() - 1] {
            assert!(unreadable(&PASSED[..length]), "cut at {length}");
        }
        assert!(unreadable(&PASSED.replacen("226", "0", 1)), "no schedule was run");
        assert!(unreadable(&PASSED.replacen("passed", "failed", 1)), "of what fault?");
        assert!(unreadable(&PASSED.replacen("\"replay\":null", "\"replay\":\"3:1\"", 1)), "what happened in it?");
        assert!(unreadable(&FAILED.replace("\"thread\":0", "\"thread\":1000")), "nobody's step");
        let twice = [(); 2].map(|()| (EXPLORATION, format!("word\nhits\n{PASSED}")));
        assert!(matches!(replied(&twice), Err(NoAnswer::Unreadable(_))), "one of them is forged");
    }
}
