//! A late policy as data: when exercises are due, and what a day late costs. How it is written in a file is `late_file`'s
//! concern, what comes of it `late`'s.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Hundredths;

/// When the exercises of a course are due, and what happens to the points of those who hand in later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatePolicy {
    /// What a day late costs.
    pub rule: Rule,
    /// Seconds after an exercise was due in which it is still in time.
    pub grace_seconds: u64,
    /// What is later than so many days counts nothing, whatever the rule.
    pub reject_after_days: Option<u32>,
    /// When each exercise is due, by its stem; the others are never late.
    pub due: BTreeMap<String, Due>,
}

/// When an exercise is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last moment that is in time.
    pub at: Timestamp,
    /// The line of the file that says so.
    pub line: usize,
}

/// What a day late costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Nothing: lateness is only told.
    Baseline,
    /// The same for each day.
    Penalty(Penalty),
    /// Nothing, for a number of days over the whole course; from then on, the penalty.
    LateDays {
        /// The days that each student has.
        free: u32,
        /// What each further day costs.
        then: Penalty,
    },
}

/// What a day costs that is to be paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penalty {
    /// So many points for each day.
    Constant(Hundredths),
    /// So many percent, for each day, of the points that were to be had.
    Percentage(u32),
    /// All points, from the first day on.
    NothingCounts,
}
