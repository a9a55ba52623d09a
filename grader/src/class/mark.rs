//! What the points of one exercise come to.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Hundredths of a point: marks are counted in whole numbers, and rounded once, where somebody reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
pub struct Hundredths(pub u32);

/// The mark of one exercise of one student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Points that the checks gave.
    pub reached: u32,
    /// Points to be had.
    pub max: u32,
    /// How late it was, and what that costs, or that nobody knows; `None` where no policy is in force or it was in time.
    pub lateness: Option<Lateness>,
    /// What is left.
    pub mark: Hundredths,
}

/// How late an exercise was handed in, by a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lateness {
    /// Seconds after it was due.
    pub seconds: u64,
    /// What the policy takes off.
    pub taken_off: Hundredths,
    /// The same in words, for the student: "2 days late: 40 % of 12 points off".
    pub told: String,
}

impl Mark {
    /// The points as they are.
    pub fn in_time(reached: u32, max: u32) -> Mark {
        Mark { reached, max, lateness: None, mark: Hundredths::of_points(reached) }
    }
}

impl Hundredths {
    /// Whole points.
    pub fn of_points(points: u32) -> Hundredths {
        Hundredths(points.saturating_mul(100))
    }
}

/// `12`, `11.5` or `11.25`.
impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (points, 0) => write!(f, "{points}"),
            (points, rest) if rest % 10 == 0 => write!(f, "{points}.{}", rest / 10),
            (points, rest) => write!(f, "{points}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_are_written_as_points() {
        for (hundredths, text) in [(0, "0"), (1200, "12"), (1150, "11.5"), (1125, "11.25"), (5, "0.05")] {
            assert_eq!(Hundredths(hundredths).to_string(), text);
        }
        assert_eq!(Mark::in_time(12, 14).mark, Hundredths(1200));
    }
}
