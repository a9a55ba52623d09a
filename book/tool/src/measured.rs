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
    /// How many threads wanted a core when it began, on average over the minute before: 0 is an idle machine.
    #[serde(default)]
    pub load: f64,
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
    /// How often it was run.
    pub runs: usize,
    /// In microseconds: a tenth of the runs is below the first, half below the second, a tenth above the third.
    pub quantiles: [f64; 3],
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
    /// The quantiles of runs that are in order of size.
    #[must_use]
    pub fn of(micros: &[f64]) -> [f64; 3] {
        let at = |part: f64| {
            let index = (part * micros.len().saturating_sub(1) as f64).round() as usize;
            let micros = micros.get(index).copied().unwrap_or_default();
            (micros * 10.0).round() / 10.0
        };
        [at(0.1), at(0.5), at(0.9)]
    }
}

/// When and where, in a sentence or two.
#[must_use]
pub fn source(measured: &Measured, experiment: &Experiment) -> String {
    let Machine { processor, cores, system, load, rust, python } = &measured.machine;
    let runs = experiment.rows.iter().map(|row| row.runs).min().unwrap_or_default();
    let python = python.as_ref().map_or_else(String::new, |version| format!(", Python {version}"));
    let busy = match *load {
        load if load < 0.5 => "otherwise idle".to_owned(),
        load => format!("otherwise busy (load {load:.1}), so that others are in these numbers too"),
    };
    let cores = if *cores == 1 { "one core".to_owned() } else { format!("{cores} cores") };
    format!(
        "{} Bars: the median of {runs} runs or more; lines: without the fastest and the slowest tenth. Measured on {}, on {cores} of {processor}, {system}, Rust {rust}{python}; {busy}.",
        experiment.what, measured.date
    )
}
