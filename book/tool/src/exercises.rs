//! What the course says of its exercises, read from `exercise.toml`.

use crate::room::Room;
use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// An exercise.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// The name of its folders.
    pub stem: String,
    /// The name of its crate.
    pub package: String,
    /// Its title.
    pub title: String,
    /// How long it takes most people.
    pub minutes: u32,
    /// What its checks say; those that are hidden are left out.
    pub sentences: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    title: String,
    minutes: u32,
    #[serde(default)]
    checks: Vec<Check>,
}

#[derive(Deserialize)]
struct Check {
    sentence: String,
    #[serde(default)]
    visibility: Option<String>,
}

impl Exercise {
    /// The exercise of that package, `ex07`.
    pub fn find(room: &Room, package: &str) -> Result<Exercise> {
        let hidden = room.repository.join("grader/hidden");
        let folders = hidden.read_dir().with_context(|| format!("failed to list {}", hidden.display()))?;
        let stems = folders.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let stem = stems.into_iter().find(|stem| stem.split('_').next() == Some(package) && stem.contains('_'));
        let Some(stem) = stem else { bail!("there is no exercise `{package}`: see `cargo grader list`") };
        let path = hidden.join(&stem).join("exercise.toml");
        let text = std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
        let file: File = toml::from_str(&text).with_context(|| format!("failed to read {}", path.display()))?;
        let sentences = file.checks.into_iter().filter(|check| check.visibility.as_deref() != Some("hidden"));
        Ok(Exercise {
            package: package.to_owned(),
            title: file.title,
            minutes: file.minutes,
            sentences: sentences.map(|check| check.sentence).collect(),
            stem,
        })
    }
}
