//! As [`std::time::SystemTime`].

use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::panic::Location;
use std::time as real;
use std::time::{Duration, SystemTimeError};

/// As [`std::time::SystemTime`]. Every execution begins with the year 2026.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SystemTime(real::SystemTime);

/// As [`std::time::UNIX_EPOCH`].
pub const UNIX_EPOCH: SystemTime = SystemTime::UNIX_EPOCH;

/// 2026-01-01T00:00:00Z, in seconds since 1970.
const BEGINNING: Duration = Duration::from_secs(1_767_225_600);

impl SystemTime {
    /// As in std.
    pub const UNIX_EPOCH: Self = Self(real::UNIX_EPOCH);

    /// As in std.
    #[must_use]
    #[track_caller]
    pub fn now() -> Self {
        let since = |since| real::UNIX_EPOCH + BEGINNING + since;
        Self(super::now(Location::caller()).map_or_else(real::SystemTime::now, since))
    }

    /// As in std.
    ///
    /// # Errors
    /// If `earlier` is later.
    pub fn duration_since(&self, earlier: Self) -> Result<Duration, SystemTimeError> {
        self.0.duration_since(earlier.0)
    }

    /// As in std.
    ///
    /// # Errors
    /// If the clock was set back meanwhile, which virtual time never is.
    #[track_caller]
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {
        Self::now().duration_since(*self)
    }

    /// As in std.
    #[must_use]
    pub fn checked_add(&self, duration: Duration) -> Option<Self> {
        self.0.checked_add(duration).map(Self)
    }

    /// As in std.
    #[must_use]
    pub fn checked_sub(&self, duration: Duration) -> Option<Self> {
        self.0.checked_sub(duration).map(Self)
    }
}

impl Add<Duration> for SystemTime {
    type Output = Self;

    #[track_caller]
    fn add(self, duration: Duration) -> Self {
        Self(self.0 + duration)
    }
}

impl AddAssign<Duration> for SystemTime {
    #[track_caller]
    fn add_assign(&mut self, duration: Duration) {
        self.0 += duration;
    }
}

impl Sub<Duration> for SystemTime {
    type Output = Self;

    #[track_caller]
    fn sub(self, duration: Duration) -> Self {
        Self(self.0 - duration)
    }
}

impl SubAssign<Duration> for SystemTime {
    #[track_caller]
    fn sub_assign(&mut self, duration: Duration) {
        self.0 -= duration;
    }
}

impl fmt::Debug for SystemTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// What files say of their times.
impl From<real::SystemTime> for SystemTime {
    fn from(time: real::SystemTime) -> Self {
        Self(time)
    }
}

/// For files.
impl From<SystemTime> for real::SystemTime {
    fn from(time: SystemTime) -> Self {
        time.0
    }
}
