use super::{
    super::{feedback, github_summary, github_summary::within},
    *,
};
use crate::{
    judge::{Finding, Outcome, Verdict},
    report::{StaffView, StudentView, markup::outside_fences},
};

#[test]
fn each_sample_as_feedback() {
    insta::assert_snapshot!("feedback", each(|report| feedback(&StudentView::of(report))));
}

#[test]
fn each_sample_as_a_summary() {
    insta::assert_snapshot!("github_summary", each(|report| github_summary(&StudentView::of(report))));
}

#[test]
fn hostile_text_stays_within_its_fence() {
    let report = &reports()[3].1;
    for text in [feedback(&StudentView::of(report)), github_summary(&StudentView::of(report))] {
        let outside = outside_fences(&text);
        for bad in ["<script>", "@everyone", "\x1b", "::error", "##["] {
            assert!(!outside.contains(bad), "{bad} in {outside}");
        }
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::")));
    }
}

#[test]
fn a_page_keeps_within_its_budget_and_says_what_it_left_out() {
    let exercise = samples::three_checks();
    let ticks = "`".repeat(400) + "\n";
    let found = Finding::new(Verdict::WrongOutput, ticks.repeat(60)).contrast(ticks.repeat(60), ticks.repeat(60));
    let records =
        ["prints", "joins", "late"].map(|id| samples::record(&exercise, id, Outcome::Failed(vec![found.clone()])));
    let graded = samples::graded(&exercise, samples::judged(&exercise, &records));
    let report = Report::new("work".as_ref(), None, &vec![graded; 40]);
    let text = github_summary(&StaffView::of(&report));
    assert!((500_000..=900 * 1024).contains(&text.len()), "{}", text.len());
    let text = within(&StaffView::of(&report), 70_000);
    assert!(
        text.len() < 72_000 && text.contains("Left out, because this page would be too long: `ex01_thread`"),
        "{text}"
    );
}
