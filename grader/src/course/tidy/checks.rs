//! Rules on the hidden folders: each is complete, and its checks are the tests in `mod.rs`. What a check asks is not
//! looked at.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::Problem;
use crate::Fault;
use crate::course::rooms::{self, HIDDEN, SOLUTIONS};
use crate::course::{Exercise, exercise_file};

/// What is wrong with the hidden folders.
pub fn problems(root: &Path) -> Result<Vec<Problem>, Fault> {
    let mut problems = Vec::new();
    let contents = Path::new(HIDDEN).join("main.rs");
    let modules = read(&root.join(&contents))?.unwrap_or_default();
    for stem in rooms::stems(&root.join(HIDDEN))? {
        let line = format!("mod {stem};");
        if !modules.lines().any(|module| module.trim() == line) {
            problems.push(Problem::new(&contents, format!("the checks of {stem} are not built: add `{line}`")));
        }
        problems.extend(of_exercise(root, &Path::new(HIDDEN).join(stem))?);
    }
    Ok(problems)
}

fn of_exercise(root: &Path, hidden: &Path) -> Result<Vec<Problem>, Fault> {
    let mut problems: Vec<Problem> = ["mod.rs", "driver.rs", "exercise.toml"]
        .iter()
        .filter(|file| !root.join(hidden).join(file).is_file())
        .map(|file| Problem::new(hidden.join(file), "the file is missing"))
        .collect();
    let (toml, module) = (hidden.join("exercise.toml"), hidden.join("mod.rs"));
    let Some(text) = read(&root.join(&toml))? else { return Ok(problems) };
    let exercise = match exercise_file::parse(hidden, &text) {
        Ok(exercise) => exercise,
        Err(error) => {
            problems.push(Problem::new(toml, error.problem).at(error.line));
            return Ok(problems);
        }
    };
    problems.extend(of_file(&exercise, &text, &toml));
    problems.extend(of_explored(root, &exercise, hidden));
    if let Some(tests) = read(&root.join(&module))?.map(|text| tests(&text)) {
        problems.extend(without_test(&exercise, &tests, &text, &toml));
        problems.extend(without_check(&exercise, &tests, &module));
    }
    Ok(problems)
}

/// What belongs to an exercise that is explored: our scenarios, and the student's own.
fn of_explored(root: &Path, exercise: &Exercise, hidden: &Path) -> Vec<Problem> {
    let solution = Path::new(SOLUTIONS).join(&exercise.stem);
    let (scenarios, manifest) = (hidden.join("scenarios.rs"), solution.join("controlled/Cargo.toml"));
    let is_there = |path: &Path| root.join(path).is_file();
    if exercise.explored.is_none() {
        let remedy = "it is built for no exercise: add `[explored]` to exercise.toml";
        let lost = [scenarios, manifest].into_iter().filter(|path| is_there(path));
        return lost.map(|path| Problem::new(path, remedy)).collect();
    }
    let needed = [
        (scenarios, "the file is missing: write the scenarios that are explored"),
        (manifest, "the file is missing: it builds the student's file for tests/schedules.rs"),
        (solution.join("tests/schedules.rs"), "the file is missing: let students explore for themselves"),
    ];
    needed.into_iter().filter(|(path, _)| !is_there(path)).map(|(path, problem)| Problem::new(path, problem)).collect()
}

/// Rules on `exercise.toml` alone.
fn of_file(exercise: &Exercise, text: &str, toml: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    if exercise.minutes == 0 {
        problems.push(Problem::new(toml, "no minutes: say how long it takes most people, as in `minutes = 30`"));
    }
    let mut earlier = BTreeSet::new();
    for check in &exercise.checks {
        let id = &check.id;
        let mut refuse = |problem: String| problems.push(Problem::new(toml, problem).at(line_of(text, id)));
        if check.sentence.trim().is_empty() {
            refuse(format!("check `{id}` has no sentence: say what the student reads"));
        }
        for need in &check.needs {
            if !earlier.contains(need) {
                refuse(format!("check `{id}` needs `{need}`, which is no check above it"));
            }
        }
        if !earlier.insert(id.clone()) {
            refuse(format!("check `{id}` is there twice: rename one"));
        }
    }
    problems
}

fn without_test(exercise: &Exercise, tests: &[(usize, String)], text: &str, toml: &Path) -> Vec<Problem> {
    let has_test = |id: &str| tests.iter().any(|(_, name)| name == id);
    let lost = exercise.checks.iter().filter(|check| !has_test(&check.id));
    let problem = |id: &str| format!("check `{id}` has no #[rstest] of that name in mod.rs: write it");
    lost.map(|check| Problem::new(toml, problem(&check.id)).at(line_of(text, &check.id))).collect()
}

fn without_check(exercise: &Exercise, tests: &[(usize, String)], module: &Path) -> Vec<Problem> {
    let is_check = |name: &str| exercise.checks.iter().any(|check| check.id == name);
    let problem = |name: &str| format!("#[rstest] fn {name} is no check: add it to exercise.toml");
    let lost = tests.iter().filter(|(_, name)| !is_check(name));
    lost.map(|(line, name)| Problem::new(module, problem(name)).at(*line)).collect()
}

/// The functions under `#[rstest]`, each with its line.
fn tests(module: &str) -> Vec<(usize, String)> {
    let mut tests = Vec::new();
    let mut marked = false;
    for (number, line) in (1..).zip(module.lines().map(str::trim)) {
        marked |= line.starts_with("#[rstest");
        let Some(name) = function(line).filter(|_| marked) else { continue };
        tests.push((number, name.to_owned()));
        marked = false;
    }
    tests
}

/// The name in a line that begins a function.
fn function(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    line.strip_prefix("fn ")?.split(['(', '<']).next()
}

/// The line of the last check with that id, so that the second of two is the one to blame.
fn line_of(toml: &str, id: &str) -> usize {
    let is_id = |line: &str| {
        line.split_once('=')
            .is_some_and(|(key, value)| key.trim() == "id" && value.trim().trim_matches(['"', '\'']) == id)
    };
    toml.lines().collect::<Vec<_>>().iter().rposition(|line| is_id(line)).map_or(1, |line| line + 1)
}

fn read(path: &Path) -> Result<Option<String>, Fault> {
    if !path.is_file() {
        return Ok(None);
    }
    fs::read_to_string(path).map(Some).map_err(Fault::file("read", path))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::problem::tests::{EXERCISE, assert_problems, good};
    use super::tests;

    const HIDDEN: &str = "grader/hidden/ex01_a";

    #[rstest]
    #[case("mod.rs")]
    #[case("driver.rs")]
    #[case("exercise.toml")]
    fn a_hidden_folder_without_one_of_its_files_is_refused(#[case] file: &str) {
        let tree = good().without(&format!("{HIDDEN}/{file}"));
        assert_problems(&tree, &[&format!("{HIDDEN}/{file}: the file is missing")]);
    }

    #[rstest]
    #[case::no_sentence("it counts", " ", "9: check `counts` has no sentence: say what the student reads")]
    #[case::unknown_need(
        "weight = 1",
        "weight = 1\nneeds = [\"joins\"]",
        "9: check `counts` needs `joins`, which is no check above it"
    )]
    #[case::needs_itself(
        "weight = 1",
        "weight = 1\nneeds = [\"counts\"]",
        "9: check `counts` needs `counts`, which is no check above it"
    )]
    #[case::malformed(
        "weight",
        "wait",
        "11: unknown field `wait`, expected one of `id`, `sentence`, `weight`, `visibility`, `needs`, `next`"
    )]
    fn a_bad_check_is_refused(#[case] good_text: &str, #[case] bad_text: &str, #[case] problem: &str) {
        let text = EXERCISE.replace(good_text, bad_text);
        assert_ne!(text, EXERCISE);
        let tree = good().file(&format!("{HIDDEN}/exercise.toml"), &text);
        assert_problems(&tree, &[&format!("{HIDDEN}/exercise.toml:{problem}")]);
    }

    #[test]
    fn two_checks_of_one_id_are_refused() {
        let check = &EXERCISE[EXERCISE.find("[[checks]]").unwrap()..];
        let tree = good().file(&format!("{HIDDEN}/exercise.toml"), &format!("{EXERCISE}\n{check}"));
        assert_problems(&tree, &[&format!("{HIDDEN}/exercise.toml:15: check `counts` is there twice: rename one")]);
    }

    #[test]
    fn a_check_without_a_test_and_a_test_without_a_check_are_refused() {
        let tree = good().file(&format!("{HIDDEN}/mod.rs"), "#[rstest]\nfn joins() {}\n");
        assert_problems(
            &tree,
            &[
                &format!("{HIDDEN}/exercise.toml:9: check `counts` has no #[rstest] of that name in mod.rs: write it"),
                &format!("{HIDDEN}/mod.rs:2: #[rstest] fn joins is no check: add it to exercise.toml"),
            ],
        );
    }

    #[test]
    fn an_explored_exercise_without_one_of_its_files_is_refused_and_one_that_is_not_has_none_of_them() {
        let explored = EXERCISE.replace("[[checks]]", "[explored]\n[[checks]]");
        let tree = good().file(&format!("{HIDDEN}/exercise.toml"), &explored);
        let (scenarios, manifest) = (format!("{HIDDEN}/scenarios.rs"), "solutions/ex01_a/controlled/Cargo.toml");
        assert_problems(
            &tree,
            &[
                &format!("{scenarios}: the file is missing: write the scenarios that are explored"),
                "solutions/ex01_a/controlled/Cargo.toml: the file is missing: it builds the student's file for tests/schedules.rs",
                "solutions/ex01_a/tests/schedules.rs: the file is missing: let students explore for themselves",
            ],
        );
        let tree = tree.file(&scenarios, "").file(manifest, "").file("solutions/ex01_a/tests/schedules.rs", "");
        crate::course::stubs(tree.root(), false).unwrap();
        assert_problems(&tree, &[]);
        let remedy = "it is built for no exercise: add `[explored]` to exercise.toml";
        let tree = tree.file(&format!("{HIDDEN}/exercise.toml"), EXERCISE);
        assert_problems(&tree, &[&format!("{scenarios}: {remedy}"), &format!("{manifest}: {remedy}")]);
    }

    #[test]
    fn checks_that_no_module_names_are_refused() {
        let tree = good().file("grader/hidden/main.rs", "// mod ex01_a;\n");
        let problem = "grader/hidden/main.rs: the checks of ex01_a are not built: add `mod ex01_a;`";
        assert_problems(&tree, &[problem]);
    }

    #[test]
    fn only_functions_under_rstest_are_tests() {
        let module =
            "fn a() {}\n#[test]\nfn b() {}\n#[rstest]\n#[case::x(\n  1\n)]\nfn c(#[case] n: u8) {\n    fn d() {}\n}\n";
        assert_eq!(tests(module), [(8, "c".to_owned())]);
    }
}
