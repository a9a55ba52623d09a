//! The attacks that are kept: a folder each, with what a student hands in and an `attack.toml` that says what it tries and
//! what becomes of it. Handing it in is `handed_in`'s concern.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use grader::judge::Verdict;
use serde::Deserialize;
use walkdir::WalkDir;

use super::course::root;

/// One attack.
pub struct Attack {
    pub name: String,
    pub phase: String,
    pub told: Told,
    folder: PathBuf,
}

/// What `attack.toml` says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The stem of the exercise that it is handed in for.
    pub exercise: String,
    /// What it attempts, in a sentence.
    #[serde(rename = "tries")]
    _tries: String,
    /// The layers that stop it.
    pub stopped_by: String,
    /// What it must get.
    pub verdict: Verdict,
    phase: Phase,
    /// Symbolic links of the submission, which git would keep as they are: name and target.
    #[serde(default)]
    links: Vec<(String, String)>,
    /// It aims at the building of the crates that its exercise uses, so these are built anew.
    #[serde(default)]
    pub builds_the_crates: bool,
    /// It aims at whoever reads the report, so each form of it is looked at.
    #[serde(default)]
    pub aims_at_the_reader: bool,
}

/// When it does what it does.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Phase {
    HandIn,
    Compile,
    Run,
}

/// What says what an attack is; it is not handed in.
const TOLD: &str = "attack.toml";

/// All attacks, found at run time, so that adding one is adding a folder.
pub fn all() -> Vec<Attack> {
    let attacks = root().join("grader/hidden/attacks");
    let folders = fs::read_dir(&attacks).unwrap_or_else(|error| panic!("{}: {error}", attacks.display()));
    let mut all: Vec<Attack> = folders.map(|entry| Attack::read(&entry.unwrap().path())).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

impl Attack {
    fn read(folder: &Path) -> Attack {
        let path = folder.join(TOLD);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let told: Told = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let phase = match told.phase {
            Phase::HandIn => "hand-in",
            Phase::Compile => "compile",
            Phase::Run => "run",
        };
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        Attack { name, phase: phase.to_owned(), told, folder: folder.to_owned() }
    }

    /// When it acts, and its name.
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.phase, self.name)
    }

    /// Writes the submission to a new folder; `fill` puts what is there on this machine in place of what stands for it. A
    /// last line with `mark` makes it one that no cache knows.
    pub fn lay(&self, into: &Path, mark: &str, fill: impl Fn(&str) -> String) {
        fs::create_dir(into).unwrap();
        for entry in WalkDir::new(&self.folder).min_depth(1) {
            let entry = entry.unwrap();
            let name = entry.path().strip_prefix(&self.folder).unwrap();
            let path = into.join(name);
            if entry.file_type().is_dir() {
                fs::create_dir(&path).unwrap();
            } else if name != Path::new(TOLD) {
                let mut text = fill(&fs::read_to_string(entry.path()).unwrap());
                if name == Path::new("src/lib.rs") {
                    text += &format!("\n// {mark}\n");
                }
                fs::write(&path, text).unwrap();
                fs::set_permissions(&path, entry.metadata().unwrap().permissions()).unwrap();
            }
        }
        for (name, target) in &self.told.links {
            let path = into.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            symlink(fill(target), path).unwrap();
        }
    }
}
