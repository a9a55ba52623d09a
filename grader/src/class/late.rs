//! What lateness takes off the points of a student, by a policy. It is a function of its arguments alone: the policy is read
//! by `late_file`, the times by `times`, and who they are told to is the caller's concern.
//!
//! Days are of 24 hours, counted from when an exercise was due, and a day that has begun counts whole. Who hands in within the
//! grace period is in time; who does not is late from when it was due.

use super::{Due, Hundredths, LatePolicy, Lateness, Mark, Penalty, Rule, SubmissionTimes};

const DAY: u64 = 24 * 60 * 60;

/// The points that the checks gave one student for one exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points<'a> {
    /// The exercise's stem.
    pub stem: &'a str,
    /// What was reached.
    pub reached: u32,
    /// What was to be had.
    pub max: u32,
}

/// The marks of one student for all exercises of the course, in the order of `points`.
///
/// Free days are spent in the order in which the exercises were due, and no more of them than save points. An exercise that has
/// no due date is never late; one of which no time is known is taken as in time, and its lateness says so.
pub fn marks(policy: &LatePolicy, student: &str, times: &SubmissionTimes, points: &[Points]) -> Vec<Mark> {
    let due = |index: &usize| policy.due.get(points[*index].stem).map(|due| due.at);
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|index| (due(index), *index));
    let mut free = if let Rule::LateDays { free, .. } = policy.rule { free } else { 0 };
    let mut marks: Vec<Mark> = points.iter().map(|points| Mark::in_time(points.reached, points.max)).collect();
    for index in order {
        let Some(due) = policy.due.get(points[index].stem) else { continue };
        let lateness = match times.of(student, points[index].stem) {
            None => Some(unknown()),
            Some(at) => late(policy, due, at.as_second(), &points[index], &mut free),
        };
        if let Some(lateness) = lateness {
            let mark = Hundredths(marks[index].mark.0.saturating_sub(lateness.taken_off.0));
            marks[index] = Mark { mark, lateness: Some(lateness), ..marks[index].clone() };
        }
    }
    marks
}

fn unknown() -> Lateness {
    Lateness { seconds: 0, taken_off: Hundredths(0), told: "no time is known for it: taken as in time".into() }
}

/// How late it is; `None` where it is in time. Free days that are spent are gone from `free`.
fn late(policy: &LatePolicy, due: &Due, at: i64, points: &Points, free: &mut u32) -> Option<Lateness> {
    let seconds = u64::try_from(at - due.at.as_second()).ok().filter(|seconds| *seconds > policy.grace_seconds)?;
    let days = u32::try_from(seconds.div_ceil(DAY)).unwrap_or(u32::MAX);
    let (taken_off, told) = match policy.reject_after_days {
        Some(last) if days > last => {
            let all = Hundredths::of_points(points.reached);
            (all, format!("{}: nothing counts that is more than {} late", late_by(days), told_days(last)))
        }
        _ => by_rule(policy.rule, days, points, free),
    };
    Some(Lateness { seconds, taken_off, told })
}

fn by_rule(rule: Rule, days: u32, points: &Points, free: &mut u32) -> (Hundredths, String) {
    match rule {
        Rule::Baseline => (Hundredths(0), format!("{}: nothing is taken off", late_by(days))),
        Rule::Penalty(penalty) => {
            (taken(penalty, days, points), format!("{}: {}", late_by(days), told(penalty, days, points)))
        }
        Rule::LateDays { then, .. } => {
            let spent = spent(then, days, points, *free);
            *free -= spent;
            let rest = days - spent;
            let paid = format!("{}: {} spent, {} left", late_by(days), free_days(spent), free);
            match rest {
                0 => (Hundredths(0), paid),
                _ => (taken(then, rest, points), format!("{paid}; {}", told(then, rest, points))),
            }
        }
    }
}

/// How many free days to spend: as few as leave the best mark that those which are left can give.
fn spent(then: Penalty, days: u32, points: &Points, free: u32) -> u32 {
    let taken = |spent: u32| taken(then, days - spent, points);
    (0..=days.min(free)).min_by_key(|spent| (taken(*spent), *spent)).unwrap_or(0)
}

/// What a penalty takes off, never more than was reached.
fn taken(penalty: Penalty, days: u32, points: &Points) -> Hundredths {
    let reached = Hundredths::of_points(points.reached);
    let asked = match penalty {
        _ if days == 0 => Hundredths(0),
        Penalty::Constant(a_day) => Hundredths(a_day.0.saturating_mul(days)),
        // Percents of points are hundredths of points.
        Penalty::Percentage(a_day) => Hundredths(a_day.saturating_mul(days).min(100).saturating_mul(points.max)),
        Penalty::NothingCounts => reached,
    };
    asked.min(reached)
}

fn told(penalty: Penalty, days: u32, points: &Points) -> String {
    match penalty {
        Penalty::Constant(a_day) => {
            let points = Hundredths(a_day.0.saturating_mul(days));
            format!("{points} {} off", if points == Hundredths(100) { "point" } else { "points" })
        }
        Penalty::Percentage(a_day) => {
            format!("{} % of {} points off", a_day.saturating_mul(days).min(100), points.max)
        }
        Penalty::NothingCounts => "nothing counts".to_owned(),
    }
}

fn late_by(days: u32) -> String {
    format!("{} late", told_days(days))
}

fn told_days(days: u32) -> String {
    format!("{days} {}", if days == 1 { "day" } else { "days" })
}

fn free_days(days: u32) -> String {
    format!("{days} free {}", if days == 1 { "day" } else { "days" })
}
