//! As [`std::time::Instant`].

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::panic::Location;
use std::time as real;
use std::time::Duration;

/// As [`std::time::Instant`]. Those of an execution are the same whenever its schedule is run, and later than all others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Moment);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Moment {
    Ordinary(real::Instant),
    /// Nanoseconds since an execution began, or before it.
    Virtual(i128),
}

const NANOS: i128 = 1_000_000_000;

impl Moment {
    /// As far as an instant of Linux can be: its seconds are 64 bits.
    fn of_nanos(nanos: i128) -> Option<Self> {
        i64::try_from(nanos.div_euclid(NANOS)).ok().map(|_| Self::Virtual(nanos))
    }
}

fn nanos(duration: Duration) -> i128 {
    i128::from(duration.as_secs()) * NANOS + i128::from(duration.subsec_nanos())
}

fn duration(nanos: i128) -> Option<Duration> {
    let seconds = u64::try_from(nanos.div_euclid(NANOS)).ok()?;
    Some(Duration::new(seconds, nanos.rem_euclid(NANOS) as u32))
}

impl Instant {
    /// As in std.
    #[must_use]
    #[track_caller]
    pub fn now() -> Self {
        let ordinary = || Moment::Ordinary(real::Instant::now());
        Self(super::now(Location::caller()).map_or_else(ordinary, |since| Moment::Virtual(nanos(since))))
    }

    /// As in std.
    #[must_use]
    pub fn duration_since(&self, earlier: Self) -> Duration {
        self.saturating_duration_since(earlier)
    }

    /// As in std.
    #[must_use]
    pub fn checked_duration_since(&self, earlier: Self) -> Option<Duration> {
        match (self.0, earlier.0) {
            (Moment::Ordinary(later), Moment::Ordinary(earlier)) => later.checked_duration_since(earlier),
            (Moment::Virtual(later), Moment::Virtual(earlier)) => duration(later - earlier),
            // An execution takes no time of the machine's clock, and how long ago the other was is not the same in each run.
            (Moment::Virtual(_), Moment::Ordinary(_)) => Some(Duration::ZERO),
            (Moment::Ordinary(_), Moment::Virtual(_)) => None,
        }
    }

    /// As in std.
    #[must_use]
    pub fn saturating_duration_since(&self, earlier: Self) -> Duration {
        self.checked_duration_since(earlier).unwrap_or_default()
    }

    /// As in std.
    #[must_use]
    #[track_caller]
    pub fn elapsed(&self) -> Duration {
        Self::now().duration_since(*self)
    }

    /// As in std.
    #[must_use]
    pub fn checked_add(&self, duration: Duration) -> Option<Self> {
        match self.0 {
            Moment::Ordinary(instant) => instant.checked_add(duration).map(Moment::Ordinary),
            Moment::Virtual(since) => Moment::of_nanos(since + nanos(duration)),
        }
        .map(Self)
    }

    /// As in std.
    #[must_use]
    pub fn checked_sub(&self, duration: Duration) -> Option<Self> {
        match self.0 {
            Moment::Ordinary(instant) => instant.checked_sub(duration).map(Moment::Ordinary),
            Moment::Virtual(since) => Moment::of_nanos(since - nanos(duration)),
        }
        .map(Self)
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    #[track_caller]
    fn add(self, other: Duration) -> Self {
        self.checked_add(other).expect("overflow when adding duration to instant")
    }
}

impl AddAssign<Duration> for Instant {
    #[track_caller]
    fn add_assign(&mut self, other: Duration) {
        *self = *self + other;
    }
}

impl Sub<Duration> for Instant {
    type Output = Self;

    #[track_caller]
    fn sub(self, other: Duration) -> Self {
        self.checked_sub(other).expect("overflow when subtracting duration from instant")
    }
}

impl SubAssign<Duration> for Instant {
    #[track_caller]
    fn sub_assign(&mut self, other: Duration) {
        *self = *self - other;
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, other: Self) -> Duration {
        self.duration_since(other)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = match self.0 {
            Moment::Ordinary(instant) => return instant.fmt(formatter),
            Moment::Virtual(nanos) => nanos,
        };
        let mut shown = formatter.debug_struct("Instant");
        shown.field("tv_sec", &nanos.div_euclid(NANOS)).field("tv_nsec", &nanos.rem_euclid(NANOS)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn virtual_instants_add_and_subtract_as_those_of_std() {
        let start = Instant(Moment::Virtual(1_500_000_000));
        let later = start + Duration::from_millis(700);
        assert_eq!(later - start, Duration::from_millis(700));
        assert_eq!(start - later, Duration::ZERO);
        assert_eq!(start.checked_duration_since(later), None);
        assert_eq!((start - Duration::from_secs(2)) + Duration::from_secs(2), start);
        assert_eq!(start.checked_add(Duration::MAX), None);
        assert_eq!(format!("{later:?}"), "Instant { tv_sec: 2, tv_nsec: 200000000 }");
    }

    #[test]
    fn an_execution_is_later_than_what_was_before_it_and_takes_no_time() {
        let (before, within) = (Instant(Moment::Ordinary(real::Instant::now())), Instant(Moment::Virtual(0)));
        assert!(before < within);
        assert_eq!(within.duration_since(before), Duration::ZERO);
    }
}
