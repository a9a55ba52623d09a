//! Policies and times as tables: a policy, what was handed in when, and what is taken off for it.

use std::path::{Path, PathBuf};

use rstest::rstest;

use super::*;
use crate::course::{Course, Exercise};

const DOCUMENT: &str = include_str!("../../../docs/late-policy.md");
const STEMS: [&str; 3] = ["ex01_a", "ex02_b", "ex03_c"];
const DUE: &str = "
[due]
ex01 = \"2026-10-05T23:59:00+02:00\"
ex02 = \"2026-10-12T23:59:00+02:00\"
ex03_c = \"2026-10-19T23:59:00+02:00\"
";

fn course(stems: &[&str]) -> Course {
    let exercises = stems.iter().map(|stem| Exercise::broken(Path::new(stem), String::new())).collect();
    Course { root: PathBuf::new(), exercises }
}

fn policy(text: &str) -> LatePolicy {
    LatePolicy::parse(Path::new("late.toml"), &format!("format_version = 1\n{text}{DUE}"), &course(&STEMS)).unwrap()
}

fn times(text: &str) -> SubmissionTimes {
    SubmissionTimes::parse(Path::new("times.csv"), text, &course(&STEMS)).unwrap()
}

/// The mark for `ex01`, of which 9 of 12 points were reached, when it was handed in then.
fn mark(rule: &str, at: &str) -> Mark {
    let times = times(&format!("student,exercise,submitted_at\nann,ex01,{at}\n"));
    let points = [Points { stem: "ex01_a", reached: 9, max: 12 }];
    marks(&policy(rule), "ann", &times, &points).remove(0)
}

const BASELINE: &str = "kind = \"baseline\"";
const CONSTANT: &str = "kind = \"constant\"\npoints_per_day = 1.5";
const PERCENTAGE: &str = "kind = \"percentage\"\npercent_per_day = 20";

#[rstest]
#[case::long_before("2026-09-01T00:00:00Z", 0)]
#[case::a_second_before("2026-10-05T21:58:59Z", 0)]
#[case::exactly_due("2026-10-05T21:59:00Z", 0)]
#[case::due_in_another_zone("2026-10-06T06:59:00+09:00", 0)]
#[case::a_second_late("2026-10-05T21:59:01Z", 1)]
#[case::a_day_late("2026-10-06T21:59:00Z", 1)]
#[case::a_day_and_a_second_late("2026-10-06T21:59:01Z", 2)]
#[case::two_days_late("2026-10-07T23:59:00+02:00", 2)]
#[case::years_late("2030-01-01T00:00:00Z", 1184)]
fn a_day_that_has_begun_counts_whole(#[case] at: &str, #[case] days: u32) {
    let lateness = mark("kind = \"constant\"\npoints_per_day = 0.01", at).lateness;
    let told = lateness.map(|lateness| lateness.told);
    let expected = (days > 0).then(|| format!("{days} {} late", if days == 1 { "day" } else { "days" }));
    assert_eq!(told.map(|told| told.split(':').next().unwrap_or_default().to_owned()), expected);
}

#[rstest]
#[case::baseline(BASELINE, "2026-10-07T12:00:00Z", 900, "2 days late: nothing is taken off")]
#[case::constant(CONSTANT, "2026-10-07T12:00:00Z", 600, "2 days late: 3 points off")]
#[case::constant_one("kind = \"constant\"\npoints_per_day = 1", "2026-10-06T12:00:00Z", 800, "1 day late: 1 point off")]
#[case::constant_takes_no_more_than_was_reached(CONSTANT, "2026-10-12T12:00:00Z", 0, "7 days late: 10.5 points off")]
#[case::percentage_of_what_was_to_be_had(PERCENTAGE, "2026-10-07T12:00:00Z", 420, "2 days late: 40 % of 12 points off")]
#[case::percentage_up_to_all(PERCENTAGE, "2026-11-07T12:00:00Z", 0, "33 days late: 100 % of 12 points off")]
fn each_rule_takes_off_what_it_says(#[case] rule: &str, #[case] at: &str, #[case] left: u32, #[case] told: &str) {
    let mark = mark(rule, at);
    let lateness = mark.lateness.clone().unwrap();
    assert_eq!((mark.mark, lateness.told.as_str()), (Hundredths(left), told));
    assert_eq!((mark.reached, mark.max, lateness.taken_off), (9, 12, Hundredths(900 - left)));
}

#[rstest]
#[case::last_second_of_grace("2026-10-05T22:09:00Z", None)]
#[case::after_grace_it_is_late_since_it_was_due("2026-10-05T22:09:01Z", Some(601))]
#[case::a_day_is_counted_from_due("2026-10-06T21:59:01Z", Some(86_401))]
fn a_grace_period_forgives_and_does_not_move_the_due_date(#[case] at: &str, #[case] seconds: Option<u64>) {
    let mark = mark(&format!("{PERCENTAGE}\ngrace_minutes = 10"), at);
    assert_eq!(mark.lateness.map(|lateness| lateness.seconds), seconds);
}

#[rstest]
#[case::baseline(BASELINE)]
#[case::constant(CONSTANT)]
#[case::late_days("kind = \"late-days\"\nfree_days = 9\nthen = \"nothing-counts\"")]
fn what_is_later_than_the_last_day_counts_nothing_whatever_the_rule(#[case] rule: &str) {
    let rule = format!("{rule}\nreject_after_days = 2");
    assert_ne!(mark(&rule, "2026-10-07T21:59:00Z").mark, Hundredths(0));
    let late = mark(&rule, "2026-10-07T21:59:01Z");
    assert_eq!(late.mark, Hundredths(0));
    assert_eq!(late.lateness.unwrap().told, "3 days late: nothing counts that is more than 2 days late");
}

/// The marks and what is told, for exercises that are so many days late; 10 of 10 points were reached in each.
fn in_a_course(rule: &str, days: [u32; 3]) -> Vec<(String, String)> {
    let lines = (0..)
        .zip(days)
        .map(|(week, days)| format!("ann,ex0{},2026-10-{:02}T21:59:00Z\n", week + 1, 5 + 7 * week + days));
    let times = times(&format!("student,exercise,submitted_at\n{}", lines.collect::<String>()));
    // The order of the points is not that of the due dates.
    let points = [2, 0, 1].map(|index| Points { stem: STEMS[index], reached: 10, max: 10 });
    let mut marks = marks(&policy(rule), "ann", &times, &points);
    marks.rotate_left(1);
    let told = |mark: &Mark| mark.lateness.as_ref().map(|lateness| lateness.told.clone()).unwrap_or_default();
    marks.iter().map(|mark| (mark.mark.to_string(), told(mark))).collect()
}

const LATE_DAYS: &str = "kind = \"late-days\"\nfree_days = 3\n";

#[rstest]
#[case::enough("then = \"nothing-counts\"", [1, 0, 2], [
    ("10", "1 day late: 1 free day spent, 2 left"),
    ("10", ""),
    ("10", "2 days late: 2 free days spent, 0 left"),
])]
#[case::they_run_out_in_the_middle("then = \"percentage\"\npercent_per_day = 20", [2, 3, 1], [
    ("10", "2 days late: 2 free days spent, 1 left"),
    ("6", "3 days late: 1 free day spent, 0 left; 40 % of 10 points off"),
    ("8", "1 day late: 0 free days spent, 0 left; 20 % of 10 points off"),
])]
#[case::none_is_spent_in_vain("then = \"nothing-counts\"", [4, 3, 1], [
    ("0", "4 days late: 0 free days spent, 3 left; nothing counts"),
    ("10", "3 days late: 3 free days spent, 0 left"),
    ("0", "1 day late: 0 free days spent, 0 left; nothing counts"),
])]
#[case::no_more_than_save_points("then = \"constant\"\npoints_per_day = 6", [6, 3, 0], [
    ("0", "6 days late: 0 free days spent, 3 left; 36 points off"),
    ("10", "3 days late: 3 free days spent, 0 left"),
    ("10", ""),
])]
#[case::rejected_costs_no_day("then = \"nothing-counts\"\nreject_after_days = 2", [3, 2, 1], [
    ("0", "3 days late: nothing counts that is more than 2 days late"),
    ("10", "2 days late: 2 free days spent, 1 left"),
    ("10", "1 day late: 1 free day spent, 0 left"),
])]
fn free_days_are_spent_in_the_order_of_due_dates(
    #[case] then: &str,
    #[case] days: [u32; 3],
    #[case] expected: [(&str, &str); 3],
) {
    let seen = in_a_course(&format!("{LATE_DAYS}{then}"), days);
    assert_eq!(seen, expected.map(|(mark, told)| (mark.to_owned(), told.to_owned())));
}

#[test]
fn where_no_time_is_known_it_is_told_and_not_punished() {
    let points = STEMS.map(|stem| Points { stem, reached: 1, max: 2 });
    let marks = marks(&policy(CONSTANT), "bob", &times("student,submitted_at\nann,2026-10-07T21:59:00Z\n"), &points);
    for mark in marks {
        let lateness = mark.lateness.unwrap();
        assert_eq!((mark.mark, lateness.taken_off), (Hundredths(100), Hundredths(0)));
        assert_eq!(lateness.told, "no time is known for it: taken as in time");
    }
}

#[test]
fn what_has_no_due_date_is_never_late() {
    let text = "format_version = 1\nkind = \"baseline\"\n[due]\n";
    let policy = LatePolicy::parse(Path::new("late.toml"), text, &course(&STEMS)).unwrap();
    let times = times("student,submitted_at\nann,2030-10-07T21:59:00Z\n");
    let points = [Points { stem: "ex01_a", reached: 1, max: 2 }];
    assert_eq!(marks(&policy, "ann", &times, &points), [Mark::in_time(1, 2)]);
}

#[test]
fn a_time_of_an_exercise_comes_before_that_of_the_student_and_the_last_of_several_counts() {
    let times = times(
        "\u{feff}submitted_at, student, exercise\n\
         2026-10-01T00:00:00Z, ann,\n2026-10-03T00:00:00Z, ann, ex02\n2026-10-02T00:00:00Z, ann, ex02_b\n",
    );
    let at = |stem| times.of("ann", stem).map(|at| at.to_string());
    assert_eq!(at("ex01_a").as_deref(), Some("2026-10-01T00:00:00Z"));
    assert_eq!(at("ex02_b").as_deref(), Some("2026-10-03T00:00:00Z"));
    assert_eq!(times.of("bob", "ex01_a"), None);
}

#[rstest]
#[case::version("format_version = 2\nkind = \"baseline\"\n[due]\n", 1, "format version 2 is not 1: use a newer grader")]
#[case::kind("format_version = 1\nkind = \"strict\"\n[due]\n", 2, "`strict` is no kind of policy: write `baseline`")]
#[case::no_kind("format_version = 1\n[due]\n", 1, "missing field `kind`")]
#[case::typing("format_version = 1\nkind = \"baseline\"\ngrace = 5\n[due]\n", 3, "unknown field `grace`")]
#[case::needed("format_version = 1\nkind = \"constant\"\n[due]\n", 2, "`constant` needs `points_per_day`: add it")]
#[case::then("format_version = 1\nkind = \"late-days\"\nfree_days = 1\n[due]\n", 2, "`late-days` needs `then`")]
#[case::then_what(
    "format_version = 1\nkind = \"late-days\"\nfree_days = 1\nthen = \"baseline\"\n[due]\n",
    4,
    "`baseline` is no penalty for when the free days are spent: write `constant`"
)]
#[case::idle(
    "format_version = 1\nkind = \"percentage\"\npercent_per_day = 5\npoints_per_day = 1\n[due]\n",
    4,
    "`points_per_day` says nothing under kind `percentage`: remove it"
)]
#[case::negative("format_version = 1\nkind = \"constant\"\npoints_per_day = -1\n[due]\n", 3, "-1 are no points")]
#[case::too_much("format_version = 1\nkind = \"percentage\"\npercent_per_day = 101\n[due]\n", 3, "write 0 to 100")]
#[case::unknown_exercise(
    "format_version = 1\nkind = \"baseline\"\n[due]\nex09 = \"2026-10-05T23:59:00Z\"\n",
    4,
    "no exercise is called `ex09`: ask for ex01_a, ex02_b, ex03_c"
)]
#[case::twice(
    "format_version = 1\nkind = \"baseline\"\n[due]\nex01 = \"2026-10-05T23:59:00Z\"\nex01_a = \"2026-10-06T23:59:00Z\"\n",
    5,
    "ex01_a is due twice, here and in line 4: remove one"
)]
#[case::twice_by_one_name(
    "format_version = 1\nkind = \"baseline\"\n[due]\nex01 = \"2026-10-05T23:59:00Z\"\nex01 = \"2026-10-06T23:59:00Z\"\n",
    5,
    "duplicate key"
)]
#[case::no_offset(
    "format_version = 1\nkind = \"baseline\"\n[due]\n\nex01 = 2026-10-05T23:59:00\n",
    5,
    "`2026-10-05T23:59:00` has no offset from UTC"
)]
#[case::no_time("format_version = 1\nkind = \"baseline\"\n[due]\nex01 = \"soon\"\n", 4, "`soon` is no date and time")]
fn a_bad_policy_is_refused_with_its_line(#[case] text: &str, #[case] line: usize, #[case] problem: &str) {
    let error = LatePolicy::parse(Path::new("dir/late.toml"), text, &course(&STEMS)).unwrap_err();
    let told = error.to_string();
    assert!(told.starts_with(&format!("dir/late.toml:{line}: ")) && told.contains(problem), "{told}");
}

#[rstest]
#[case::empty("", 1, "the column `student` is missing")]
#[case::column("student,submitted\nann,x\n", 1, "there is no column `submitted`: the columns are `student`")]
#[case::twice("student,student,submitted_at\n", 1, "a column is there twice")]
#[case::no_time_column("student,exercise\nann,ex01\n", 1, "the column `submitted_at` is missing")]
#[case::unknown_exercise(
    "student,exercise,submitted_at\nann,ex01,2026-10-05T00:00:00Z\nann,ex07,2026-10-05T00:00:00Z\n",
    3,
    "no exercise is called `ex07`"
)]
#[case::no_offset("student,submitted_at\n\nann,2026-10-05T00:00:00\n", 3, "has no offset from UTC")]
#[case::no_time("student,submitted_at\nann,\n", 2, "`` is no date and time")]
#[case::nobody("student,submitted_at\n ,2026-10-05T00:00:00Z\n", 2, "no student is named")]
#[case::cells("student,submitted_at\nann\n", 2, "1 cells where the first line has 2")]
fn a_bad_time_is_refused_with_its_line(#[case] text: &str, #[case] line: usize, #[case] problem: &str) {
    let error = SubmissionTimes::parse(Path::new("times.csv"), text, &course(&STEMS)).unwrap_err();
    let told = error.to_string();
    assert!(told.starts_with(&format!("times.csv:{line}: ")) && told.contains(problem), "{told}");
}

#[test]
fn the_examples_of_the_document_can_be_read() {
    let example = |language: &str| {
        let (_, rest) = DOCUMENT.split_once(&format!("```{language}\n")).unwrap();
        rest.split("```").next().unwrap()
    };
    let course = course(&["ex01_thread", "ex02_process", "ex03_ipc"]);
    let policy = LatePolicy::parse(Path::new("late.toml"), example("toml"), &course).unwrap();
    assert_eq!(policy.rule, Rule::LateDays { free: 4, then: Penalty::Percentage(20) });
    assert_eq!((policy.grace_seconds, policy.reject_after_days, policy.due.len()), (600, Some(7), 3));
    let times = SubmissionTimes::parse(Path::new("times.csv"), example("csv"), &course).unwrap();
    assert!(times.of("bob", "ex03_ipc").is_some() && times.of("alice", "ex03_ipc").is_none());
}
