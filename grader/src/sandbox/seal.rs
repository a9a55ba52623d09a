//! How a run is shut in. Which of it this machine offers is `probe`'s to find out; the files beside this one enforce it, and
//! what cannot be enforced as the seal says ends the run before it begins.

use serde::{Deserialize, Serialize};

/// The first of the users that runs are where the grader is root: each launcher has one of its own, by its process number. The
/// kernel counts tasks, and descriptors that are on their way through sockets, by user: of one user, a run that uses up what
/// there is would have another one refused. These numbers are beyond what systems give out.
pub const FIRST_USER: u32 = 0x7000_0000;
/// The user of all runs where those are not to be had, as in a container that knows few users: the one that owns nothing.
pub const NOBODY: u32 = 65_534;

/// The layers around a run. The bounds on CPU time, memory, output and counts hold at every level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// Which files it can reach (Landlock).
    pub files: Files,
    /// Whether only calls of a list are allowed (seccomp).
    pub calls: bool,
    /// Whether every task is observed (ptrace), and killed with the launcher whatever happens.
    pub observed: bool,
    /// The user that it runs as, where it is not ours; of a machine, [`FIRST_USER`] or [`NOBODY`].
    pub uid: Option<u32>,
}

/// See [`Seal::files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Files {
    /// All that its user can reach.
    Open,
    /// Those of its plan.
    Shut,
    /// Those of its plan; and no TCP, no abstract socket and no signal to outside, by the kernel itself.
    Scoped,
}

/// How much a verdict can be trusted on this machine, from the layers that are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// Shut in and observed, by a kernel that knows Landlock's scopes (ABI 6, Linux 6.12).
    A,
    /// The same, with an older Landlock: sockets and signals are refused by the list of calls alone.
    B,
    /// Shut in, but not observed: what only the kernel can tell is not judged.
    C,
    /// Not shut in: for practice with one's own code.
    D,
}

impl Seal {
    /// Nothing is shut, and nothing is observed.
    pub const NONE: Seal = Seal { files: Files::Open, calls: false, observed: false, uid: None };

    /// The level that these layers make.
    pub fn level(&self) -> Level {
        match (self.files, self.calls, self.observed) {
            (Files::Open, ..) | (_, false, _) => Level::D,
            (_, true, false) => Level::C,
            (Files::Shut, true, true) => Level::B,
            (Files::Scoped, true, true) => Level::A,
        }
    }

    /// Whether a run can connect sockets: the list of calls refuses it, and who observes does it in the run's place.
    pub fn connects(&self) -> bool {
        self.observed || !self.calls
    }
}

/// The variable by which the grader tells the hidden checks how to shut runs in, so that what a report says of it holds
/// of every run.
pub const GRADER_SEAL: &str = "GRADER_SEAL";

impl std::fmt::Display for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| std::fmt::Error)?)
    }
}

impl std::str::FromStr for Seal {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Seal, serde_json::Error> {
        serde_json::from_str(text)
    }
}

impl Level {
    /// All levels, the strongest first.
    pub const ALL: [Level; 4] = [Level::A, Level::B, Level::C, Level::D];

    /// Its letter.
    pub fn name(self) -> &'static str {
        match self {
            Level::A => "A",
            Level::B => "B",
            Level::C => "C",
            Level::D => "D",
        }
    }

    /// Whether marks can rest on what is found at it.
    pub fn bears_marks(self) -> bool {
        self <= Level::B
    }

    /// What it means, in a sentence for a teacher.
    pub fn meaning(self) -> &'static str {
        match self {
            Level::A => "sealed and observed: marks can rest on it",
            Level::B => "sealed and observed, by an older kernel: marks can rest on it",
            Level::C => "sealed, but not observed: checks that need the kernel's facts are skipped",
            Level::D => "not sealed: for practice with your own code, not for marks",
        }
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_layer_that_is_missing_lowers_the_level() {
        let whole = Seal { files: Files::Scoped, calls: true, observed: true, uid: None };
        for (seal, level) in [
            (whole, Level::A),
            (Seal { uid: Some(1), ..whole }, Level::A),
            (Seal { files: Files::Shut, ..whole }, Level::B),
            (Seal { observed: false, ..whole }, Level::C),
            (Seal { files: Files::Shut, observed: false, ..whole }, Level::C),
            (Seal { calls: false, ..whole }, Level::D),
            (Seal { files: Files::Open, ..whole }, Level::D),
            (Seal::NONE, Level::D),
        ] {
            assert_eq!(seal.level(), level, "{seal:?}");
        }
        assert!(whole.connects() && Seal::NONE.connects() && !Seal { observed: false, ..whole }.connects());
        assert_eq!(whole.to_string().parse::<Seal>().unwrap(), whole);
        assert!(Level::A < Level::D, "a demand is met by what comes before it");
    }
}
