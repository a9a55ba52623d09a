//! A schedule as a short text: only the choices that are not the ordinary ones, `3:1,7:2`.

use crate::engine::choice::Choice;
use crate::settings::Settings;
use std::fmt;
use std::str::FromStr;

/// The choices of a schedule, and the settings that change what choices there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Replay {
    pub(crate) choices: Vec<u16>,
    pub(crate) release_points: bool,
    pub(crate) stubborn: bool,
    /// No load returned an old value: there are no choices between values.
    pub(crate) interleaving: bool,
}

impl Replay {
    pub(crate) fn new(choices: &[Choice], settings: &Settings) -> Self {
        let mut choices: Vec<u16> = choices.iter().map(|choice| choice.chosen).collect();
        trim(&mut choices);
        Self {
            choices,
            release_points: settings.release_points,
            stubborn: settings.stubborn,
            interleaving: !settings.weak_memory,
        }
    }

    pub(crate) fn apply(&self, settings: &Settings) -> Settings {
        Settings {
            release_points: self.release_points,
            stubborn: self.stubborn,
            weak_memory: !self.interleaving,
            ..settings.clone()
        }
    }
}

/// Without the ordinary choices at its end.
pub(crate) fn trim(choices: &mut Vec<u16>) {
    let used = choices.iter().rposition(|chosen| *chosen != 0).map_or(0, |last| last + 1);
    choices.truncate(used);
}

impl fmt::Display for Replay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.release_points {
            formatter.write_str("r")?;
        }
        if self.stubborn {
            formatter.write_str("s")?;
        }
        if self.interleaving {
            formatter.write_str("i")?;
        }
        let deviations = self.choices.iter().enumerate().filter(|(_, chosen)| **chosen != 0);
        let texts: Vec<String> = deviations.map(|(position, chosen)| format!("{position}:{chosen}")).collect();
        formatter.write_str(if texts.is_empty() { "0:0" } else { "" })?;
        formatter.write_str(&texts.join(","))
    }
}

impl FromStr for Replay {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a schedule: one looks like 3:1 or r3:1,7:2");
        let mut replay = Self::default();
        let mut rest = text.trim();
        if let Some(after) = rest.strip_prefix('r') {
            (rest, replay.release_points) = (after, true);
        }
        if let Some(after) = rest.strip_prefix('s') {
            (rest, replay.stubborn) = (after, true);
        }
        if let Some(after) = rest.strip_prefix('i') {
            (rest, replay.interleaving) = (after, true);
        }
        for part in rest.split(',') {
            let (position, chosen) = part.split_once(':').ok_or_else(wrong)?;
            let position: usize = position.parse().ok().filter(|position| *position < 1_000_000).ok_or_else(wrong)?;
            let chosen: u16 = chosen.parse().map_err(|_| wrong())?;
            if replay.choices.len() <= position {
                replay.choices.resize(position + 1, 0);
            }
            replay.choices[position] = chosen;
        }
        trim(&mut replay.choices);
        Ok(replay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_survives_being_written_and_read() {
        for text in ["0:0", "3:1", "r3:1,7:2", "s0:4", "i3:1", "rsi2:1"] {
            assert_eq!(text.parse::<Replay>().map(|replay| replay.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_schedule_is_refused_by_name() {
        for text in ["", "3", "3:", ":1", "3:1,", "x3:1", "99999999999:1", "3:70000", "3:-1"] {
            assert!(text.parse::<Replay>().is_err_and(|message| message.contains(text)), "{text}");
        }
    }
}
