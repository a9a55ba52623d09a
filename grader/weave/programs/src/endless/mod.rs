//! Programs with many threads, many steps or no end, for the fairness of schedules and the honesty of step limits.

pub mod crowds;
pub mod loops;
