//! One compilation in a folder of its own: the library, then the driver against it; and where schedules are explored, both
//! once more: the library against what stands for std there, then the driver of the scenarios. How the compiler is started,
//! and what its messages mean, is the concern of `rustc` and `refusal`.
//!
//! rustc is called directly, twice. Medians of 10 for the library and driver of the first exercise, in CPU time on an idle
//! machine: 146 ms; cargo in a warm scratch workspace 181 ms; cargo in a fresh one 218 ms. With std linked dynamically it
//! would be 135 ms, but then a run needs the toolchain in its sandbox; with opt-level 1 it would be 254 ms.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    panic::resume_unwind,
    path::{Path, PathBuf},
    thread::{self, ScopedJoinHandle},
};

use super::{
    diagnostic::Diagnostics,
    inputs::inputs,
    kit::{Kit, is_explorer},
    parts::Kits,
    program::Warning,
    refusal::{self, Ground},
    rustc::{self, Ended, Given, How},
    sources::Sources,
    toolchain::Toolchain,
};
use crate::{
    Fault,
    course::Exercise,
    judge::Finding,
    observe::Exit,
    sandbox::{Launcher, Limits},
};

/// For the library and the driver alike. No optimisation: overflow is checked, and each line is the student's own. A
/// million numbers through ipc-channel take 0.42 s so.
const FLAGS: [&str; 4] = ["--edition=2024", "--error-format=json", "--diagnostic-width=120", "-Ccodegen-units=1"];
/// For what is observed: facts are told with the lines of those who called.
const OBSERVED_FLAGS: [&str; 1] = ["-Cdebuginfo=line-tables-only"];
/// For what is explored: weave knows the lines of its callers, and without that of std a program weighs a quarter.
const EXPLORED_FLAGS: [&str; 2] = ["-Cdebuginfo=0", "-Cstrip=debuginfo"];
/// For the library alone. As cargo does, no bitcode is put into it: nobody optimises across crates here, and it takes 8 % of the
/// library's time.
const LIBRARY_FLAGS: [&str; 3] = ["--crate-type=rlib", "-Funsafe_code", "-Cembed-bitcode=no"];
/// For the drivers alone. What the compiler might warn of there is not the student's concern. The linker merges no strings: a
/// program weighs 1 % more, and takes 7 % less time.
const DRIVER_FLAGS: [&str; 3] = ["--crate-type=bin", "--cap-lints=allow", "-Clink-arg=-Wl,-O0"];
/// The library's root.
pub(super) const LIBRARY: &str = "src/lib.rs";
/// The name in code of the library whose schedules are explored.
pub(super) const CONTROLLED: &str = "controlled";

/// One compilation.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) exercise: &'a Exercise,
    pub(super) sources: &'a Sources,
    pub(super) toolchain: &'a Toolchain,
    pub(super) kits: &'a Kits,
    pub(super) launcher: &'a Launcher,
    pub(super) limits: &'a Limits,
    pub(super) work: &'a Path,
}

/// What came of it.
pub(super) enum Made {
    Program(Programs, Vec<Warning>),
    /// The library does not compile.
    Refused(Finding),
    /// It does, but the driver does not compile with it.
    Unfit(Finding),
}

/// The programs that are made of a submission.
pub(super) struct Programs {
    pub(super) driver: PathBuf,
    /// Where the exercise is explored.
    pub(super) scenarios: Option<PathBuf>,
}

/// Lays out the sources and compiles them. What is explored begins first: its driver alone takes as long as the library and the
/// driver of what is observed, which are made beside it, since a student who waits has two cores as a rule. Where both libraries
/// are refused, it is the submission as it is that says why.
///
/// # Errors
/// A file, or the compiler itself, fails.
pub(super) fn compile(job: &Job) -> Result<Made, Fault> {
    job.lay()?;
    let (plain, explored) = (job.plain(), job.explored());
    let controlled = explored.as_ref().map(|explored| job.library(explored)).transpose()?;
    let (observed, scenarios) = thread::scope(|scope| {
        let explored = explored.as_ref().zip(controlled);
        let scenarios = explored.map(|(half, library)| scope.spawn(move || job.explored_half(half, &library)));
        (job.observed_half(&plain), scenarios.map(join))
    });
    let (library, unfit) = observed?;
    let warnings = match library {
        Ok(warnings) => warnings,
        Err(finding) => return Ok(Made::Refused(finding)),
    };
    if let Some(unfit) = unfit {
        return Ok(Made::Unfit(unfit));
    }
    if let Some(made) = scenarios.transpose()?.flatten() {
        return Ok(made);
    }
    let program = |half: &Half| job.program(half);
    Ok(Made::Program(Programs { driver: program(&plain), scenarios: explored.as_ref().map(program) }, warnings))
}

/// What is said of a library, and why its driver does not fit where it does not.
type Observed = (Result<Vec<Warning>, Finding>, Option<Finding>);

fn join<T>(thread: ScopedJoinHandle<T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// One library and the driver that is linked with it.
#[derive(Clone)]
pub(super) struct Half<'a> {
    /// The library's name in code.
    pub(super) library: String,
    /// What of its lines the program is to know.
    lines: &'static [&'static str],
    /// What it is linked with.
    pub(super) kit: &'a Kit,
    /// The driver's name.
    pub(super) program: &'static str,
    /// Its root, relative to the folder of hidden checks.
    pub(super) driver: &'a Path,
    /// What the driver is linked with beside the library.
    pub(super) driver_kit: BTreeMap<&'a str, &'a Path>,
}

impl Half<'_> {
    /// What its library, or a crate of several of its kind, is compiled with, but for the crate's root. The name of `folder`, in
    /// which the compiler is started, is left out of every path.
    pub(super) fn library_arguments(&self, crate_name: &str, folder: &Path, out: &Path) -> Vec<OsString> {
        let mut arguments = self.arguments(&LIBRARY_FLAGS, out, &self.kit.named(|name| !is_explorer(name)));
        arguments.extend([remap(folder), "--crate-name".into(), crate_name.into()]);
        arguments
    }

    /// What its driver, or several of its kind, are compiled with. The name of `folder` is left out of every path, and no more of
    /// it: two files of one name are the same to the compiler, and a driver would be made of another one's text.
    pub(super) fn driver_arguments(&self, folder: &Path, out: &Path) -> Vec<OsString> {
        let mut arguments = self.arguments(&DRIVER_FLAGS, out, &self.driver_kit);
        arguments.extend(["--crate-name".into(), self.program.into(), remap(folder)]);
        arguments
    }

    /// What all have in common.
    fn arguments(&self, own: &[&str], out: &Path, externs: &BTreeMap<&str, &Path>) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = FLAGS.iter().chain(self.lines).chain(own).map(OsString::from).collect();
        arguments.extend(["--emit=link,dep-info".into(), "--out-dir".into(), out.into()]);
        for (name, library) in externs {
            arguments.extend(linked(name, library));
        }
        arguments.extend(self.kit.folder.iter().map(|folder| pair("-Ldependency", folder)));
        arguments
    }
}

/// What links a library under a name in code.
pub(super) fn linked(name: &str, library: &Path) -> [OsString; 2] {
    ["--extern".into(), pair(name, library)]
}

/// All flags that builds depend on, in one line.
pub(super) fn flags() -> String {
    [&FLAGS[..], &OBSERVED_FLAGS, &EXPLORED_FLAGS, &LIBRARY_FLAGS, &DRIVER_FLAGS].concat().join(" ")
}

pub(super) fn succeeded(ended: &Ended) -> bool {
    matches!(ended.how, How::Exited(Exit::Code(0)))
}

impl Job<'_> {
    fn laid(&self) -> PathBuf {
        self.work.join("laid")
    }

    /// Where the compiler writes.
    pub(super) fn out(&self) -> PathBuf {
        self.work.join("out")
    }

    pub(super) fn rlib(&self, half: &Half) -> PathBuf {
        self.out().join(format!("lib{}.rlib", half.library))
    }

    /// The name of a program, by which it knows whose driver it is where it has several.
    pub(super) fn program_name(&self, half: &Half) -> String {
        format!("{}-{}", self.exercise.package, half.program)
    }

    pub(super) fn program(&self, half: &Half) -> PathBuf {
        self.out().join(self.program_name(half))
    }

    /// The submission as it is.
    pub(super) fn plain(&self) -> Half<'_> {
        let library = self.exercise.package.replace('-', "_");
        Half {
            library,
            lines: &OBSERVED_FLAGS,
            kit: &self.kits.kit,
            program: "driver",
            driver: &self.sources.driver,
            driver_kit: [&self.kits.kit, &self.kits.driving].into_iter().flat_map(|kit| kit.named(|_| true)).collect(),
        }
    }

    /// The submission with another std; the driver has the real one.
    pub(super) fn explored(&self) -> Option<Half<'_>> {
        let driver = self.sources.scenarios.as_deref()?;
        let (kit, driver_kit) = (&self.kits.exploring, self.kits.exploring.named(is_explorer));
        let (library, program) = (CONTROLLED.to_owned(), "scenarios");
        Some(Half { library, lines: &EXPLORED_FLAGS, kit, program, driver, driver_kit })
    }

    /// Lays out the sources, and makes room for what is made of them.
    ///
    /// # Errors
    /// A file cannot be written.
    pub(super) fn lay(&self) -> Result<(), Fault> {
        self.sources.lay(&self.laid())?;
        fs::create_dir(self.out()).map_err(Fault::file("create", &self.out()))
    }

    /// Compiles the submission as it is; gives its warnings, or why it is refused.
    pub(super) fn plain_library(&self, plain: &Half) -> Result<Result<Vec<Warning>, Finding>, Fault> {
        let library = self.library(plain)?;
        if self.reads_outside(plain) {
            return Ok(Err(refusal::outside()));
        }
        if !succeeded(&library) {
            return refusal::of_library(&library, &self.ground(plain)).map(Err);
        }
        Ok(Ok(Diagnostics::read(&library.messages).warnings(|name| self.sources.is_laid(name))))
    }

    /// Compiles the submission as it is, and its driver.
    fn observed_half(&self, plain: &Half) -> Result<Observed, Fault> {
        let library = self.plain_library(plain)?;
        let unfit = if library.is_ok() { self.driver(plain)? } else { None };
        Ok((library, unfit))
    }

    /// Compiles the driver of the scenarios, where that is what came of the library that is explored; `None` where nothing is
    /// wrong.
    fn explored_half(&self, explored: &Half, library: &Ended) -> Result<Option<Made>, Fault> {
        if !succeeded(library) {
            return Ok(Some(Made::Refused(refusal::of_controlled(library, &self.ground(explored))?)));
        }
        Ok(self.driver(explored)?.map(Made::Unfit))
    }

    /// It is started in the laid folder.
    pub(super) fn library(&self, half: &Half) -> Result<Ended, Fault> {
        let mut arguments = half.library_arguments(&half.library, &self.laid(), &self.out());
        // Several libraries of one name are told apart by this where they are linked together.
        arguments.extend([format!("-Cmetadata={}", self.exercise.stem).into(), LIBRARY.into()]);
        self.rustc(&arguments, half.kit.folders())
    }

    /// Why the driver does not compile with the library.
    fn driver(&self, half: &Half) -> Result<Option<Finding>, Fault> {
        let mut arguments = half.driver_arguments(&self.sources.hidden, &self.out());
        arguments.extend(linked(&half.library, &self.rlib(half)));
        // Where it is started.
        arguments.push(remap(&self.laid()));
        arguments.push(self.sources.hidden.join(half.driver).into());
        let read = [half.kit.folders(), self.kits.driving.folders(), vec![self.sources.hidden.clone()]].concat();
        let ended = self.rustc(&arguments, read)?;
        if !succeeded(&ended) {
            return refusal::of_driver(&ended, &self.ground(half)).map(Some);
        }
        self.check_driver_inputs(half)?;
        let (made, program) = (self.out().join(half.program), self.program(half));
        fs::rename(&made, program).map_err(Fault::file("move", &made))?;
        Ok(None)
    }

    /// Calls the compiler, which may read these folders beside the sources that are laid out.
    fn rustc(&self, arguments: &[OsString], read: Vec<PathBuf>) -> Result<Ended, Fault> {
        let (laid, out) = (self.laid(), self.out());
        let given = Given { sysroot: &self.toolchain.sysroot, folder: &laid, out: &out, read };
        rustc::start(self.launcher, given, arguments, self.limits)
    }

    /// Whether the compiler read a file that was not laid out, as `include_str!` can make it.
    fn reads_outside(&self, half: &Half) -> bool {
        let list = self.out().join(format!("{}.d", half.library));
        let is_laid = |path: &PathBuf| path.to_str().is_some_and(|name| self.sources.is_laid(name));
        !inputs(&list, &self.laid()).iter().all(is_laid)
    }

    /// The cache would not notice a change of a file that the key does not cover.
    fn check_driver_inputs(&self, half: &Half) -> Result<(), Fault> {
        let hidden = &self.sources.hidden;
        let known = |path: &PathBuf| path.to_str().is_some_and(|name| self.sources.ours.contains_key(name));
        match inputs(&self.out().join(format!("{}.d", half.program)), hidden).into_iter().find(|path| !known(path)) {
            None => Ok(()),
            Some(other) => {
                let remedy =
                    "move that file into `driver/`, or what is of use to other drivers into the crate `harness`";
                let problem = format!("consists of {}, which builds do not depend on: {remedy}", other.display());
                Err(Fault::course(&hidden.join(half.driver), problem))
            }
        }
    }

    fn ground(&self, half: &Half) -> Ground<'_> {
        let crates: String = self.exercise.crates.iter().map(|name| format!(" and `{name}`")).collect();
        let path = |path: &Path, name| (format!("{}/", path.display()), name);
        Ground {
            sources: self.sources,
            private: vec![
                path(&self.laid(), ""),
                path(self.work, ""),
                path(&self.sources.hidden, ""),
                path(&self.toolchain.sysroot, "<rust>/"),
            ],
            library: half.library.clone(),
            terms: format!("{}, edition 2024, with std{crates}", self.toolchain.name()),
        }
    }
}

pub(super) fn remap(folder: &Path) -> OsString {
    let mut argument = OsString::from("--remap-path-prefix=");
    argument.push(folder);
    argument.push("=");
    argument
}

fn pair(name: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(name);
    argument.push("=");
    argument.push(path);
    argument
}
