//! What can be asked of `grader`, as clap reads it; the comments are the help. What is done is in the files beside this one.

mod class;
mod practice;

use std::path::PathBuf;

use clap::{
    Args, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};

pub(super) use class::{Batch, Collect, Merge, Publish, Query, Results};
pub(super) use practice::{
    Check, EventFormat, Hint, Named, Open, Solution, Status, StatusFormat, Trace, TraceFormat, Watch,
};

use crate::sandbox::Level;

const EXAMPLES: &str = "\
Examples:
  cargo grader grade exercises --exercise ex01   grade your own ex01
  cargo grader explain not-joined                what a verdict means, and what to do
  cargo grader grade PATH --format json --output report.json
  cargo grader doctor                            how far this machine's verdicts can be trusted

Exit codes: 0 everything passed; 1 not everything passed; 2 the command line is wrong, or the path holds no submission;
70 a fault of the grader, of the course's files or of this machine, which says nothing about the submission.";

const DOCTOR_EXAMPLES: &str = "\
Levels, from what can be put around a submission and what can be seen of it:
  A  sealed and observed, by a kernel from Linux 6.12 on
  B  the same, by an older kernel; marks can rest on either
  C  sealed, but not observed: checks that need the kernel's facts are skipped
  D  not sealed: for practice with your own code

Exit codes: 0 at level A or B; 1 at level C or D; 70 where nothing can be run at all.";

const GRADE_EXAMPLES: &str = "\
Examples:
  cargo grader grade exercises                          everything in your copy of the course
  cargo grader grade exercises --exercise ex01          one exercise, by its package or its folder's name
  cargo grader grade work/alice/ex01_thread             the folder of one exercise
  cargo grader grade work/alice --format feedback --output alice.md
  cargo grader grade work/alice --format junit --view staff --output alice.xml
  cargo grader grade work/alice --require-level B       or not at all, where less is offered

Then read the first block of the report: it names your line, what was asked, and what was seen.";

const REPLAY_EXAMPLES: &str = "\
Examples:
  cargo grader replay ex07 3:1 --scenario two_hits
  cargo grader replay ex07 3:1 work/alice --scenario two_hits

A schedule stays the same for as long as the code does. Exit codes: 0 it ends well; 1 it does not.";

const STUDENTS_EXAMPLES: &str = "\
Examples:
  cargo grader export students ../forkjoin-2026
  cargo grader export students ../forkjoin-2026 --book https://example.org/forkjoin/

The folder appears when all of it is written. Make a repository of it, and of that a template for your students.";

const SIMILARITY_EXAMPLES: &str = "\
Examples:
  cargo grader export similarity --for jplag handed-in compare --exercise ex07
  cargo grader export similarity --for dolos handed-in compare --exercise ex07

Nothing is sent anywhere. The last line is the command to run next, for a tool that you have installed.";

/// Grades concurrency exercises: it watches a program from outside, and says what it did.
#[derive(Debug, Parser)]
#[command(name = "grader", bin_name = "cargo grader", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colours.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(super) color: Color,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check one of your exercises: compiler, visible tests, then the grader's own checks.
    #[command(after_help = practice::CHECK_EXAMPLES)]
    Check(Check),
    /// Check an exercise again whenever you save one of its files, and listen to keys meanwhile.
    #[command(after_help = practice::WATCH_EXAMPLES)]
    Watch(Watch),
    /// Show what your own code does: who starts whom, who waits for whom, and where, in the terminal and as pictures.
    #[command(after_help = practice::TRACE_EXAMPLES)]
    Trace(Trace),
    /// Show where you stand: every exercise, its points, and which one is next.
    Status(Status),
    /// Show the next of three hints for an exercise, each stronger than the one before.
    Hint(Hint),
    /// Put an exercise back as it was given; what you wrote is kept beside it.
    Reset(Named),
    /// Show our solution of an exercise that has passed.
    Solution(Solution),
    /// Open the chapter of the book that goes with an exercise.
    Open(Open),
    /// Grade the exercises under a path.
    #[command(after_help = GRADE_EXAMPLES)]
    Grade(Grade),
    /// Grade a whole class, and keep every result in a store.
    #[command(after_help = class::BATCH_EXAMPLES)]
    Batch(Batch),
    /// Fetch the commits of a list of repositories, as archives that `batch` can grade where there is no network.
    #[command(after_help = class::COLLECT_EXAMPLES)]
    Collect(Collect),
    /// Join the stores of a class that was graded in shards.
    #[command(after_help = class::MERGE_EXAMPLES)]
    Merge(Merge),
    /// Ask a store what it knows.
    Results {
        #[command(subcommand)]
        command: Results,
    },
    /// Run one schedule of your own code once more, and show what each thread does in it.
    #[command(after_help = REPLAY_EXAMPLES)]
    Replay(Replay),
    /// Say how well this machine can shut submissions in and see what they do, and how to get what is missing.
    #[command(after_help = DOCTOR_EXAMPLES)]
    Doctor(Doctor),
    /// List the exercises, their checks and their points.
    List,
    /// Tell what a verdict means, with a program that has the fault and one that does not.
    Explain {
        /// Its name, as a report prints it; all of them are listed without one.
        #[arg(value_name = "VERDICT")]
        verdict: Option<String>,
    },
    /// Write what leaves the course: the repository for students, or what tools that look for copied work read.
    Export {
        #[command(subcommand)]
        command: Export,
    },
    /// Write completions of the command line, for a shell to read.
    Completions {
        /// The shell.
        #[arg(value_enum, value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Write the man page: `cargo grader man | man -l -`.
    Man,
    /// Look after the course's own files.
    Course {
        #[command(subcommand)]
        command: Course,
    },
}

#[derive(Debug, Args)]
pub(super) struct Grade {
    /// A workspace with `exercises/` in it, a folder of exercises, or the folder of one exercise.
    #[arg(value_name = "PATH")]
    pub(super) path: PathBuf,
    /// Grade only this exercise (`ex01` or `ex01_thread`); may be given several times.
    #[arg(long, short, value_name = "EXERCISE")]
    pub(super) exercise: Vec<String>,
    /// How the report is written.
    #[arg(long, short, value_enum, value_name = "FORMAT", default_value_t = Format::Terminal)]
    pub(super) format: Format,
    /// Whom the report is for. Terminal, json and markdown are for staff, the other formats for students; gradescope, junit,
    /// sarif, github and github-summary can be had for staff as well.
    #[arg(long, value_enum, value_name = "VIEW")]
    pub(super) view: Option<Audience>,
    /// Write the report to this file; it appears when it is whole, and a file that is there stays until then.
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Grade only where submissions are shut in and observed this well, A to D; `cargo grader doctor` tells what there is.
    #[arg(long, value_name = "LEVEL", value_parser = level(), ignore_case = true)]
    pub(super) require_level: Option<Level>,
}

#[derive(Debug, Args)]
pub(super) struct Replay {
    /// The exercise (`ex07` or `ex07_atomics`).
    #[arg(value_name = "EXERCISE")]
    pub(super) exercise: String,
    /// The schedule, as a report prints it after `replay`: `3:1`.
    #[arg(value_name = "SCHEDULE")]
    pub(super) schedule: String,
    /// A workspace with `exercises/` in it, a folder of exercises, or the folder of one exercise.
    #[arg(value_name = "PATH", default_value = "exercises")]
    pub(super) path: PathBuf,
    /// The scenario that it is a schedule of; needed where the exercise has several.
    #[arg(long, short, value_name = "NAME")]
    pub(super) scenario: Option<String>,
}

fn level() -> impl TypedValueParser<Value = Level> {
    let name = |letter: String| Level::ALL.into_iter().find(|level| level.name().eq_ignore_ascii_case(&letter));
    PossibleValuesParser::new(Level::ALL.map(Level::name)).try_map(move |letter| name(letter).ok_or("no level"))
}

#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// How it is written.
    #[arg(long, short, value_enum, default_value_t = DoctorFormat::Terminal)]
    pub(super) format: DoctorFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DoctorFormat {
    /// For reading at a terminal.
    Terminal,
    /// For programs; `grader/doctor.schema.json` describes it.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading at a terminal.
    Terminal,
    /// For programs; `grader/report.schema.json` describes it.
    Json,
    /// For one page that staff read.
    Markdown,
    /// For whoever handed in, as Markdown: a mail, an issue, a pull request.
    Feedback,
    /// `result.json` of Classroom 50; whose it is comes from the environment variables that its runner sets.
    Classroom50,
    /// `results.json` of Gradescope.
    Gradescope,
    /// `results.json` of Exercism, version 3, of one exercise.
    Exercism,
    /// JUnit's XML, for servers of continuous integration.
    Junit,
    /// SARIF 2.1.0, for editors and code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, which mark the student's lines.
    Github,
    /// The summary page of a job of GitHub Actions, as Markdown.
    GithubSummary,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Audience {
    /// Whoever handed in: of a hidden check its number, its points and its verdict, and no path of this machine.
    Student,
    /// Whoever teaches: everything.
    Staff,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Export {
    /// Write the repository that students get: stubs and visible tests, no solution, no hidden check, no grader.
    #[command(after_help = STUDENTS_EXAMPLES)]
    Students {
        /// Where it is to be: nothing is there yet, or an empty folder.
        #[arg(value_name = "DIR")]
        place: PathBuf,
        /// The address of the book's first page, for the README.
        #[arg(long, value_name = "URL")]
        book: Option<String>,
    },
    /// Write the submissions for one exercise as Dolos or JPlag read them, with the stub as the code that all have in common.
    #[command(after_help = SIMILARITY_EXAMPLES)]
    Similarity {
        /// The tool that is to compare them.
        #[arg(long = "for", value_enum, value_name = "TOOL")]
        tool: Tool,
        /// A folder with a folder for each student: what `cargo grader grade` takes.
        #[arg(value_name = "SUBMISSIONS")]
        submissions: PathBuf,
        /// Where it is to be: nothing is there yet, or an empty folder.
        #[arg(value_name = "DIR")]
        place: PathBuf,
        /// The exercise (`ex07` or `ex07_atomics`).
        #[arg(long, short, value_name = "EXERCISE")]
        exercise: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Tool {
    /// <https://dolos.ugent.be>
    Dolos,
    /// <https://github.com/jplag/JPlag>
    Jplag,
}

#[derive(Debug, Subcommand)]
pub(super) enum Course {
    /// Start an exercise: all its rooms, with a small example that works, to be replaced by yours.
    New {
        /// Its name in every room: `ex25_word`.
        #[arg(value_name = "STEM")]
        stem: String,
        /// Its checks hold under every schedule of its threads.
        #[arg(long)]
        explored: bool,
    },
    /// Make the stubs in `exercises/` from `solutions/`.
    Stubs {
        /// Only say what would change; exit code 1 where something would.
        #[arg(long)]
        check: bool,
    },
    /// Say what in the course's files does not fit together; exit code 1 where something does not.
    Tidy,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
