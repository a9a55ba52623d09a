//! `cargo book measure`: what the plots show, measured on this machine.

mod machine;

use crate::cargo;
use crate::measured::{Experiment, Measured, Row};
use crate::room::Room;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::process::Command;

/// What a program that measures writes, a line for each way of doing something.
#[derive(Debug, Deserialize)]
struct Line {
    experiment: String,
    what: String,
    label: String,
    micros: Vec<f64>,
}

/// Measures everything, which takes minutes.
pub fn measure(room: &Room) -> Result<()> {
    let python = machine::python();
    let load = machine::load();
    let mut experiments = Vec::new();
    println!("measuring in Rust; leave the machine alone");
    let mut rust = cargo::cargo(room, "run");
    rust.args(["--release", "--package", "programs", "--bin", "measure"]);
    add(&mut experiments, "Rust", &lines(&mut rust)?);
    match &python {
        None => println!("left out: Python, which is not here"),
        Some(version) => {
            println!("measuring in Python {version}");
            add(
                &mut experiments,
                "Python",
                &lines(Command::new("python3").arg(room.book().join("programs/measure/measure.py")))?,
            );
        }
    }
    let measured = Measured { date: machine::date()?, machine: machine::machine(python, load)?, experiments };
    let path = room.data().join("measured.json");
    std::fs::create_dir_all(room.data()).with_context(|| format!("failed to make {}", room.data().display()))?;
    let text = serde_json::to_string_pretty(&measured).context("failed to write what was measured")?;
    std::fs::write(&path, format!("{text}\n")).with_context(|| format!("failed to write {}", path.display()))?;
    println!("written: book/data/measured.json");
    Ok(())
}

fn lines(command: &mut Command) -> Result<Vec<Line>> {
    let output = command.output().with_context(|| format!("failed to start {command:?}"))?;
    if !output.status.success() {
        bail!("failed to measure:\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    let lines = String::from_utf8_lossy(&output.stdout);
    lines
        .lines()
        .map(|line| serde_json::from_str(line).with_context(|| format!("failed to understand `{line}`")))
        .collect()
}

fn add(experiments: &mut Vec<Experiment>, language: &str, lines: &[Line]) {
    for line in lines {
        let mut micros = line.micros.clone();
        micros.sort_by(f64::total_cmp);
        let row = Row {
            language: language.to_owned(),
            label: line.label.clone(),
            runs: micros.len(),
            quantiles: Row::of(&micros),
        };
        match experiments.iter_mut().find(|one| one.name == line.experiment) {
            Some(experiment) => experiment.rows.push(row),
            None => {
                experiments.push(Experiment { name: line.experiment.clone(), what: line.what.clone(), rows: vec![row] })
            }
        }
    }
}
