//! What is said of the machine: enough to compare with another, and nothing that names it.

use crate::measured::Machine;
use anyhow::{Context, Result};
use std::process::Command;

/// This machine.
pub(super) fn machine(python: Option<String>, load: f64) -> Result<Machine> {
    Ok(Machine {
        processor: processor().unwrap_or_else(|| "a processor that is not known".to_owned()),
        cores: std::thread::available_parallelism().context("failed to count the cores")?.get(),
        system: system(),
        load,
        rust: told("rustc", &["--version"])
            .and_then(|told| told.split(' ').nth(1).map(str::to_owned))
            .unwrap_or_default(),
        python,
    })
}

/// How many threads want a core, on average over the last minute; 0 where that is not known.
pub(super) fn load() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|load| load.parse().ok()).unwrap_or_default()
}

fn processor() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let names = text.lines().filter_map(|line| line.split_once(':'));
    let name = names.filter(|(key, _)| key.trim() == "model name").map(|(_, name)| name.trim().to_owned()).next();
    name.filter(|name| !name.is_empty())
}

fn system() -> String {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let version: Vec<&str> = kernel.trim().split(['.', '-']).take(2).collect();
    match version[..] {
        [major, minor] if !major.is_empty() => format!("Linux {major}.{minor}"),
        _ => std::env::consts::OS.to_owned(),
    }
}

/// The version of Python, if it is here.
pub(super) fn python() -> Option<String> {
    told("python3", &["--version"]).and_then(|told| told.trim().strip_prefix("Python ").map(str::to_owned))
}

fn told(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Today, in UTC.
pub(super) fn date() -> Result<String> {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .context("the clock is before 1970")?
        .as_secs();
    Ok(day(seconds / 86_400))
}

/// The day with that number, from 1970-01-01 as 0.
fn day(mut left: u64) -> String {
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while left >= 365 + u64::from(is_leap(year)) {
        left -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let mut month = 0;
    let days = [31, 28 + u64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    while left >= days[month] {
        left -= days[month];
        month += 1;
    }
    format!("{year}-{:02}-{:02}", month + 1, left + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, "1970-01-01")]
    #[case(11_016, "2000-02-29")]
    #[case(20_089, "2025-01-01")]
    #[case(20_818, "2026-12-31")]
    fn days_have_dates(#[case] number: u64, #[case] date: &str) {
        assert_eq!(day(number), date);
    }
}
