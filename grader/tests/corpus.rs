//! The corpus as a test: every submission in `hidden/*/submissions` is graded by our own command, as a teacher would, and
//! must get the verdict that its folder is named after. A line marked `//~ verdict` is the one that the report must name.
//! The table of all results goes to `target/grader/corpus.tsv`, for whoever compares runs.
//!
//! All of it is graded as a class, in which one student has handed in the solutions, one the stubs, and the next ones an answer to
//! each exercise, which is built together with the others of theirs. Where only some are asked for by name, each is graded alone;
//! so it is with `CORPUS_SLICE=2/12`, the second of 12 slices: all solutions and stubs, and every twelfth of the others, so that
//! no check is left out.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    num::NonZero,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, OnceLock},
    thread,
};

use copy::copy;
use grader::judge::Verdict;
use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use serde_json::Value;
use tempfile::TempDir;

#[path = "support/copy.rs"]
mod copy;
#[path = "support/hidden.rs"]
mod hidden;

/// What each submission came to, by stem and folder.
type Table = Arc<Mutex<BTreeMap<String, String>>>;

fn main() {
    let mut arguments = Arguments::from_args();
    // A submission is waited for about as long as it computes.
    arguments.test_threads.get_or_insert(2 * thread::available_parallelism().map_or(1, NonZero::get));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the repository").to_owned();
    let table = Table::default();
    let hidden = if arguments.list { PathBuf::new() } else { hidden::hidden_binary(&root) };
    let slice = env::var("CORPUS_SLICE").ok();
    let is_whole = slice.is_none() && arguments.filter.is_none() && arguments.skip.is_empty();
    let entries = match &slice {
        Some(slice) => sliced(entries(&root), slice),
        None => entries(&root),
    };
    let class = if is_whole { class(&entries) } else { Vec::new() };
    let trials = entries.into_iter().map(|entry| {
        let (table, hidden) = (table.clone(), hidden.clone());
        let student = class.iter().find(|student| student.has(&entry)).cloned();
        let name = format!("{}/{}", entry.stem, entry.name);
        let judged = move || {
            let exercise = match student {
                Some(student) => student.graded(&entry, &hidden)?,
                None => reported(&entry.folder, &hidden, &entry.stem)?,
            };
            compare(&entry, &exercise, &table)
        };
        Trial::test(name, judged)
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    if !arguments.list {
        write_table(&root, &table, &conclusion);
    }
    conclusion.exit();
}

/// A folder of the corpus, the stub or the solution of an exercise.
struct Entry {
    stem: String,
    name: String,
    folder: PathBuf,
    verdict: Option<Verdict>,
}

/// Found at run time, so that adding a submission is adding a folder.
fn entries(root: &Path) -> Vec<Entry> {
    let mut entries = Vec::new();
    let is_exercise = |stem: &String| root.join("grader/hidden").join(stem).join("exercise.toml").is_file();
    for stem in folders(&root.join("grader/hidden")).into_iter().filter(is_exercise) {
        let entry =
            |name: &str, folder: PathBuf, verdict| Entry { stem: stem.clone(), name: name.to_owned(), folder, verdict };
        entries.push(entry("solution", root.join("solutions").join(&stem), Some(Verdict::Passed)));
        entries.push(entry("stub", root.join("exercises").join(&stem), Some(Verdict::Unfinished)));
        let submissions = root.join("grader/hidden").join(&stem).join("submissions");
        for name in folders(&submissions) {
            entries.push(entry(&name, submissions.join(&name), Verdict::of_folder(&name)));
        }
    }
    entries
}

/// What belongs to a slice, such as `2/12`.
fn sliced(entries: Vec<Entry>, slice: &str) -> Vec<Entry> {
    let numbers = slice.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
    let Some((number, of)) = numbers.filter(|(number, of)| (1..=*of).contains(number)) else {
        panic!("CORPUS_SLICE={slice}: say which slice of how many, such as 2/12");
    };
    let (ours, handed_in): (Vec<Entry>, Vec<Entry>) =
        entries.into_iter().partition(|entry| ["solution", "stub"].contains(&entry.name.as_str()));
    ours.into_iter().chain(handed_in.into_iter().skip(number - 1).step_by(of)).collect()
}

fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let folders = entries.map(|entry| entry.expect("the folder can be read")).filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Somebody who has handed in one submission to each exercise, as far as there are enough of them.
struct Student {
    /// Folders by stems.
    entries: BTreeMap<String, PathBuf>,
    /// What grading all of them came to, once it was done.
    exercises: OnceLock<Result<Vec<Value>, String>>,
}

/// The first entry of each exercise is the first student's, and so on.
fn class(entries: &[Entry]) -> Vec<Arc<Student>> {
    let mut class: Vec<BTreeMap<String, PathBuf>> = Vec::new();
    for entry in entries {
        let has_none = |student: &&mut BTreeMap<String, PathBuf>| !student.contains_key(&entry.stem);
        match class.iter_mut().find(has_none) {
            Some(student) => drop(student.insert(entry.stem.clone(), entry.folder.clone())),
            None => class.push(BTreeMap::from([(entry.stem.clone(), entry.folder.clone())])),
        }
    }
    class.into_iter().map(|entries| Arc::new(Student { entries, exercises: OnceLock::new() })).collect()
}

impl Student {
    fn has(&self, entry: &Entry) -> bool {
        self.entries.get(&entry.stem) == Some(&entry.folder)
    }

    /// The report on that entry of theirs. Whoever asks first grades all of them.
    fn graded(&self, entry: &Entry, hidden: &Path) -> Result<Value, Failed> {
        let exercises = self.exercises.get_or_init(|| self.grade(hidden).map_err(|error| error.to_string()));
        let exercises = exercises.as_ref().map_err(Failed::from)?;
        let is_it = |exercise: &&Value| exercise["stem"] == *entry.stem;
        Ok(exercises.iter().find(is_it).ok_or("the report lacks it")?.clone())
    }

    fn grade(&self, hidden: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
        let folder = TempDir::new()?;
        for (stem, submission) in &self.entries {
            copy(submission, &folder.path().join(stem))?;
        }
        report(folder.path(), hidden, &[])
    }
}

/// The report on one submission that is graded alone.
fn reported(folder: &Path, hidden: &Path, stem: &str) -> Result<Value, Failed> {
    let exercises = report(folder, hidden, &["--exercise", stem])?;
    Ok(exercises.into_iter().next().ok_or("the report is empty")?)
}

/// What our command reports of each exercise of `folder`.
fn report(folder: &Path, hidden: &Path, arguments: &[&str]) -> Result<Vec<Value>, Box<dyn Error>> {
    let mut grader = Command::new(env!("CARGO_BIN_EXE_grader"));
    grader.arg("grade").arg(folder).args(arguments).args(["--format", "json"]);
    let output = grader.env("GRADER_HIDDEN", hidden).output()?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    let report: Value = serde_json::from_slice(&output.stdout).map_err(|error| format!("{error}: {complaint}"))?;
    Ok(report["exercises"].as_array().cloned().unwrap_or_default())
}

fn compare(entry: &Entry, exercise: &Value, table: &Table) -> Result<(), Failed> {
    let named = named_place(exercise);
    let checks: Vec<String> =
        checks(exercise).map(|check| format!("{}={}", text(&check["id"]), text(&check["verdict"]))).collect();
    let row = [entry.stem.clone(), entry.name.clone(), text(&exercise["verdict"]), named.clone(), checks.join(" ")];
    table.lock().expect("no test panics in between").insert(format!("{}/{}", entry.stem, entry.name), row.join("\t"));
    let expected = entry.verdict.ok_or("the folder's name begins with no verdict")?;
    if text(&exercise["verdict"]) != expected.name() {
        return Err(format!("got {}, not {expected}:\n{exercise:#}", exercise["verdict"]).into());
    }
    match marked(&entry.folder, expected) {
        Some(marked) if marked != named => Err(format!("named {named:?}, not {marked:?}:\n{exercise:#}").into()),
        _ => Ok(()),
    }
}

/// The line that the verdict of an exercise names: that of the first check with this verdict, or of the refusal.
fn named_place(exercise: &Value) -> String {
    let of_verdict = checks(exercise).filter(|check| check["verdict"] == exercise["verdict"]);
    let mut places = of_verdict.chain([&exercise["refusal"]]).filter(|finding| finding["file"].is_string());
    places.next().map(|finding| format!("{}:{}", text(&finding["file"]), finding["line"])).unwrap_or_default()
}

fn checks(exercise: &Value) -> impl Iterator<Item = &Value> {
    exercise["checks"].as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The line with the mark, as the report would name it; a mark on a line of its own is about the line above.
fn marked(folder: &Path, verdict: Verdict) -> Option<String> {
    let source = fs::read_to_string(folder.join("src/lib.rs")).ok()?;
    let mark = format!("//~ {verdict}");
    let (above, line) = source.lines().enumerate().find(|(_, line)| line.contains(&mark))?;
    let line = if line.trim() == mark { above } else { above + 1 };
    Some(format!("src/lib.rs:{line}"))
}

fn write_table(root: &Path, table: &Table, conclusion: &Conclusion) {
    let folder = root.join("target/grader");
    let rows: Vec<String> = table.lock().expect("no test panics in between").values().cloned().collect();
    let written =
        fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join("corpus.tsv"), rows.join("\n") + "\n"));
    written.expect("the table can be written");
    println!("{} submissions graded, {} as they should be", rows.len(), conclusion.num_passed);
}
