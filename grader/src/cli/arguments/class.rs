//! What teachers ask of a class: grading it, and its results.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, Subcommand};

use super::level;
use crate::{pipeline::Part, sandbox::Level};

pub(super) const BATCH_EXAMPLES: &str = "\
Examples:
  cargo grader batch submissions --out graded                 everybody, all exercises
  cargo grader batch submissions --out graded --resume        go on, or grade what has changed since
  cargo grader batch class.csv --out graded --exercise ex03   commits of repositories: columns student,url,commit
  cargo grader batch submissions --out shard2 --shard 2/8     one of eight machines

Ctrl-C lets the gradings under way end and loses none; --resume goes on. A submission that is broken stops no other.

Exit codes: 0 everything was graded, whatever the verdicts; 2 the command line is wrong; 70 the grader failed at an exercise,
which `cargo grader results query` lists as `fault`; 130 it was interrupted.";

pub(super) const COLLECT_EXAMPLES: &str = "\
Example:
  cargo grader collect class.csv --out submissions
  cargo grader batch submissions/collected.csv --out graded

Nothing of what is fetched is run or even unpacked. A repository that cannot be fetched is told, and has no archive: whoever
grades finds that out. Exit codes: 0 everything was fetched; 1 something was not; 2 the command line or the list is wrong.";

pub(super) const MERGE_EXAMPLES: &str = "\
Example:
  cargo grader merge shard1 shard2 shard3 --out graded

Merging the same shard again changes nothing. Then: cargo grader results query graded";

const QUERY_EXAMPLES: &str = "\
Examples:
  cargo grader results query graded
  cargo grader results query graded --verdict deadlock
  cargo grader results query graded --student alice --exercise ex03
  cargo grader results query graded --sql 'SELECT verdict, count(*) FROM latest GROUP BY verdict'";

const PUBLISH_EXAMPLES: &str = "\
Examples:
  cargo grader results export graded --out published --title 'Concurrency, autumn'
  cargo grader results export graded --out published --roster roster.csv --times pushes.csv --late late.toml

For staff: gradebook.html, marks.csv, canvas.csv, moodle.csv, reports/. For students, without anything that is hidden:
students/ has a page for each, feedback/ the same as Markdown.";

#[derive(Debug, Args)]
pub(in crate::cli) struct Batch {
    /// A folder with a folder, a .zip or a .tar.gz for each student; or a .csv or .toml that lists repositories.
    #[arg(value_name = "SUBMISSIONS")]
    pub(in crate::cli) submissions: PathBuf,
    /// The folder for what comes out: the store `results.sqlite`.
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) out: PathBuf,
    /// Grade only this exercise (`ex01` or `ex01_thread`); may be given several times.
    #[arg(long, short, value_name = "EXERCISE")]
    pub(in crate::cli) exercise: Vec<String>,
    /// How many submissions are graded at once; as many as there are cores unless told.
    #[arg(long, short, value_name = "N")]
    pub(in crate::cli) jobs: Option<NonZeroUsize>,
    /// Grade only the Ith of N parts of the class; `cargo grader merge` joins what comes out.
    #[arg(long, value_name = "I/N", value_parser = part, default_value = "1/1", hide_default_value = true)]
    pub(in crate::cli) shard: Part,
    /// Go on in a folder where there is a store: what it knows is not graded again.
    #[arg(long)]
    pub(in crate::cli) resume: bool,
    /// Grade again what the store knows; what it knew stays in it.
    #[arg(long, requires = "resume")]
    pub(in crate::cli) anew: bool,
    /// Grade only where submissions are shut in and observed this well, A to D; `cargo grader doctor` tells what there is.
    #[arg(long, value_name = "LEVEL", value_parser = level(), ignore_case = true)]
    pub(in crate::cli) require_level: Option<Level>,
}

/// `2/8`, as the second of eight parts.
fn part(text: &str) -> Result<Part, String> {
    let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    let part = numbers.filter(|(number, of)| (1..=*of).contains(number)).map(|(number, of)| Part { number, of });
    part.ok_or_else(|| "say which part of how many, such as 1/8".to_owned())
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Collect {
    /// A .csv or .toml that lists repositories: columns student,url,commit.
    #[arg(value_name = "LIST")]
    pub(in crate::cli) list: PathBuf,
    /// The folder for the archives, and for `collected.csv`, which `batch` takes.
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) out: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Merge {
    /// Stores, or the folders that `grader batch` has left them in.
    #[arg(value_name = "SHARD", required = true)]
    pub(in crate::cli) shards: Vec<PathBuf>,
    /// The folder for the store that holds them all; one that is there is added to.
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) out: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Results {
    /// List the newest results, or answer a question in SQL.
    #[command(after_help = QUERY_EXAMPLES)]
    Query(Query),
    /// Write a class as files: gradebook, tables for other programs, a page and feedback for each student.
    #[command(after_help = PUBLISH_EXAMPLES)]
    Export(Publish),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Publish {
    /// The store, or the folder that `grader batch` has left it in.
    #[arg(value_name = "STORE")]
    pub(in crate::cli) store: PathBuf,
    /// The folder for the files; it must not be there yet.
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) out: PathBuf,
    /// What the class is called.
    #[arg(long, value_name = "TEXT", default_value = "Forkjoin")]
    pub(in crate::cli) title: String,
    /// Names and addresses: a .csv with the columns student,name,email.
    #[arg(long, value_name = "CSV")]
    pub(in crate::cli) roster: Option<PathBuf>,
    /// When everybody handed in, by a server: a .csv with the columns student,exercise,submitted_at.
    #[arg(long, value_name = "CSV")]
    pub(in crate::cli) times: Option<PathBuf>,
    /// When exercises were due and what lateness costs; `docs/late-policy.md` describes the file.
    #[arg(long, value_name = "TOML", requires = "times")]
    pub(in crate::cli) late: Option<PathBuf>,
    /// A gradebook that Canvas has exported, to fill in.
    #[arg(long, value_name = "CSV")]
    pub(in crate::cli) canvas: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Query {
    /// The store, or the folder that `grader batch` has left it in.
    #[arg(value_name = "STORE")]
    pub(in crate::cli) store: PathBuf,
    /// Only of this student.
    #[arg(long, value_name = "STUDENT")]
    pub(in crate::cli) student: Option<String>,
    /// Only of this exercise; may be given several times.
    #[arg(long, short, value_name = "EXERCISE")]
    pub(in crate::cli) exercise: Vec<String>,
    /// Only with this verdict, such as `deadlock`.
    #[arg(long, value_name = "VERDICT")]
    pub(in crate::cli) verdict: Option<String>,
    /// Answer this instead; `grader/src/store/schema.sql` describes the tables.
    #[arg(long, value_name = "SELECT", conflicts_with_all = ["student", "exercise", "verdict"])]
    pub(in crate::cli) sql: Option<String>,
}
