//! Mean and median of marks, in whole hundredths: rounded once, half up.

use crate::class::Hundredths;

/// The mean; `None` of nothing.
pub(super) fn mean(marks: &[Hundredths]) -> Option<Hundredths> {
    let sum: u64 = marks.iter().map(|mark| u64::from(mark.0)).sum();
    rounded(sum, marks.len() as u64)
}

/// The median: the middle one, or the mean of the two in the middle; `None` of nothing.
pub(super) fn median(marks: &[Hundredths]) -> Option<Hundredths> {
    let mut marks = marks.to_vec();
    marks.sort_unstable();
    let upper = marks.get(marks.len() / 2)?;
    let lower = marks.get((marks.len() - 1) / 2)?;
    rounded(u64::from(upper.0) + u64::from(lower.0), 2)
}

fn rounded(sum: u64, of: u64) -> Option<Hundredths> {
    let half_up = (2 * sum + of).checked_div(2 * of)?;
    u32::try_from(half_up).ok().map(Hundredths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_median_are_rounded_once() {
        for (marks, mean_is, median_is) in [
            (&[][..], None, None),
            (&[700], Some(700), Some(700)),
            (&[100, 200, 200], Some(167), Some(200)),
            (&[0, 1], Some(1), Some(1)),
            (&[1200, 0, 300, 500], Some(500), Some(400)),
        ] {
            let marks: Vec<Hundredths> = marks.iter().copied().map(Hundredths).collect();
            assert_eq!(mean(&marks), mean_is.map(Hundredths), "{marks:?}");
            assert_eq!(median(&marks), median_is.map(Hundredths), "{marks:?}");
        }
    }
}
