//! Programs in plain std for testing an explorer of schedules: each with the verdict and the outcomes it must find.
//!
//! They are compiled twice: with the real std, and with a crate in its place that the explorer controls.

#![expect(clippy::unwrap_used, reason = "the programs are written as people write them")]

pub mod channels;
pub mod classic;
pub mod clock;
pub mod endless;
pub mod ends;
pub mod litmus;
mod program;
pub mod random;
pub mod state;

pub use program::{Expect, Litmus, Outcomes, Program, ThreadsLeft, Time};
pub use random::{random, random_leaving, random_leaving_one};

/// The programs by the module that holds them.
pub const GROUPS: &[(&str, &[Program])] = &[
    ("classic::counters", classic::counters::PROGRAMS),
    ("classic::locks", classic::locks::PROGRAMS),
    ("classic::condvars", classic::condvars::PROGRAMS),
    ("classic::channels", classic::channels::PROGRAMS),
    ("classic::ordering", classic::ordering::PROGRAMS),
    ("classic::threads", classic::threads::PROGRAMS),
    ("classic::queue", classic::queue::PROGRAMS),
    ("classic::pool", classic::pool::PROGRAMS),
    ("litmus::buffering", litmus::buffering::PROGRAMS),
    ("litmus::passing", litmus::passing::PROGRAMS),
    ("litmus::sequences", litmus::sequences::PROGRAMS),
    ("litmus::coherence", litmus::coherence::PROGRAMS),
    ("litmus::copies", litmus::copies::PROGRAMS),
    ("litmus::exchange", litmus::exchange::PROGRAMS),
    ("channels::rendezvous", channels::rendezvous::PROGRAMS),
    ("channels::bounded", channels::bounded::PROGRAMS),
    ("ends::destructors", ends::destructors::PROGRAMS),
    ("ends::left", ends::left::PROGRAMS),
    ("ends::panics", ends::panics::PROGRAMS),
    ("ends::shared", ends::shared::PROGRAMS),
    ("clock::far", clock::far::PROGRAMS),
    ("clock::near", clock::near::PROGRAMS),
    ("endless::crowds", endless::crowds::PROGRAMS),
    ("endless::loops", endless::loops::PROGRAMS),
    ("state::statics", state::statics::PROGRAMS),
    ("state::same", state::same::PROGRAMS),
    ("state::cells", state::cells::PROGRAMS),
];

/// All programs, in the order of the groups.
pub const PROGRAMS: &[Program] = &flatten::<{ count() }>();

const fn count() -> usize {
    let (mut count, mut group) = (0, 0);
    while group < GROUPS.len() {
        count += GROUPS[group].1.len();
        group += 1;
    }
    count
}

const fn flatten<const COUNT: usize>() -> [Program; COUNT] {
    let mut programs = [GROUPS[0].1[0]; COUNT];
    let (mut next, mut group) = (0, 0);
    while group < GROUPS.len() {
        let mut which = 0;
        while which < GROUPS[group].1.len() {
            programs[next] = GROUPS[group].1[which];
            next += 1;
            which += 1;
        }
        group += 1;
    }
    programs
}
