//! What a result rests on beside the submission: the exercise's checks, and all of ours that grades. Whatever changes there
//! changes the digest, so that nothing is taken from a store that would come out otherwise today.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use crate::{
    Fault, build,
    course::{Course, Exercise},
    sandbox::Seal,
    store::Key,
    submission::{KEY, Submission, digest},
};

/// What all exercises rest on, relative to the root of the course: the grader, the explorer, and what their checks share.
const SHARED: [&str; 9] = [
    "Cargo.lock",
    "grader/src",
    "grader/harness",
    "grader/fork/src",
    "grader/regset/src",
    "grader/weave",
    "grader/weave-core",
    "grader/weave-sealed",
    "grader/weave-std",
];
/// Its files, without folders, are shared too.
const HIDDEN: &str = "grader/hidden";
/// Folders that no result rests on.
const APART: [&str; 6] = ["target", "tests", "benches", "programs", "submissions", "hints.md"];

/// The digests of what results rest on.
pub(super) struct Basis {
    /// For each exercise, by its stem.
    checks: Vec<(String, String)>,
    compiler: String,
    level: String,
    seal: String,
    course_key: String,
}

impl Basis {
    /// Reads all of it.
    ///
    /// # Errors
    /// A file of ours cannot be read, or there is no compiler.
    pub(super) fn of(course: &Course, seal: &Seal) -> Result<Basis, Fault> {
        let mut shared = Vec::new();
        for folder in SHARED {
            shared.extend(files(&course.root, &course.root.join(folder), usize::MAX)?);
        }
        shared.extend(files(&course.root, &course.root.join(HIDDEN), 1)?);
        let shared = digest_of(&shared);
        let checks = |exercise: &Exercise| {
            let own = digest_of(&own_files(&course.root, exercise)?);
            Ok((exercise.stem.clone(), digest([("shared", shared.as_bytes()), ("own", own.as_bytes())])))
        };
        let key = env::var_os(KEY).unwrap_or_default();
        Ok(Basis {
            checks: course.exercises.iter().map(checks).collect::<Result<_, Fault>>()?,
            compiler: build::compiler(&course.root)?.to_owned(),
            level: seal.level().name().to_owned(),
            seal: seal.to_string(),
            course_key: digest([("key", key.as_encoded_bytes())]),
        })
    }

    /// What `rustc -vV` says.
    pub(super) fn compiler(&self) -> &str {
        &self.compiler
    }

    /// The level, A to D.
    pub(super) fn level(&self) -> &str {
        &self.level
    }

    /// What the result of `submission` is a function of.
    pub(super) fn key(&self, submission: &Submission) -> Key {
        let checks = self.checks.iter().find(|(stem, _)| *stem == submission.stem).map(|(_, digest)| digest.clone());
        Key {
            stem: submission.stem.clone(),
            submission: submission.digest.clone(),
            checks: checks.unwrap_or_default(),
            compiler: self.compiler.clone(),
            level: self.level.clone(),
            seal: self.seal.clone(),
            course_key: self.course_key.clone(),
        }
    }
}

/// What one exercise rests on: its checks, and our copy of it, which given files and crates are taken from, with its lock.
fn own_files(root: &Path, exercise: &Exercise) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let mut own = files(root, &exercise.hidden, usize::MAX)?;
    let ours = build::clean_copy(root, &exercise.stem)?;
    own.extend(files(root, &ours, usize::MAX)?);
    let lock = ours.with_file_name("Cargo.lock");
    if lock.is_file() {
        own.extend(files(root, &lock, 0)?);
    }
    Ok(own)
}

/// Name and content of each file under `path`, which may be a file itself, down to `depth` folders.
fn files(root: &Path, path: &Path, depth: usize) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let counts = |entry: &walkdir::DirEntry| entry.depth() == 0 || !APART.iter().any(|name| entry.file_name() == *name);
    let mut files = Vec::new();
    for entry in WalkDir::new(path).max_depth(depth).sort_by_file_name().into_iter().filter_entry(counts) {
        let entry = entry.map_err(|error| Fault::file("list", path)(error.into()))?;
        if entry.file_type().is_file() {
            let path: PathBuf = entry.into_path();
            let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            files.push((name, fs::read(&path).map_err(Fault::file("read", &path))?));
        }
    }
    Ok(files)
}

fn digest_of(files: &[(String, Vec<u8>)]) -> String {
    digest(files.iter().map(|(name, content)| (name.as_str(), content.as_slice())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_rests_on_the_files_that_are_given_and_not_on_what_was_handed_in_before() {
        let course = tempfile::TempDir::new().unwrap();
        let put = |name: &str, text: &str| {
            let path = course.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for name in ["grader/hidden/ex01_a/mod.rs", "solutions/ex01_a/src/main.rs", "solutions/Cargo.lock"] {
            put(name, "one");
        }
        let exercise = Exercise::broken(&course.path().join("grader/hidden/ex01_a"), String::new());
        let now = || digest_of(&own_files(course.path(), &exercise).unwrap());
        let before = now();
        for apart in ["grader/hidden/ex01_a/submissions/passed-x/src/lib.rs", "solutions/ex01_a/tests/visible.rs"] {
            put(apart, "other");
            assert_eq!(now(), before, "{apart}");
        }
        for name in ["grader/hidden/ex01_a/mod.rs", "solutions/ex01_a/src/main.rs", "solutions/Cargo.lock"] {
            put(name, "other");
            assert_ne!(now(), before, "{name}");
            put(name, "one");
        }
    }
}
