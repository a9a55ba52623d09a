//! What a person sees at a terminal of 80 columns.

use anstream::adapter::strip_str;

use super::terminal;
use crate::{
    judge::{Lack, Outcome, Verdict},
    report::{Graded, Report, Standing, samples},
    sandbox::Level,
};

fn plain(report: &Report) -> String {
    strip_str(&terminal(report, 80)).to_string()
}

#[test]
fn every_status_line_that_can_be_printed() {
    let checks: Vec<(&str, &str)> =
        Verdict::SEVERITY.iter().map(|verdict| (verdict.name(), "what is checked")).chain([("late", "late")]).collect();
    let (many, few) = (samples::exercise("ex02_process", &checks), samples::three_checks());
    let report = Report::new(
        "work/alice".as_ref(),
        Some(Level::A),
        &[
            samples::graded(&few, samples::all_passed(&few)),
            samples::graded(&many, samples::every_verdict(&many)),
            samples::graded(&few, samples::refused(&few)),
            samples::graded(&few, samples::fault()),
            Graded::absent(&few),
        ],
    );
    insta::assert_snapshot!("every_status_line", plain(&report));
}

#[test]
fn a_failed_check_is_told_with_line_contrast_run_and_next_step() {
    let exercise = samples::three_checks();
    let report = samples::report(samples::graded(&exercise, samples::not_joined(&exercise)));
    insta::assert_snapshot!("not_joined", plain(&report));
}

#[test]
fn what_this_machine_could_not_judge_is_no_pass() {
    let (first, second) = (samples::three_checks(), samples::exercise("ex03_ipc", &[("prints", "a"), ("joins", "b")]));
    let blind = samples::judged(
        &second,
        &["prints", "joins"].map(|id| samples::record(&second, id, Outcome::Unjudged(Lack::Seal))),
    );
    let open = || samples::graded(&first, samples::unobserved(&first));
    let both = Report::new("work".as_ref(), Some(Level::C), &[open(), samples::graded(&second, blind)]);
    insta::assert_snapshot!("unjudged", plain(&both));
    assert_eq!(both.standing(), Standing::Fault);
    let alone = samples::report_at(Level::C, open());
    assert_eq!(alone.standing(), Standing::NotPassed);
    assert!(plain(&alone).contains("could not judge every check"), "{}", plain(&alone));
}

#[test]
fn what_failed_comes_before_what_could_not_be_judged() {
    let exercise = samples::three_checks();
    let graded =
        [samples::unobserved(&exercise), samples::not_joined(&exercise)].map(|fate| samples::graded(&exercise, fate));
    let text = plain(&Report::new("work".as_ref(), Some(Level::C), &graded));
    assert!(text.contains("Next: mend `not-joined`"), "{text}");
    let faults = [samples::blind(&exercise), samples::fault()].map(|fate| samples::graded(&exercise, fate));
    let text = plain(&Report::new("work".as_ref(), Some(Level::C), &faults));
    assert!(text.contains("a fault of the grader"), "{text}");
}

#[test]
fn the_same_deadlock_is_told_once_with_the_line_of_each_thread() {
    let exercise = samples::three_checks();
    let report = samples::report(samples::graded(&exercise, samples::stuck(&exercise)));
    insta::assert_snapshot!("stuck", plain(&report));
}

#[test]
fn hostile_text_is_shown_and_never_obeyed() {
    let exercise = samples::three_checks();
    let report = samples::report(samples::graded(&exercise, samples::hostile(&exercise)));
    let coloured = terminal(&report, 80);
    let text = strip_str(&coloured).to_string();
    insta::assert_snapshot!("hostile", text);
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    assert!(!text.lines().any(|line| line.trim_start().starts_with("::") || line.contains("##[")), "{text}");
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    let exercise = samples::three_checks();
    let fates = [samples::all_passed(&exercise), samples::not_joined(&exercise), samples::stuck(&exercise)];
    for fate in fates.into_iter().chain([samples::hostile(&exercise), samples::refused(&exercise), samples::fault()]) {
        let report = samples::report(samples::graded(&exercise, fate));
        for width in [60, 80, 120] {
            let text = strip_str(&terminal(&report, width)).to_string();
            let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > width).collect();
            assert!(wide.is_empty(), "{width}: {wide:#?}");
        }
    }
}

#[test]
fn words_say_what_colours_say() {
    let exercise = samples::three_checks();
    let report = samples::report(samples::graded(&exercise, samples::not_joined(&exercise)));
    assert!(terminal(&report, 80).contains("\x1b["));
    for word in ["PASS", "FAIL", "SKIP"] {
        assert!(plain(&report).contains(&format!("  {word} ")), "{word}");
    }
}
