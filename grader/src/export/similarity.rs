//! What tools that look for copied work read: the files of each submission, and the stub, which all have in common. What a tool
//! finds is for its user to judge.
//!
//! JPlag takes a folder for each submission, and one for the stub. Dolos compares single files, so that the files of a submission
//! are put into one, and a table says whose it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::Path,
};

use super::{ExportError, Names, NewFolder};
use crate::{
    Fault,
    course::{Course, Exercise, SOLUTIONS, stub_of_file},
    report::shell_word,
    submission::{self, NotTaken, PathError},
};

/// A tool that compares submissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// <https://dolos.ugent.be>
    Dolos,
    /// <https://github.com/jplag/JPlag>
    Jplag,
}

/// What was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similarity {
    /// The folder of each student whose submission is in it, and its name there.
    pub compared: Vec<(String, String)>,
    /// The folders that are not in it, and why.
    pub passed_over: Vec<(String, String)>,
    /// The command to run next.
    pub command: String,
}

type Files = BTreeMap<String, String>;

/// Writes what `tool` reads to `place`: the submissions for the exercise that `name` names, of the folders in `submissions`.
/// Nothing but the files that the exercise asks for is taken from them.
///
/// # Errors
/// The user's: there is something at `place`, no such exercise, or fewer than two submissions for it. Ours: a file of the course
/// cannot be read. Nothing is written then.
pub fn similarity(
    course: &Course,
    tool: Tool,
    submissions: &Path,
    place: &Path,
    name: &str,
) -> Result<Similarity, ExportError> {
    let exercise = course.exercise(name)?;
    let folder = NewFolder::begin(place)?;
    let mut similarity = Similarity { compared: Vec::new(), passed_over: Vec::new(), command: command(tool, place) };
    let mut names = Names::default();
    for student in folders(submissions)? {
        match taken(course, exercise, &submissions.join(&student))? {
            Ok(files) => {
                let name = names.give(&student);
                write(&folder, tool, &name, &files)?;
                similarity.compared.push((student, name));
            }
            Err(reason) => similarity.passed_over.push((student, reason)),
        }
    }
    let found = similarity.compared.len();
    if found < 2 {
        return Err(ExportError::Few { path: submissions.to_owned(), stem: exercise.stem.clone(), found });
    }
    write_common(&folder, tool, &stub(course, exercise)?)?;
    if tool == Tool::Dolos {
        folder.write("info.csv", table(&similarity.compared))?;
    }
    folder.finish()?;
    Ok(similarity)
}

/// The names in a folder of folders, in order. What is hidden, or no folder, is nobody's; a link is told about later.
fn folders(path: &Path) -> Result<BTreeSet<String>, PathError> {
    let wrong = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => PathError::Missing(path.to_owned()),
        io::ErrorKind::NotADirectory => PathError::NotAFolder(path.to_owned()),
        _ => PathError::Unreadable { path: path.to_owned(), reason: error.to_string() },
    };
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(path).map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        if let (true, Ok(name)) = (entry.path().is_dir(), entry.file_name().into_string())
            && !name.starts_with('.')
        {
            names.insert(name);
        }
    }
    Ok(names)
}

/// The files of one student's submission, or why there are none.
fn taken(course: &Course, exercise: &Exercise, folder: &Path) -> Result<Result<Files, String>, Fault> {
    if folder.is_symlink() {
        return Ok(Err("is a symbolic link, which is not followed".into()));
    }
    let found = match submission::find(folder, &course.exercises, Some(&exercise.stem)) {
        Ok(found) => found,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let Some((_, folder)) = found.folders.first() else {
        return Ok(Err(format!("holds no {}", exercise.stem)));
    };
    match submission::take(exercise, folder) {
        Ok(submission) => Ok(Ok(submission.files)),
        Err(NotTaken::Fault(fault)) => Err(fault),
        Err(reason) => Ok(Err(reason.to_string())),
    }
}

/// The files of the stub that a submission has as well.
fn stub(course: &Course, exercise: &Exercise) -> Result<Files, Fault> {
    let folder = course.root.join(SOLUTIONS).join(&exercise.stem);
    let wrong = |path: &Path, error: &dyn std::fmt::Display| Fault::course(path, error.to_string());
    let solution = submission::take(exercise, &folder).map_err(|error| wrong(&folder, &error))?;
    let mut files = Files::new();
    for (name, text) in solution.files {
        let path = folder.join(&name);
        let text = stub_of_file(Path::new(&name), text.into_bytes()).map_err(|error| wrong(&path, &error))?;
        files.insert(name, String::from_utf8(text).map_err(|error| wrong(&path, &error))?);
    }
    Ok(files)
}

fn write(folder: &NewFolder, tool: Tool, name: &str, files: &Files) -> Result<(), Fault> {
    match tool {
        Tool::Dolos => folder.write(format!("{name}.rs"), together(files)),
        Tool::Jplag => write_each(folder, &Path::new("submissions").join(name), files),
    }
}

fn write_common(folder: &NewFolder, tool: Tool, stub: &Files) -> Result<(), Fault> {
    match tool {
        Tool::Dolos => folder.write(Path::new(IGNORED), together(stub)),
        Tool::Jplag => write_each(folder, Path::new(BASE_CODE), stub),
    }
}

fn write_each(folder: &NewFolder, below: &Path, files: &Files) -> Result<(), Fault> {
    files.iter().try_for_each(|(name, text)| folder.write(below.join(name), text))
}

/// The files of a submission as one, `src/lib.rs` as it is.
fn together(files: &Files) -> String {
    match files.len() {
        1 => files.values().cloned().collect(),
        _ => files.iter().map(|(name, text)| format!("// {name}\n{}\n", text.trim_end_matches('\n'))).collect(),
    }
}

/// Whose file is whose, for Dolos.
fn table(compared: &[(String, String)]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = compared.iter().map(|(student, name)| [format!("{name}.rs"), student.clone()]);
    for row in std::iter::once(["filename".to_owned(), "full_name".to_owned()]).chain(rows) {
        writer.write_record(row).expect("memory can be written to, and each row has two cells");
    }
    writer.into_inner().expect("memory can be written to")
}

/// What Dolos is to ignore.
const IGNORED: &str = "common/ignored.rs";
/// What JPlag is to leave out.
const BASE_CODE: &str = "base-code";

fn command(tool: Tool, place: &Path) -> String {
    let path = |name: &str| shell_word(&place.join(name).display().to_string());
    match tool {
        Tool::Dolos => {
            format!("dolos run --language rust --ignore {} {}", path(IGNORED), path("info.csv"))
        }
        Tool::Jplag => {
            format!("java -jar jplag.jar -l rust -bc {} -r {} {}", path(BASE_CODE), path("result"), path("submissions"))
        }
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    const EXERCISE: &str = "format_version = 1\ntitle = \"\"\nchapter = \"\"\nfiles = [\"src/**/*.rs\"]\n\
                            given = [\"src/main.rs\"]\nrequired = [\"src/lib.rs\"]\nchecks = []\n";
    const SOLUTION: &str = "// text\n// ANCHOR: solution\n// STUB: todo!()\nanswer()\n// ANCHOR_END: solution\n";

    struct Class {
        folder: TempDir,
        course: Course,
    }

    impl Class {
        fn new() -> Class {
            let folder = TempDir::new().unwrap();
            put(folder.path(), "course/grader/hidden/ex01_a/exercise.toml", EXERCISE);
            put(folder.path(), "course/grader/hidden/ex02_b/exercise.toml", EXERCISE);
            put(folder.path(), "course/solutions/ex01_a/src/lib.rs", SOLUTION);
            put(folder.path(), "course/solutions/ex01_a/src/main.rs", "given");
            let course = Course::load(&folder.path().join("course")).unwrap();
            Class { folder, course }
        }

        #[must_use]
        fn file(self, name: &str, text: &str) -> Class {
            put(&self.folder.path().join("class"), name, text);
            self
        }

        fn export(&self, tool: Tool) -> Result<Similarity, ExportError> {
            let path = |name| self.folder.path().join(name);
            similarity(&self.course, tool, &path("class"), &path("out"), "ex01")
        }

        /// All files of the export with their texts.
        fn exported(&self) -> Vec<(String, String)> {
            let out = self.folder.path().join("out");
            let files = walkdir::WalkDir::new(&out).sort_by_file_name().into_iter().map(Result::unwrap);
            let files = files.filter(|entry| entry.file_type().is_file());
            let name = |path: &Path| path.strip_prefix(&out).unwrap().display().to_string();
            files.map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).unwrap())).collect()
        }
    }

    fn put(root: &Path, name: &str, text: &str) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn three() -> Class {
        Class::new()
            .file("Ann Lee, 17/src/lib.rs", "ann")
            .file("Ann Lee, 17/src/main.rs", "given, and changed")
            .file("Ann Lee, 17/notes.txt", "private")
            .file("bob/exercises/ex01_a/src/lib.rs", "bob")
            .file("bob/exercises/ex01_a/src/deep/more.rs", "more of bob")
            .file("bob/exercises/ex02_b/src/lib.rs", "another exercise")
            .file("=cy/ex01_a/src/lib.rs", "cy")
    }

    fn owned<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
        pairs.map(|(one, other)| (one.to_owned(), other.to_owned())).to_vec()
    }

    #[test]
    fn jplag_gets_a_folder_for_each_submission_and_one_for_the_stub() {
        let class = three();
        let similarity = class.export(Tool::Jplag).unwrap();
        assert_eq!(
            class.exported(),
            owned([
                ("base-code/src/lib.rs", "// text\ntodo!()\n"),
                ("submissions/Ann_Lee__17/src/lib.rs", "ann"),
                ("submissions/_cy/src/lib.rs", "cy"),
                ("submissions/bob/src/deep/more.rs", "more of bob"),
                ("submissions/bob/src/lib.rs", "bob"),
            ])
        );
        let out = class.folder.path().join("out").display().to_string();
        let command = format!("java -jar jplag.jar -l rust -bc {out}/base-code -r {out}/result {out}/submissions");
        assert_eq!(similarity.command, command);
    }

    #[test]
    fn dolos_gets_a_file_for_each_submission_and_a_table() {
        let class = three();
        let similarity = class.export(Tool::Dolos).unwrap();
        assert_eq!(
            class.exported(),
            owned([
                ("Ann_Lee__17.rs", "ann"),
                ("_cy.rs", "cy"),
                ("bob.rs", "// src/deep/more.rs\nmore of bob\n// src/lib.rs\nbob\n"),
                ("common/ignored.rs", "// text\ntodo!()\n"),
                ("info.csv", "filename,full_name\n_cy.rs,=cy\nAnn_Lee__17.rs,\"Ann Lee, 17\"\nbob.rs,bob\n"),
            ])
        );
        assert_eq!(similarity.compared, owned([("=cy", "_cy"), ("Ann Lee, 17", "Ann_Lee__17"), ("bob", "bob")]));
        let out = class.folder.path().join("out").display().to_string();
        assert_eq!(
            similarity.command,
            format!("dolos run --language rust --ignore {out}/common/ignored.rs {out}/info.csv")
        );
    }

    #[test]
    fn what_cannot_be_taken_is_passed_over_and_told() {
        let class = three()
            .file("dan/exercises/ex02_b/src/lib.rs", "another exercise")
            .file("eve/src/other.rs", "no lib.rs")
            .file("class.txt", "a list")
            .file(".git/src/lib.rs", "not a student");
        std::os::unix::fs::symlink(class.folder.path().join("class/bob"), class.folder.path().join("class/fay"))
            .unwrap();
        let similarity = class.export(Tool::Jplag).unwrap();
        assert_eq!(similarity.compared.len(), 3);
        assert_eq!(
            similarity.passed_over,
            owned([
                ("dan", "holds no ex01_a"),
                ("eve", "src/lib.rs is missing: there is nothing to compile"),
                ("fay", "is a symbolic link, which is not followed"),
            ])
        );
    }

    #[test]
    fn one_submission_cannot_be_compared_and_nothing_is_written() {
        let class = Class::new().file("ann/src/lib.rs", "ann").file("bob/notes.txt", "");
        let error = class.export(Tool::Dolos).unwrap_err().to_string();
        assert!(error.contains("1 of the folders") && error.contains("ex01_a"), "{error}");
        assert!(!class.folder.path().join("out").exists());
    }
}
