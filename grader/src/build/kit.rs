//! The crates that submissions may use, built once by cargo from a clean copy of ours. Which exercise may use which is
//! the exercise's to say; linking them is `compile`'s concern.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde::{Deserialize, Serialize};

use super::{scratch::Scratch, sources::clean_copy, toolchain::Toolchain};
use crate::{Fault, course::Exercise, submission::digest};

/// How the crates are built: as `cargo test` builds them for the student. Built with opt-level 2 they take 3 times as long
/// to build, and a million numbers through ipc-channel still take 0.25 s in place of 0.42 s, since most of its code is
/// generic and compiled with the submission.
const PROFILE: [&str; 3] =
    ["profile.dev.debug=\"line-tables-only\"", "profile.dev.incremental=false", "profile.dev.opt-level=0"];

/// The crates of one exercise, ready to be linked.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kit {
    /// Name in code and library of each crate that may be used.
    pub(super) externs: BTreeMap<String, PathBuf>,
    /// Where the crates that those depend on lie.
    pub(super) folder: Option<PathBuf>,
}

/// What a kit is made of.
pub(super) struct KitPlan<'a> {
    exercise: &'a Exercise,
    manifest: PathBuf,
    /// SHA-256 of the manifest, the lock, the compiler and the flags; empty where no crates are used.
    pub(super) digest: String,
}

impl<'a> KitPlan<'a> {
    /// # Errors
    /// The clean copy of an exercise with crates, or its lock, is missing.
    pub(super) fn of(course_root: &Path, exercise: &'a Exercise, toolchain: &Toolchain) -> Result<KitPlan<'a>, Fault> {
        if exercise.crates.is_empty() {
            return Ok(KitPlan { exercise, manifest: PathBuf::new(), digest: String::new() });
        }
        let manifest = clean_copy(course_root, &exercise.stem)?.join("Cargo.toml");
        let lock = lock(&manifest)?;
        let read = |path: &Path| fs::read(path).map_err(Fault::file("read", path));
        let (crates, profile) = (exercise.crates.join(","), PROFILE.join(","));
        let digest = digest([
            ("manifest", read(&manifest)?.as_slice()),
            ("lock", read(&lock)?.as_slice()),
            ("rustc", toolchain.identity.as_bytes()),
            ("profile", profile.as_bytes()),
            ("crates", crates.as_bytes()),
        ]);
        Ok(KitPlan { exercise, manifest, digest })
    }

    /// The kit, built by cargo unless one of that digest is there. Two processes at once wait for each other in cargo.
    ///
    /// # Errors
    /// Cargo fails: it says why.
    pub(super) fn ready(&self, toolchain: &Toolchain, scratch: &Scratch) -> Result<Kit, Fault> {
        if self.exercise.crates.is_empty() {
            return Ok(Kit::default());
        }
        let folder = scratch.kit().join(&self.digest[..16]);
        let list = folder.join("crates.json");
        if let Some(kit) = known(&list) {
            return Ok(kit);
        }
        let messages = cargo(&self.manifest, toolchain, &folder)?;
        let kit = self.read(&messages)?;
        write(&list, &kit, scratch)?;
        Ok(kit)
    }

    /// The libraries of the crates that may be used, from cargo's messages.
    fn read(&self, messages: &str) -> Result<Kit, Fault> {
        let artifacts: Vec<Artifact> =
            messages.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok()).collect();
        let mut kit = Kit::default();
        for name in self.exercise.crates.iter().map(|name| name.replace('-', "_")) {
            let mut libraries: Vec<&PathBuf> =
                artifacts.iter().filter_map(|artifact| artifact.library(&name)).collect();
            libraries.dedup();
            let [library] = libraries[..] else {
                let problem = format!("`{name}` is built {} times for it, not once: name it once", libraries.len());
                return Err(Fault::course(&self.manifest, problem));
            };
            kit.folder = library.parent().map(Path::to_owned);
            kit.externs.insert(name, library.clone());
        }
        Ok(kit)
    }
}

impl Kit {
    /// Where its libraries lie.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let of_externs = self.externs.values().filter_map(|library| library.parent().map(Path::to_owned));
        of_externs.chain(self.folder.clone()).collect()
    }
}

/// A message of cargo about something that it has built.
#[derive(Deserialize)]
struct Artifact {
    target: Target,
    filenames: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

impl Artifact {
    fn library(&self, name: &str) -> Option<&PathBuf> {
        let is_library = self.target.kind.iter().any(|kind| ["lib", "rlib", "proc-macro"].contains(&kind.as_str()));
        let linked =
            |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "rlib" || extension == "so");
        self.filenames.iter().find(linked).filter(|_| is_library && self.target.name == name)
    }
}

/// The lock that belongs to a manifest: beside it, or beside the workspace above it.
fn lock(manifest: &Path) -> Result<PathBuf, Fault> {
    let folders = manifest.ancestors().skip(1).map(|folder| folder.join("Cargo.lock"));
    let remedy = "has no Cargo.lock: restore it from the course's repository";
    folders.into_iter().find(|path| path.is_file()).ok_or_else(|| Fault::course(manifest, remedy))
}

fn known(list: &Path) -> Option<Kit> {
    let kit: Kit = serde_json::from_slice(&fs::read(list).ok()?).ok()?;
    kit.externs.values().all(|library| library.is_file()).then_some(kit)
}

fn cargo(manifest: &Path, toolchain: &Toolchain, folder: &Path) -> Result<String, Fault> {
    let manifest = &manifest.canonicalize().map_err(Fault::file("open", manifest))?;
    let mut command = Command::new(toolchain.cargo());
    // Cargo obeys what `.cargo/config.toml` says in the folder that it stands in: that must not be a submission's.
    command.current_dir(manifest.parent().unwrap_or(Path::new("/")));
    command.args(["build", "--lib", "--locked", "--quiet", "--message-format=json-render-diagnostics"]);
    command.arg("--manifest-path").arg(manifest).arg("--target-dir").arg(folder);
    command.args(PROFILE.iter().flat_map(|setting| ["--config", setting]));
    command.env("RUSTC", toolchain.rustc()).env("CARGO_ENCODED_RUSTFLAGS", flags());
    for wrapper in ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"] {
        command.env(wrapper, "");
    }
    let Output { status, stdout, stderr } =
        command.output().map_err(|error| Fault::tool("cargo", format!("{error}: install cargo beside rustc")))?;
    let problem = || {
        let said = String::from_utf8_lossy(&stderr);
        format!("{}: {}; if crates are missing, run `cargo fetch --locked`", manifest.display(), said.trim())
    };
    match status.success() {
        true => Ok(String::from_utf8_lossy(&stdout).into_owned()),
        false => Err(Fault::tool("cargo build", problem())),
    }
}

/// The flags that the crates get: no path of this machine in their line tables. Of two prefixes that fit the later wins, so
/// the one that also hides the registry's name comes last; on a machine that has fetched nothing yet it is not known.
fn flags() -> String {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let Some(sources) = cargo_home.map(|home| home.join("registry/src")) else { return String::new() };
    let registries = fs::read_dir(&sources).into_iter().flatten().flatten().map(|entry| entry.path());
    let remap = |path: &PathBuf| format!("--remap-path-prefix={}=crates", path.display());
    [sources.clone()].into_iter().chain(registries).map(|path| remap(&path)).collect::<Vec<_>>().join("\u{1f}")
}

fn write(list: &Path, kit: &Kit, scratch: &Scratch) -> Result<(), Fault> {
    let put = || -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(scratch.kit())?;
        file.write_all(&serde_json::to_vec(kit)?)?;
        file.persist(list)?;
        Ok(())
    };
    put().map_err(Fault::file("write", list))
}
