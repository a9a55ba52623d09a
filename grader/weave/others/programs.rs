//! The classic programs of `weave-programs`, each in a module of its own, with the std that the package's `Cargo.toml` names.
//!
//! Those that its `refused.tsv` lists are left out: they do not compile with that std.

#[path = "../programs/src/program.rs"]
mod program;

pub use program::{Expect, Litmus, Outcomes, Program, ThreadsLeft, Time};

include!(concat!(env!("OUT_DIR"), "/programs.rs"));
