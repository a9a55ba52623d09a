//! Rules on the rooms: each exercise is in all of them, and its stub is cut from its solution. Checks and submissions have
//! rules of their own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::Problem;
use crate::Fault;
use crate::course::rooms::{self, EXERCISES, HIDDEN, SOLUTIONS};
use crate::course::stubs::{DifferenceKind, files_in, stub_of_file, stubs};

/// What is wrong with the rooms.
pub fn problems(root: &Path) -> Result<Vec<Problem>, Fault> {
    let mut problems = missing_in_rooms(root)?;
    let markers = bad_markers(root)?;
    if markers.is_empty() {
        problems.extend(stale_stubs(root)?);
    }
    problems.extend(markers);
    Ok(problems)
}

fn missing_in_rooms(root: &Path) -> Result<Vec<Problem>, Fault> {
    let mut all = BTreeSet::new();
    for room in [SOLUTIONS, EXERCISES, HIDDEN] {
        all.extend(rooms::stems(&root.join(room))?);
    }
    let mut problems = Vec::new();
    for stem in &all {
        for (room, remedy) in [
            (SOLUTIONS, "write the solution"),
            (EXERCISES, "run `grader course stubs`"),
            (HIDDEN, "write mod.rs, driver.rs, exercise.toml and submissions/"),
        ] {
            let folder = Path::new(room).join(stem);
            if !root.join(&folder).is_dir() {
                problems.push(Problem::new(folder, format!("the exercise is missing here: {remedy}")));
            }
        }
    }
    Ok(problems)
}

fn bad_markers(root: &Path) -> Result<Vec<Problem>, Fault> {
    let room = root.join(SOLUTIONS);
    let mut problems = Vec::new();
    for file in files_in(&room)? {
        let path = room.join(&file);
        let contents = fs::read(&path).map_err(Fault::file("read", &path))?;
        if let Err(error) = stub_of_file(&file, contents) {
            problems.push(Problem::new(Path::new(SOLUTIONS).join(file), error.to_string()).at(error.line()));
        }
    }
    Ok(problems)
}

fn stale_stubs(root: &Path) -> Result<Vec<Problem>, Fault> {
    let text = |kind| match kind {
        DifferenceKind::Missing => "the stub lacks this file",
        DifferenceKind::Changed => "the stub is not what the solution makes of it",
        DifferenceKind::Stale => "no file of the solutions makes this one",
    };
    let problem = |difference: &crate::course::Difference| {
        Problem::new(&difference.file, format!("{}: run `grader course stubs`", text(difference.kind)))
    };
    // An exercise that is missing as a whole was told already.
    Ok(stubs(root, true)?.iter().filter(|difference| has_folder(root, &difference.file)).map(problem).collect())
}

fn has_folder(root: &Path, file: &Path) -> bool {
    let stem = file.components().take(2).collect::<std::path::PathBuf>();
    root.join(stem).is_dir()
}

#[cfg(test)]
mod tests {
    use super::super::problem::tests::{assert_problems, good};

    #[test]
    fn an_exercise_without_a_solution_is_refused() {
        let tree = good().without("solutions/ex01_a");
        assert_problems(
            &tree,
            &[
                "exercises/ex01_a/hints.md: no file of the solutions makes this one: run `grader course stubs`",
                "exercises/ex01_a/src/lib.rs: no file of the solutions makes this one: run `grader course stubs`",
                "solutions/ex01_a: the exercise is missing here: write the solution",
            ],
        );
    }

    #[test]
    fn an_exercise_without_a_stub_is_refused() {
        let tree = good().without("exercises/ex01_a").file("exercises/.gitkeep", "");
        assert_problems(&tree, &["exercises/ex01_a: the exercise is missing here: run `grader course stubs`"]);
    }

    #[test]
    fn an_exercise_without_hidden_checks_is_refused() {
        let tree = good().without("grader/hidden/ex01_a").file("grader/hidden/main.rs", "");
        let problem = "grader/hidden/ex01_a: the exercise is missing here: write mod.rs, driver.rs, exercise.toml and submissions/";
        assert_problems(&tree, &[problem]);
    }

    #[test]
    fn a_stub_that_was_edited_is_refused() {
        let tree = good().file("exercises/ex01_a/src/lib.rs", "other");
        let problem = "the stub is not what the solution makes of it: run `grader course stubs`";
        assert_problems(&tree, &[&format!("exercises/ex01_a/src/lib.rs: {problem}")]);
    }

    #[test]
    fn a_file_that_the_stub_lacks_is_refused() {
        let tree = good().file("solutions/ex01_a/Cargo.toml", "");
        assert_problems(&tree, &["exercises/ex01_a/Cargo.toml: the stub lacks this file: run `grader course stubs`"]);
    }

    #[test]
    fn a_bad_marker_is_refused_with_its_line() {
        let tree = good().file("solutions/ex01_a/src/lib.rs", "a\n// ANCHOR: solution\nb\n");
        let problem = "the region that begins here never ends: add `// ANCHOR_END: solution`";
        assert_problems(&tree, &[&format!("solutions/ex01_a/src/lib.rs:2: {problem}")]);
    }
}
