//! A student's own copy of the course in a folder of its own, of two exercises, with our own program and our hidden checks.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use copy::copy;
use tempfile::TempDir;

#[path = "copy.rs"]
mod copy;
#[path = "hidden.rs"]
mod hidden;
#[path = "ours.rs"]
mod ours;

/// The exercises.
const STEMS: [&str; 2] = ["ex01_thread", "ex02_process"];

/// The copy; it is gone with the value.
pub struct Student {
    folder: TempDir,
}

impl Student {
    /// The whole course, but that it has two exercises.
    #[must_use]
    pub fn new() -> Student {
        let student = Student { folder: TempDir::new().unwrap() };
        ours::lend(student.root(), &["harness", "regset", "weave", "weave-core", "weave-sealed", "weave-std"]);
        for stem in STEMS {
            for room in ["exercises", "solutions"] {
                copy(&course().join(room).join(stem), &student.root().join(room).join(stem)).unwrap();
            }
            let hidden = student.root().join("grader/hidden").join(stem);
            fs::create_dir_all(&hidden).unwrap();
            for file in ["exercise.toml", "driver.rs"] {
                fs::copy(course().join("grader/hidden").join(stem).join(file), hidden.join(file)).unwrap();
            }
            let snapshots = course().join("grader/hidden").join(stem).join("snapshots");
            if snapshots.is_dir() {
                copy(&snapshots, &hidden.join("snapshots")).unwrap();
            }
        }
        student.put("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"exercises/*\"]\n");
        fs::copy(course().join("rust-toolchain.toml"), student.root().join("rust-toolchain.toml")).unwrap();
        student
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn put(&self, file: &str, text: &str) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Puts an answer of the corpus, or `solution`, in the place of the first exercise's, as editors do that rename.
    pub fn answer(&self, name: &str) {
        let from = match name {
            "solution" => course().join("solutions/ex01_thread"),
            "stub" => course().join("exercises/ex01_thread"),
            name => course().join("grader/hidden/ex01_thread/submissions").join(name),
        };
        let text = fs::read_to_string(from.join("src/lib.rs")).unwrap().replace(" //~ ", " // ");
        let place = self.root().join("exercises/ex01_thread/src/lib.rs");
        let new = place.with_extension("rs~");
        fs::write(&new, text).unwrap();
        fs::rename(new, place).unwrap();
    }

    /// `grader ARGUMENTS` in it.
    pub fn grader(&self, arguments: &[&str]) -> Command {
        let mut grader = Command::new(env!("CARGO_BIN_EXE_grader"));
        grader.args(arguments).current_dir(self.root()).env("GRADER_HIDDEN", hidden()).env("CARGO", env!("CARGO"));
        for ours in [
            "CARGO_TARGET_DIR",
            "CARGO_BUILD_BUILD_DIR",
            "FORKJOIN_COURSE",
            "FORKJOIN_SCRATCH",
            "RUSTFLAGS",
            "NO_COLOR",
        ] {
            grader.env_remove(ours);
        }
        grader
    }
}

/// The repository that we are in.
fn course() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Built once.
fn hidden() -> &'static Path {
    static HIDDEN: OnceLock<PathBuf> = OnceLock::new();
    HIDDEN.get_or_init(|| hidden::hidden_binary(&course()))
}
