//! An attack is handed in: it must get its verdict, no full marks, and leave everything around it as it was.

use std::{fs, os::unix::fs::symlink, process::Command};

use grader::judge::Verdict;
use libtest_mimic::Failed;
use serde_json::Value;

use super::{
    attack::Attack,
    course::{hidden_binary, root},
    ground::{Ground, NOBODY},
    left, table,
};

/// Hands it in, once.
pub fn attempt(attack: &Attack) -> Result<(), Failed> {
    let ground = Ground::new(NOBODY);
    if !attack.told.builds_the_crates {
        share_the_kit(&ground);
    }
    let folder = ground.path("handed-in");
    attack.lay(&folder, &ground.mark, |text| ground.fill(text));
    let (text, report) = grade(attack, &ground);
    let mut problems = wrong(attack, &report);
    problems.extend(ground.told_secrets(&text));
    if attack.told.aims_at_the_reader {
        problems.extend(["terminal", "markdown"].iter().flat_map(|form| misleads(&said(attack, &ground, form))));
    }
    let disturbances = ground.disturbances();
    let exercise = &report["exercises"][0];
    let verdict = exercise["verdict"].as_str().unwrap_or("none");
    table::row(&attack.full_name(), &attack.told.stopped_by, verdict, disturbances.is_empty());
    problems.extend(disturbances);
    match problems.is_empty() {
        true => Ok(()),
        false => Err(format!("{}\n{report:#}\n{text}", problems.join("\n")).into()),
    }
}

/// The crates that submissions may use are built once for all; everything else that is kept is this run's own.
fn share_the_kit(ground: &Ground) {
    let kit = root().join("target/grader/kit");
    fs::create_dir_all(&kit).unwrap();
    symlink(kit, ground.path("scratch/kit")).unwrap();
}

fn grade(attack: &Attack, ground: &Ground) -> (String, Value) {
    let text = said(attack, ground, "json");
    let start = text.find('{').unwrap_or(text.len());
    let report = serde_json::Deserializer::from_str(&text[start..]).into_iter().next();
    (text.clone(), report.and_then(Result::ok).unwrap_or_else(|| panic!("no report: {text}")))
}

/// All that the grader says, standing where the student's configuration lies.
fn said(attack: &Attack, ground: &Ground, form: &str) -> String {
    let mut grader = Command::new(env!("CARGO_BIN_EXE_grader"));
    ground.surround(&mut grader);
    grader.current_dir(ground.path("handed-in")).env("FORKJOIN_COURSE", root()).env("GRADER_HIDDEN", hidden_binary());
    grader.args(["grade", ".", "--exercise", &attack.told.exercise, "--format", form]);
    let output = left::output(&mut grader);
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn wrong(attack: &Attack, report: &Value) -> Vec<String> {
    let exercise = &report["exercises"][0];
    let expected = attack.told.verdict;
    let mut wrong = Vec::new();
    if exercise["verdict"] != expected.name() {
        wrong.push(format!("got {}, not {expected}", exercise["verdict"]));
    }
    if expected != Verdict::Passed && exercise["score"] == exercise["max_score"] {
        wrong.push("got full marks".to_owned());
    }
    wrong
}

/// Lines that a terminal or a runner would obey.
fn misleads(text: &str) -> Vec<String> {
    let commands = text.lines().filter(|line| ["::", "##["].iter().any(|start| line.trim_start().starts_with(start)));
    let controls = text.lines().filter(|line| line.chars().any(moves_a_cursor));
    commands.chain(controls).map(|line| format!("the report says {line:?}")).collect()
}

fn moves_a_cursor(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
