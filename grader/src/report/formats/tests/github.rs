use super::{super::github, *};
use crate::{
    judge::{Finding, Outcome, Place, Verdict},
    report::{StaffView, StudentView},
};

#[test]
fn each_sample() {
    insta::assert_snapshot!("github", each(|report| github(&StudentView::of(report))));
}

/// Whether a runner takes `line` for one of the commands that we write: kind, properties, message.
pub(super) fn is_ours(line: &str) -> bool {
    let Some((head, message)) = line.strip_prefix("::").and_then(|rest| rest.split_once("::")) else { return false };
    let (kind, properties) = head.split_once(' ').unwrap_or((head, ""));
    let known = |property: &str| {
        let Some((name, value)) = property.split_once('=') else { return false };
        ["file", "line", "title"].contains(&name) && !value.is_empty() && !value.contains(':')
    };
    ["error", "warning", "notice"].contains(&kind)
        && properties.split(',').all(known)
        && !message.is_empty()
        && !line.contains("##[")
        && !line.contains(|c: char| c.is_control())
}

#[test]
fn every_line_is_a_command_of_ours() {
    for (name, report) in reports() {
        for text in [github(&StudentView::of(&report)), github(&StaffView::of(&report))] {
            let others: Vec<&str> = text.lines().filter(|line| !is_ours(line)).collect();
            assert!(others.is_empty(), "{name}: {others:#?}");
        }
    }
}

#[test]
fn neither_text_nor_file_of_a_submission_issues_a_command() {
    let exercise = samples::three_checks();
    for evil in [
        "x\n::error::y",
        "::set-output name=a::b",
        "##[error]y",
        "\r::add-mask::z",
        "%0A::error::y",
        "a,title=b::c",
        "#\u{200b}#[error]",
    ] {
        let found = Finding::new(Verdict::WrongOutput, evil)
            .contrast(evil, evil)
            .at(Some(Place { file: format!("src/{evil}.rs"), line: 3 }));
        let records =
            ["prints", "joins", "late"].map(|id| samples::record(&exercise, id, Outcome::Failed(vec![found.clone()])));
        let report = samples::report(samples::graded(&exercise, samples::judged(&exercise, &records)));
        let text = github(&StaffView::of(&report));
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.lines().all(is_ours), "{text}");
        let seen =
            text.replace("%0D", "\n").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
        assert!(
            !seen.lines().skip(1).any(|line| line.starts_with("::add-mask") || line.starts_with("::set-output")),
            "{seen}"
        );
    }
}

#[test]
fn at_most_nine_of_a_kind_and_then_how_many_more() {
    let checks: Vec<(String, String)> = (0..12).map(|id| (format!("check{id}"), format!("sentence {id}"))).collect();
    let checks: Vec<(&str, &str)> = checks.iter().map(|(id, sentence)| (id.as_str(), sentence.as_str())).collect();
    let mut exercise = samples::exercise("ex01_thread", &checks);
    exercise.checks[11].weight = 5;
    let failed = |(id, _): &(&str, &str)| {
        let found = Finding::new(Verdict::NotJoined, format!("of {id}"));
        samples::record(&exercise, id, Outcome::Failed(vec![found]))
    };
    let records: Vec<_> = checks.iter().map(failed).collect();
    let text =
        github(&StudentView::of(&samples::report(samples::graded(&exercise, samples::judged(&exercise, &records)))));
    let errors: Vec<&str> = text.lines().filter(|line| line.starts_with("::error")).collect();
    assert_eq!(errors.len(), 10);
    assert!(errors[0].contains("sentence 11"), "the one that costs most comes first: {}", errors[0]);
    assert!(errors[9].contains("3 more"), "{}", errors[9]);
}
