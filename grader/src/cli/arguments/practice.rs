//! What students ask about their own copy of the course.

use clap::{Args, ValueEnum};

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  cargo grader check                        the first exercise that has not passed
  cargo grader check ex03
  cargo grader check ex03 --format json-lines

Where the hidden checks are not there, as in the copy that students of a class get, it is the visible tests alone, and no
verdict. Exit codes: 0 passed; 1 not passed; 2 the command line is wrong, or there is no such exercise; 70 a fault.";

pub(super) const TRACE_EXAMPLES: &str = "\
Examples:
  cargo grader trace ex01                   the first case that fails; else one in which several threads take part
  cargo grader trace ex01 --check writer    one of this check
  cargo grader trace ex07 --format json

It stands in the terminal, one column a thread or process, time downwards, and as pictures in target/grader/trace-exNN.html,
which needs no network. Where all schedules are explored it is the schedule that fails. Exit codes: 0 the case that is shown
passes; 1 it does not; 2 the command line is wrong, or nothing can be run; 70 a fault.";

pub(super) const WATCH_EXAMPLES: &str = "\
Keys: Enter checks again, h shows the next hint, l lists the exercises, r replays the schedule that failed, t traces what it does,
n goes to the next exercise, o opens its chapter, Esc goes back, q quits. Without a terminal they are letters on lines of standard input.

A new save ends the check under way, with everything that it has started.";

#[derive(Debug, Args)]
pub(in crate::cli) struct Check {
    /// The exercise (`ex01`, `ex01_thread`, or a path into its folder); the first one that has not passed if none is named.
    #[arg(value_name = "EXERCISE")]
    pub(in crate::cli) exercise: Option<String>,
    /// How it is told.
    #[arg(long, short, value_enum, value_name = "FORMAT", default_value_t = EventFormat::Terminal)]
    pub(in crate::cli) format: EventFormat,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Watch {
    /// The exercise (`ex01`); the first one that has not passed if none is named.
    #[arg(value_name = "EXERCISE")]
    pub(in crate::cli) exercise: Option<String>,
    /// Lines rather than a full screen; so it is anyway where there is no terminal.
    #[arg(long)]
    pub(in crate::cli) plain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EventFormat {
    /// For reading at a terminal.
    Terminal,
    /// For editors: one JSON object a line, as it happens; `grader/events.schema.json` describes them.
    JsonLines,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Trace {
    /// The exercise (`ex01`, `ex01_thread`, or a path into its folder); the first one that has not passed if none is named.
    #[arg(value_name = "EXERCISE")]
    pub(in crate::cli) exercise: Option<String>,
    /// Show a case of this check, by its id as a report prints it.
    #[arg(long, short, value_name = "CHECK")]
    pub(in crate::cli) check: Option<String>,
    /// How it is told.
    #[arg(long, short, value_enum, value_name = "FORMAT", default_value_t = TraceFormat::Terminal)]
    pub(in crate::cli) format: TraceFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TraceFormat {
    /// For reading at a terminal.
    Terminal,
    /// For programs; `grader/trace.schema.json` describes it.
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Status {
    /// How it is written.
    #[arg(long, short, value_enum, value_name = "FORMAT", default_value_t = StatusFormat::Terminal)]
    pub(in crate::cli) format: StatusFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum StatusFormat {
    /// For reading at a terminal.
    Terminal,
    /// For programs; `docs/loop.md` describes it.
    Json,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Hint {
    /// The exercise (`ex01`); the first one that has not passed if none is named.
    #[arg(value_name = "EXERCISE")]
    pub(in crate::cli) exercise: Option<String>,
    /// Show this one, from 1 to 3, rather than the next.
    #[arg(long, short, value_name = "N")]
    pub(in crate::cli) number: Option<usize>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Named {
    /// The exercise (`ex01`).
    #[arg(value_name = "EXERCISE")]
    pub(in crate::cli) exercise: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Solution {
    /// The exercise (`ex01`).
    #[arg(value_name = "EXERCISE")]
    pub(in crate::cli) exercise: String,
    /// Show it although the exercise has not passed.
    #[arg(long)]
    pub(in crate::cli) anyway: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Open {
    /// The exercise (`ex01`); the first one that has not passed if none is named.
    #[arg(value_name = "EXERCISE")]
    pub(in crate::cli) exercise: Option<String>,
}
