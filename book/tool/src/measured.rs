//! What was measured, on which machine, and when.

use crate::room::Room;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// All of it, as it is committed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Measured {
    /// The day, `2026-01-31`.
    pub date: String,
    /// The machine, without a name.
    pub machine: Machine,
    /// What was measured.
    pub experiments: Vec<Experiment>,
}

/// A machine.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Machine {
    /// Its processor.
    pub processor: String,
    /// Cores that a program may use.
    pub cores: usize,
    /// Its operating system.
    pub system: String,
    /// The compiler.
    pub rust: String,
    /// The version of Python, where there is one.
    pub python: Option<String>,
}

/// One question, and what each way of doing it took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Experiment {
    /// `start`, `io-bound` or `cpu-bound`.
    pub name: String,
    /// What each run did, as a fragment.
    pub what: String,
    /// The ways, in order.
    pub rows: Vec<Row>,
}

/// One way of doing it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// `Rust` or `Python`.
    pub language: String,
    /// Such as `2 threads`.
    pub label: String,
    /// Times of the runs in microseconds, in order of size.
    pub micros: Vec<f64>,
}

impl Measured {
    /// What is committed.
    pub fn read(room: &Room) -> Result<Measured> {
        let path = room.data().join("measured.json");
        let text = std::fs::read(&path).with_context(|| "failed to read book/data/measured.json".to_owned())?;
        serde_json::from_slice(&text).context("failed to understand book/data/measured.json")
    }
}

impl Row {
    /// The middle of its runs, and the smallest and the largest.
    #[must_use]
    pub fn middle(&self) -> (f64, f64, f64) {
        let first = self.micros.first().copied().unwrap_or_default();
        let last = self.micros.last().copied().unwrap_or_default();
        (self.micros.get(self.micros.len() / 2).copied().unwrap_or_default(), first, last)
    }
}

/// When and where, in a sentence or two.
#[must_use]
pub fn source(measured: &Measured, experiment: &Experiment) -> String {
    let Machine { processor, cores, system, rust, python } = &measured.machine;
    let runs = experiment.rows.iter().map(|row| row.micros.len()).min().unwrap_or_default();
    let python = python.as_ref().map_or_else(String::new, |version| format!(", Python {version}"));
    let cores = if *cores == 1 { "one core".to_owned() } else { format!("{cores} cores") };
    format!(
        "{}. Median of {runs} runs or more, with the fastest and the slowest. Measured on {}, on {cores} of {processor}, {system}, Rust {rust}{python}.",
        experiment.what, measured.date
    )
}
