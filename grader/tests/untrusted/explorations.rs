//! What the driver of the scenarios answers, behind the word of the plan: the submission is in the same process.

use grader::{
    explore::{Ended, Nonce, answer},
    judge::{Seen, explored},
    observe::{Observation, Reply},
    report::{columns, of_explanation, replayed, schedule},
};

/// What is read is judged or names a fault that is not known, and is drawn in rows that fit on a screen.
pub fn check(bytes: &[u8]) {
    let nonce = Nonce::of("word");
    let reply = Reply { name: "exploration".to_owned(), bytes: [b"word\nhits\n", bytes].concat() };
    let observation = Observation { replies: vec![reply], ..Observation::default() };
    let Ok(exploration) = answer(&observation, &nonce, "hits") else { return };
    let asked = explored("hits").outcomes(&["2"]);
    let others = exploration.outcomes.keys().any(|value| value != "2");
    let findings = asked.findings(Seen { full: &exploration, sequential: None, shown: None });
    let passes = findings.is_ok_and(|findings| findings.is_empty());
    assert!(!passes || (exploration.verdict == Ended::Passed && !others), "{exploration:?}");
    let _ = (asked.may_be_memory(&exploration), asked.unexplained(&exploration, None));
    let failing = exploration.failing.iter();
    let rows = failing.flat_map(|failing| schedule(&of_explanation(&failing.explanation))).collect::<Vec<_>>();
    assert!(rows.iter().all(|row| row.chars().count() <= 120 && !row.contains(['\n', '\u{1b}'])), "{rows:?}");
    if let Some(failing) = &exploration.failing {
        let drawn = columns(&of_explanation(&failing.explanation), "hits", "s");
        assert!(!drawn.contains(['\u{1b}', '\0']) && !drawn.contains("<script"), "{drawn}");
    }
    let _ = replayed("ex07_atomics", "hits", &exploration, &Default::default(), 80);
}
