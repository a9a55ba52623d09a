//! The explorers, and the programs as each of them sees them.

use under_weave::Program;

/// An explorer, or one of the ways in which it can search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explorer {
    Weave,
    /// weave without spurious wake-ups, which none of the others has.
    Calm,
    /// The same, up to the failing schedule: without making it shorter and explaining it, which none of the others does.
    Bare,
    Random,
    Pct,
    Dfs,
    Loom,
}

impl Explorer {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 7] = [Self::Weave, Self::Calm, Self::Bare, Self::Random, Self::Pct, Self::Dfs, Self::Loom];
    /// The ways in which weave is measured.
    pub const OURS: [Self; 3] = [Self::Weave, Self::Calm, Self::Bare];
    /// What it is compared with.
    pub const OTHERS: [Self; 4] = [Self::Random, Self::Pct, Self::Dfs, Self::Loom];

    /// The head of its column.
    pub fn name(self) -> &'static str {
        match self {
            Self::Weave => "weave",
            Self::Calm => "weave-no-spurious",
            Self::Bare => "weave-unexplained",
            Self::Random => "shuttle-random",
            Self::Pct => "shuttle-pct",
            Self::Dfs => "shuttle-dfs",
            Self::Loom => "loom",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|explorer| explorer.name() == name)
    }

    /// What runs the program once, with this explorer's std; none if that does not compile.
    pub fn program(self, name: &str) -> Option<fn() -> String> {
        match self {
            Self::Weave | Self::Calm | Self::Bare => {
                programs().find(|program| program.name == name).map(|program| program.run)
            }
            Self::Random | Self::Pct | Self::Dfs => {
                under_shuttle::PROGRAMS.concat().iter().find(|program| program.name == name).map(|program| program.run)
            }
            Self::Loom => {
                under_loom::PROGRAMS.concat().iter().find(|program| program.name == name).map(|program| program.run)
            }
        }
    }
}

/// All programs, as weave sees them.
pub fn programs() -> impl Iterator<Item = &'static Program> {
    under_weave::PROGRAMS.iter().copied().flatten()
}
