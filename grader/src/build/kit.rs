//! The crates that programs are linked with beside the submission, built once by cargo: those that an exercise names, from a
//! clean copy of ours, what its driver is written with, and those by which its schedules are explored. Which exercise may use
//! which is the exercise's to say; linking them is `compile`'s concern.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::{closed, scratch::Scratch, sources::clean_copy, toolchain::Toolchain};
use crate::{Fault, course::Exercise, submission::digest};

/// How the crates are built: as `cargo test` builds them for the student. Built with opt-level 2 they take 3 times as long
/// to build, and a million numbers through ipc-channel still take 0.25 s in place of 0.42 s, since most of its code is
/// generic and compiled with the submission.
const PROFILE: [&str; 3] =
    ["profile.dev.debug=\"line-tables-only\"", "profile.dev.incremental=false", "profile.dev.opt-level=0"];

/// How the crates are built by which schedules are explored: a scenario is run thousands of times, and nobody looks for
/// lines in them.
const EXPLORING_PROFILE: [&str; 3] =
    ["profile.dev.debug=false", "profile.dev.incremental=false", "profile.dev.opt-level=2"];

/// What drivers share.
const HARNESS: &str = "harness";
/// What scenarios share, and the explorer, which runs them under every schedule that matters.
const EXPLORERS: [&str; 2] = ["exploring", "weave"];
/// What stands for the crates of the standard library in code that is explored, by the names that they go by in code.
const FACADES: [(&str, &str); 2] = [("core", "weave-core"), (STD, "weave-sealed")];
const STD: &str = "std";
/// The folders, below the grader's, of all packages that these consist of.
const EXPLORING: [&str; 5] = [HARNESS, "weave", "weave-core", "weave-sealed", "weave-std"];

/// The crates of one exercise, ready to be linked.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kit {
    /// Name in code and library of each crate that may be used.
    pub(super) externs: BTreeMap<String, PathBuf>,
    /// Where the crates that those depend on lie.
    pub(super) folder: Option<PathBuf>,
}

/// What a kit is made of.
pub(super) struct KitPlan {
    manifest: PathBuf,
    /// What cargo is told to build, beside the library.
    packages: Vec<&'static str>,
    profile: [&'static str; 3],
    /// The name in code of each crate that may be used, and of its library.
    crates: Vec<(String, String)>,
    /// What of std is closed.
    closed: Vec<String>,
    /// SHA-256 of the manifest, the workspace's, the lock, the compiler, the flags and sources of ours.
    built: String,
    /// The same, with the crates that may be used and what is closed; empty where no crates are used.
    pub(super) digest: String,
}

impl KitPlan {
    /// The crates that submissions to `exercise` may use beside std.
    ///
    /// # Errors
    /// The clean copy of an exercise with crates, or its lock, is missing.
    pub(super) fn of(course_root: &Path, exercise: &Exercise, toolchain: &Toolchain) -> Result<KitPlan, Fault> {
        if exercise.crates.is_empty() {
            return Ok(KitPlan::empty());
        }
        let manifest = clean_copy(course_root, &exercise.stem)?.join("Cargo.toml");
        let crates = exercise.crates.iter().map(|name| name.replace('-', "_"));
        let crates = crates.map(|name| (name.clone(), name)).collect();
        KitPlan { manifest, crates, ..KitPlan::empty() }.digested(toolchain, &[])
    }

    /// What drivers are written with.
    ///
    /// # Errors
    /// The course has no such crate.
    pub(super) fn driving(course_root: &Path, toolchain: &Toolchain) -> Result<KitPlan, Fault> {
        let folder = course_root.join("grader").join(HARNESS);
        let manifest = folder.join("Cargo.toml");
        let manifest = manifest.canonicalize().map_err(Fault::file("open", &manifest))?;
        let (packages, crates) = (vec![HARNESS], vec![(HARNESS.to_owned(), HARNESS.to_owned())]);
        KitPlan { manifest, packages, crates, ..KitPlan::empty() }.digested(toolchain, &[folder])
    }

    /// The explorer, and what stands for std in what is explored; empty where `exercise` is not explored.
    ///
    /// # Errors
    /// The course has no such crates.
    pub(super) fn exploring(course_root: &Path, exercise: &Exercise, toolchain: &Toolchain) -> Result<KitPlan, Fault> {
        let Some(explored) = &exercise.explored else { return Ok(KitPlan::empty()) };
        let folder = |package: &str| course_root.join("grader").join(package);
        let packages: Vec<&str> = FACADES.iter().map(|(_, package)| *package).chain(EXPLORERS).collect();
        let sources = EXPLORING.map(folder);
        let named = |(name, package): (&str, &str)| (name.to_owned(), package.replace('-', "_"));
        let crates = FACADES.into_iter().chain(EXPLORERS.map(|package| (package, package))).map(named).collect();
        let manifest = folder(packages[0]).join("Cargo.toml");
        let manifest = manifest.canonicalize().map_err(Fault::file("open", &manifest))?;
        let (profile, closed) = (EXPLORING_PROFILE, explored.closed.clone());
        KitPlan { manifest, packages, profile, crates, closed, ..KitPlan::empty() }.digested(toolchain, &sources)
    }

    fn empty() -> KitPlan {
        KitPlan {
            manifest: PathBuf::new(),
            packages: Vec::new(),
            profile: PROFILE,
            crates: Vec::new(),
            closed: Vec::new(),
            built: String::new(),
            digest: String::new(),
        }
    }

    /// With its digest, which covers all files in these folders of ours.
    fn digested(self, toolchain: &Toolchain, folders: &[PathBuf]) -> Result<KitPlan, Fault> {
        let crates: Vec<String> = self.crates.iter().map(|(name, library)| format!("{name}={library}")).collect();
        let (crates, closed) = (crates.join(","), closed::source(&self.closed));
        let built = self.built(toolchain, folders)?;
        let own = [("built", built.as_bytes()), ("crates", crates.as_bytes()), ("closed", closed.as_bytes())];
        Ok(KitPlan { digest: digest(own), built, ..self })
    }

    /// The digest of what cargo builds. What was read before in the life of this process is read again where it was written to.
    fn built(&self, toolchain: &Toolchain, folders: &[PathBuf]) -> Result<String, Fault> {
        static KNOWN: Mutex<Known> = Mutex::new(Known::new());
        let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let lock = lock(&self.manifest)?;
        // How crates are compiled is said beside the lock, for all that it locks.
        let mut files = vec![self.manifest.clone(), lock.with_file_name("Cargo.toml"), lock];
        files.extend(sources(folders)?);
        let key = (files.into_iter().map(Stamp::of).collect::<Result<Vec<_>, Fault>>()?, self.profile);
        if let Some(built) = known().get(&key) {
            return Ok(built.clone());
        }
        // Those are the same wherever a course lies.
        let names = ["manifest", "workspace", "lock"].map(str::to_owned).into_iter();
        let names = names.chain(key.0.iter().skip(3).map(|stamp| stamp.path.display().to_string()));
        let read = |stamp: &Stamp| fs::read(&stamp.path).map_err(Fault::file("read", &stamp.path));
        let files = names.zip(&key.0).map(|(name, stamp)| Ok((name, read(stamp)?)));
        let files = files.collect::<Result<Vec<_>, Fault>>()?;
        let (rustc, profile) = (&toolchain.identity, self.profile.join(","));
        let own = [("rustc", rustc.as_bytes()), ("profile", profile.as_bytes())];
        let files = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        let built = digest(own.into_iter().chain(files));
        known().insert(key, built.clone());
        Ok(built)
    }

    /// The kit, built by cargo unless one of that digest is there. Two processes at once wait for each other in cargo.
    ///
    /// # Errors
    /// Cargo fails: it says why.
    pub(super) fn ready(&self, toolchain: &Toolchain, scratch: &Scratch) -> Result<Kit, Fault> {
        if self.crates.is_empty() {
            return Ok(Kit::default());
        }
        let folder = scratch.kit().join(&self.built[..16]);
        let list = folder.join(format!("crates-{}.json", &self.digest[..16]));
        if let Some(kit) = known(&list) {
            return Ok(kit);
        }
        let messages = self.cargo(toolchain, &folder)?;
        let mut kit = self.read(&messages)?;
        if !self.closed.is_empty() {
            self.close(&mut kit, toolchain, scratch)?;
        }
        write(&list, &kit, scratch)?;
        Ok(kit)
    }

    /// The libraries of the crates that may be used, from cargo's messages.
    fn read(&self, messages: &str) -> Result<Kit, Fault> {
        let artifacts: Vec<Artifact> =
            messages.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok()).collect();
        let mut kit = Kit::default();
        for (name, crate_name) in &self.crates {
            let mut libraries: Vec<&PathBuf> =
                artifacts.iter().filter_map(|artifact| artifact.library(crate_name)).collect();
            libraries.dedup();
            let [library] = libraries[..] else {
                let problem = format!("`{name}` is built {} times for it, not once: name it once", libraries.len());
                return Err(Fault::course(&self.manifest, problem));
            };
            // What a workspace makes lies above what it depends on.
            let folders = library.parent().map(|folder| [folder.join("deps"), folder.to_owned()]);
            kit.folder = folders.into_iter().flatten().find(|folder| folder.is_dir());
            kit.externs.insert(name.clone(), library.clone());
        }
        Ok(kit)
    }

    /// Puts a std in place of that of `kit` in which what is closed is private.
    fn close(&self, kit: &mut Kit, toolchain: &Toolchain, scratch: &Scratch) -> Result<(), Fault> {
        let (Some(std), Some(folder)) = (kit.externs.get_mut(STD), &kit.folder) else { return Ok(()) };
        let work = scratch.work()?;
        let (source, library) = (work.path().join("closed.rs"), format!("libclosed-{}.rlib", &self.digest[..16]));
        fs::write(&source, closed::source(&self.closed)).map_err(Fault::file("write", &source))?;
        let mut rustc = Command::new(toolchain.rustc());
        rustc
            .args(["--edition=2024", "--crate-type=rlib", "--crate-name=closed", "-o"])
            .arg(work.path().join(&library));
        // What one exercise closes may be linked with what another one does.
        rustc.arg(format!("-Cmetadata={}", self.digest));
        rustc
            .arg(format!("--extern={}={}", closed::BELOW, std.display()))
            .arg(format!("-Ldependency={}", folder.display()));
        rustc.arg(format!("--remap-path-prefix={}=closed", work.path().display()));
        let output = rustc.arg(&source).output().map_err(|error| Fault::tool("rustc", error.to_string()))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(Fault::course(&self.manifest, format!("what is closed cannot be: {}", said.trim())));
        }
        *std = folder.join(&library);
        fs::rename(work.path().join(&library), &*std).map_err(Fault::file("move", std))
    }

    fn cargo(&self, toolchain: &Toolchain, folder: &Path) -> Result<String, Fault> {
        let manifest = &self.manifest.canonicalize().map_err(Fault::file("open", &self.manifest))?;
        let mut command = Command::new(toolchain.cargo());
        // Cargo obeys what `.cargo/config.toml` says in the folder that it stands in: that must not be a submission's.
        command.current_dir(manifest.parent().unwrap_or(Path::new("/")));
        command.args(["build", "--lib", "--locked", "--quiet", "--message-format=json-render-diagnostics"]);
        command.arg("--manifest-path").arg(manifest).arg("--target-dir").arg(folder);
        command.args(self.packages.iter().flat_map(|package| ["--package", package]));
        command.args(self.profile.iter().flat_map(|setting| ["--config", setting]));
        command.env("RUSTC", toolchain.rustc()).env("CARGO_ENCODED_RUSTFLAGS", flags());
        // Wherever else users keep what is in between: we link with it.
        command.env("CARGO_BUILD_BUILD_DIR", folder);
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
}

/// Whether a crate of that name is for scenarios alone, and not for what they explore.
pub(super) fn is_explorer(name: &str) -> bool {
    EXPLORERS.contains(&name)
}

impl Kit {
    /// Those of its crates that may be used here, by their names in code.
    pub(super) fn named(&self, may_be_used: impl Fn(&str) -> bool) -> BTreeMap<&str, &Path> {
        let externs = self.externs.iter().map(|(name, library)| (name.as_str(), library.as_path()));
        externs.filter(|(name, _)| may_be_used(name)).collect()
    }

    /// Where its libraries lie.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let of_externs = self.externs.values().filter_map(|library| library.parent().map(Path::to_owned));
        of_externs.chain(self.folder.clone()).collect()
    }
}

/// Digests by the files that they were made of, and the profile.
type Known = BTreeMap<(Vec<Stamp>, [&'static str; 3]), String>;

/// By what a file is known to be as it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp {
    path: PathBuf,
    bytes: u64,
    written: SystemTime,
}

impl Stamp {
    fn of(path: PathBuf) -> Result<Stamp, Fault> {
        let metadata = fs::metadata(&path).map_err(Fault::file("read", &path))?;
        let written = metadata.modified().map_err(Fault::file("read", &path))?;
        Ok(Stamp { path, bytes: metadata.len(), written })
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

/// All files of these folders, in order.
fn sources(folders: &[PathBuf]) -> Result<Vec<PathBuf>, Fault> {
    let mut sources = Vec::new();
    for folder in folders {
        // A link to a folder of ours is followed.
        let walk = WalkDir::new(folder.canonicalize().map_err(Fault::file("open", folder))?).sort_by_file_name();
        let is_ours =
            |entry: &walkdir::DirEntry| !["target", "tests", "benches"].iter().any(|name| entry.file_name() == *name);
        for entry in walk.into_iter().filter_entry(is_ours) {
            let entry = entry.map_err(|error| Fault::file("list", folder)(error.into()))?;
            sources.extend(entry.file_type().is_file().then(|| entry.into_path()));
        }
    }
    Ok(sources)
}

fn known(list: &Path) -> Option<Kit> {
    let kit: Kit = serde_json::from_slice(&fs::read(list).ok()?).ok()?;
    kit.externs.values().all(|library| library.is_file()).then_some(kit)
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
