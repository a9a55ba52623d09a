//! `output`: what a program prints, as it was recorded. Tests run it again and compare.

use crate::book::Book;
use crate::exercises::Exercise;
use crate::fields::Fields;
use crate::html;
use crate::mistake::{Mistake, Told};

/// Something to run, of which the output or the timeline is recorded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// What is run.
    pub what: What,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// The code that it must end with.
    pub exit: i32,
}

/// What can be run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A program of `book/programs`.
    Program(String),
    /// The program of an exercise's solution, by its package.
    Exercise(String),
    /// A Python program, by its path.
    Python(String),
}

const KEYS: [&str; 8] = ["program", "exercise", "python", "arguments", "exit", "shown", "title", "describe"];

/// The run that an `output` or `timeline` fence is about.
pub fn run_of(body: &str) -> Told<Run> {
    let fields = Fields::parse(body, &KEYS)?;
    fields.no_items()?;
    let (key, value) = fields.one_of(&["program", "exercise", "python"])?;
    let what = match key {
        "program" => What::Program(name(value.text.as_str(), value.line)?),
        "exercise" => What::Exercise(name(value.text.as_str(), value.line)?),
        _ => What::Python(value.text.clone()),
    };
    let arguments = fields
        .get("arguments")?
        .map_or_else(Vec::new, |value| value.text.split_whitespace().map(str::to_owned).collect());
    let exit = fields.get("exit")?.map_or(Ok(0), |value| value.number())?;
    Ok(Run { what, arguments, exit })
}

fn name(text: &str, line: usize) -> Told<String> {
    match text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
        true => Ok(text.to_owned()),
        false => Err(Mistake::at(line, format!("`{text}` is no name"))),
    }
}

impl Run {
    /// The name of the file that it is recorded in.
    #[must_use]
    pub fn file(&self) -> String {
        let what = match &self.what {
            What::Program(name) | What::Exercise(name) => name.as_str(),
            What::Python(path) => path.rsplit('/').next().unwrap_or(path),
        };
        let words = std::iter::once(what).chain(self.arguments.iter().map(String::as_str));
        let name: String = words.map(|word| word.trim_start_matches('-').to_owned()).collect::<Vec<_>>().join("-");
        name.chars().map(|letter| if letter.is_alphanumeric() || letter == '_' { letter } else { '-' }).collect()
    }

    /// The command that a reader would type.
    #[must_use]
    pub fn command(&self) -> String {
        let (program, dash) = match &self.what {
            What::Program(name) => {
                (format!("cargo run -q --manifest-path book/Cargo.toml -p programs -- run {name}"), "")
            }
            What::Exercise(package) => (format!("cargo run -q -p {package}"), " --"),
            What::Python(path) => (format!("python3 {path}"), ""),
        };
        match self.arguments.is_empty() {
            true => program,
            false => format!("{program}{dash} {}", self.arguments.join(" ")),
        }
    }
}

pub(super) fn render(body: &str, book: &Book) -> Told<String> {
    let fields = Fields::parse(body, &KEYS)?;
    let run = run_of(body)?;
    if let What::Exercise(package) = &run.what {
        Exercise::find(&book.room, package)?;
    }
    let path = book.room.data().join(format!("outputs/{}.txt", run.file()));
    let recorded = std::fs::read_to_string(&path).map_err(|_| {
        Mistake::whole(format!(
            "its output is not recorded: call `cargo book bless`, which writes book/data/outputs/{}.txt",
            run.file()
        ))
    })?;
    let command = fields.get("shown")?.map_or_else(|| run.command(), |value| value.text.clone());
    let title = fields
        .get("title")?
        .map_or_else(String::new, |title| format!("<p class=\"fj-listing\">{}</p>\n\n", html::inline(&title.text)));
    Ok(format!("{title}````console\n$ {command}\n{}\n````\n", recorded.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::program("program: greet", "greet", "cargo run -q --manifest-path book/Cargo.toml -p programs -- run greet")]
    #[case::exercise("exercise: ex01\narguments: --pause 10", "ex01-pause-10", "cargo run -q -p ex01 -- --pause 10")]
    #[case::python(
        "python: grader/tests/lesson/thread.py\narguments: 0.01",
        "thread-py-0-01",
        "python3 grader/tests/lesson/thread.py 0.01"
    )]
    fn a_run_has_a_file_and_a_command(#[case] body: &str, #[case] file: &str, #[case] command: &str) {
        let run = run_of(body).expect("it is right");
        assert_eq!((run.file().as_str(), run.command().as_str()), (file, command));
    }
}
