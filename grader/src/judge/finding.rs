//! One thing that was found wrong, and the results that are made of such findings. Pure data; `report` prints it.

use serde::{Deserialize, Serialize};

use super::{Trace, Verdict};

/// One thing that does not hold, in words for the student.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Its name.
    pub verdict: Verdict,
    /// What happened, in one sentence: "thread 1 was never joined".
    pub message: String,
    /// What was asked for.
    pub expected: String,
    /// What was seen.
    pub seen: String,
    /// The student's line, where one is to blame.
    pub place: Option<Place>,
    /// Further lines that belong to it, each with what it did: where each blocked thread waits.
    #[serde(default)]
    pub also: Vec<(String, Place)>,
    /// The schedule that shows it.
    #[serde(default)]
    pub replay: Option<Box<Replay>>,
}

/// What runs a schedule once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    /// The scenario, by its name in `scenarios.rs`.
    pub scenario: String,
    /// The schedule: `3:1`.
    pub schedule: String,
    /// What happens under it.
    #[serde(default)]
    pub trace: Trace,
}

impl Finding {
    /// A finding without a place.
    pub fn new(verdict: Verdict, message: impl Into<String>) -> Finding {
        Finding {
            verdict,
            message: message.into(),
            expected: String::new(),
            seen: String::new(),
            place: None,
            also: Vec::new(),
            replay: None,
        }
    }

    /// Says what was asked for and what was seen in its stead.
    #[must_use]
    pub fn contrast(mut self, expected: impl Into<String>, seen: impl Into<String>) -> Finding {
        (self.expected, self.seen) = (expected.into(), seen.into());
        self
    }

    /// Names the student's line.
    #[must_use]
    pub fn at(mut self, place: Option<Place>) -> Finding {
        self.place = place;
        self
    }
}

/// A line of a student's file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file, relative to the exercise's folder: `src/lib.rs`.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// What one case of a check came to. The hidden test binary writes these, one JSON line each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The exercise's stem.
    pub stem: String,
    /// The check's id in `exercise.toml`.
    pub check: String,
    /// The case, as the student may see it: `pause=5ms`.
    pub case: String,
    /// The seed that the case was drawn from, where it was drawn.
    pub seed: Option<u64>,
    /// How it went.
    pub outcome: Outcome,
    /// The threads and processes of the run, drawn as text; empty where nothing ran.
    #[serde(default)]
    pub timeline: Vec<String>,
    /// CPU time of the run, in microseconds.
    #[serde(default)]
    pub cpu_us: u64,
    /// Which schedules were explored, where they were.
    #[serde(default)]
    pub covered: Option<Covered>,
    /// What may be said of an answer that is right all the same.
    #[serde(default)]
    pub remark: Option<String>,
    /// All that can be drawn of the run or the schedule, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Box<draw::Picture>>,
}

impl Record {
    /// The finding to show: of those with the most severe verdict the first, but rather one that names a line.
    pub fn worst(&self) -> Option<&Finding> {
        let Outcome::Failed(findings) = &self.outcome else { return None };
        findings.iter().min_by_key(|finding| (finding.verdict.rank(), finding.place.is_none()))
    }
}

/// Which schedules were explored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// How many.
    pub schedules: u64,
    /// They are all that can make a difference.
    pub all: bool,
}

impl Covered {
    /// Those of both.
    #[must_use]
    pub fn and(self, other: Covered) -> Covered {
        Covered { schedules: self.schedules.saturating_add(other.schedules), all: self.all && other.all }
    }
}

impl std::fmt::Display for Covered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.all {
            true => write!(f, "all schedules ({})", self.schedules),
            false => write!(f, "{} schedules, not all there are", self.schedules),
        }
    }
}

/// How one case went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Everything holds.
    Passed,
    /// Something does not.
    Failed(Vec<Finding>),
    /// It was not judged, for this reason.
    Skipped(String),
    /// This machine cannot judge it.
    Unjudged(Lack),
    /// We failed, not the submission.
    Fault(String),
}

/// Why a case cannot be judged on this machine, whatever the submission is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lack {
    /// It is about what only the kernel can tell, and nobody observes runs here.
    Sight,
    /// It is about what happens when a write fails, and nobody is there who could make it fail.
    Hand,
    /// It needs sockets, and nobody is there who could connect them in the run's place.
    Seal,
}

impl std::fmt::Display for Lack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Lack::Sight => "this machine cannot see it",
            Lack::Hand => "this machine cannot make a write fail",
            Lack::Seal => "this machine cannot shut it in",
        })
    }
}
