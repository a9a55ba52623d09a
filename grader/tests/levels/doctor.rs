//! What a machine says of itself, and what is refused there when more is required.

use grader::sandbox::Level;
use libtest_mimic::Trial;
use serde_json::Value;

use super::{ask::grader, machine::Machine, test};

pub fn trials() -> Vec<Trial> {
    let of = |what: &str, body: fn(Machine)| {
        let trial = move |machine: Machine| test(format!("{what}/{machine}"), move || body(machine));
        Machine::all().map(trial).collect::<Vec<_>>()
    };
    let mut trials = of("the_doctor_names_the_level_and_what_is_missing", names_what_is_missing);
    trials.extend(of("the_doctor_says_how_to_get_it", says_how_to_get_it));
    trials.extend(of("less_than_is_required_is_a_fault_and_nothing_is_graded", less_than_is_required));
    trials
}

fn names_what_is_missing(machine: Machine) {
    let answer = grader(machine, &["doctor", "--format", "json"]);
    let report = answer.json();
    assert_eq!(report["level"], machine.level().name(), "{report:#}");
    assert_eq!(answer.code, Some(if machine.level().bears_marks() { 0 } else { 1 }), "{answer:#?}");
    let layers = report["layers"].as_array().unwrap();
    let lacking = layers.iter().filter(|layer| layer["holds"] == false);
    assert_eq!(lacking.clone().map(|layer| text(&layer["layer"])).collect::<Vec<_>>(), machine.lacks());
    assert!(lacking.clone().all(|layer| !text(&layer["lacking"]).is_empty() && !text(&layer["remedy"]).is_empty()));
}

fn says_how_to_get_it(machine: Machine) {
    let answer = grader(machine, &["doctor"]);
    let words = answer.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.starts_with(&format!("Level {}: {}", machine.level(), machine.level().meaning())), "{words}");
    assert_eq!(words.matches("MISSING").count(), machine.lacks().len(), "{}", answer.out);
    let expected = match machine {
        Machine::Whole | Machine::Ordinary | Machine::Unscoped => ["Next: grade", "--require-level B"],
        Machine::Caged => ["was not seen to begin", "--cap-add SYS_PTRACE"],
        Machine::Blind => ["EPERM", "--cap-add SYS_PTRACE"],
        Machine::Open => ["the kernel knows no Landlock, or its calls are refused", "seccomp=unconfined"],
        Machine::Bare => ["--cap-add SYS_PTRACE", "Landlock"],
    };
    assert!(expected.iter().all(|expected| words.contains(expected)), "{expected:?} in {}", answer.out);
    assert!(
        !answer.out.contains('\x1b') && answer.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        answer.out
    );
}

fn less_than_is_required(machine: Machine) {
    for required in Level::ALL.into_iter().filter(|required| *required < machine.level()) {
        let answer = grader(machine, &["grade", "solutions", "--require-level", required.name()]);
        assert_eq!((answer.code, answer.out.as_str()), (Some(70), ""), "{answer:#?}");
        let told = format!("nothing was graded: level {required} is required, and this machine offers level");
        for expected in [&told, machine.level().meaning(), "cargo grader doctor"] {
            assert!(answer.err.contains(expected), "{expected} in {answer:#?}");
        }
        for layer in machine.lacks() {
            assert!(answer.err.contains(&format!("missing: {layer}: ")), "{layer} in {answer:#?}");
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
