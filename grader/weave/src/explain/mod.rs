//! What happened, in the author's own lines: who waits for whom, what went wrong, and the steps that led there.

mod files;
mod json;
mod message;
mod names;
mod notes;
pub(crate) mod source;
mod states;
mod steps;
mod suspects;
mod table;
mod text;

use crate::engine::{Execution, Place};
use names::Names;
use source::Sources;

/// A place in a source file, and the line there if the file can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Site {
    /// As the compiler was told it: relative to the folder of the workspace, mostly.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// The line without the space around it; empty if the file cannot be read.
    pub source: String,
}

/// Where a thread stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Standing {
    /// Its name, or `thread 2`; the one that runs the closure is `main`.
    pub thread: String,
    /// What it does, such as "waits to lock Mutex #1, held by main since src/lib.rs:4".
    pub state: String,
    /// For whom it waits, where it is for somebody: who holds the lock, who is to be joined. Indices of
    /// [`Explanation::threads`].
    pub waits_for: Vec<usize>,
    /// Where.
    pub at: Site,
}

/// One visible operation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Step {
    /// Which thread did it: an index of [`Explanation::threads`].
    pub thread: usize,
    /// What it did, such as "locks Mutex #1".
    pub action: String,
    /// Where.
    pub at: Site,
}

/// One execution, explained.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Explanation {
    /// What is wrong, in a sentence or a few; empty if nothing is.
    pub message: String,
    /// The place that is to blame most, as far as that can be told.
    pub at: Option<Site>,
    /// What the order of the steps means: which update was lost to which, which load returned an old value.
    pub notes: Vec<String>,
    /// Places, the likeliest to be to blame first: that of `at`, those of locks that somebody waits for in vain and of threads
    /// that wait for ever, those that the notes speak of, those between which another thread came, and then all others. For
    /// whoever wants one line of a file of theirs.
    pub suspects: Vec<Site>,
    /// All threads, in the order in which they were made.
    pub threads: Vec<Standing>,
    /// All visible operations, in their order.
    pub steps: Vec<Step>,
}

/// A place, before the line there is read.
#[derive(Clone, Debug, PartialEq)]
struct Spot {
    file: String,
    line: u32,
    column: u32,
}

impl Spot {
    fn of(at: Place) -> Self {
        Self { file: at.file().into(), line: at.line(), column: at.column() }
    }

    fn read(self, sources: &mut Sources) -> Site {
        let source = sources.line(&self.file, self.line).trim().to_owned();
        Site { file: self.file, line: self.line, column: self.column, source }
    }
}

/// Places in the order of their lines, each line once.
pub(crate) fn sites(places: Vec<Place>) -> Vec<Site> {
    let mut sources = Sources::default();
    let mut sites: Vec<Site> = places.into_iter().map(|place| Spot::of(place).read(&mut sources)).collect();
    sites.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
    sites.dedup_by(|one, other| (&one.file, one.line) == (&other.file, other.line));
    sites
}

pub(crate) fn explain(execution: &Execution) -> Explanation {
    let mut sources = Sources::default();
    let names = Names::new(execution, &mut sources);
    let (message, at) = message::message(execution, &names);
    let standing = |task| Standing {
        thread: names.thread(task).to_owned(),
        state: states::state(execution, &names, task),
        waits_for: if execution.can_go_on(task) { Vec::new() } else { execution.waits_for(task) },
        at: states::spot(execution, task).read(&mut sources),
    };
    let threads = (0..execution.tasks.len()).map(standing).collect();
    let notes = notes::notes(execution, &names);
    let suspects = suspects::suspects(execution, at.as_ref(), &notes).into_iter().map(|at| at.read(&mut sources));
    let suspects = suspects.collect();
    let steps = steps::steps(execution, &names, &mut sources);
    let notes = notes.into_iter().map(|note| note.text).collect();
    Explanation { message, at: at.map(|at| at.read(&mut sources)), notes, suspects, threads, steps }
}
