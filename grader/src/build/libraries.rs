//! The libraries of several exercises as modules of one crate, so that the compiler is started once for them. What may be there
//! is `module`'s concern; what is wrong with one, or to be warned of, is told by nobody here: that one is compiled alone, where
//! `job` finds out what to say.
//!
//! In messages each library has a folder of its own, which tells whose they are. In the program a file is called as it would be
//! alone, `src/lib.rs`: what is left out of it is left out of what the program knows, and not of what the compiler calls its files,
//! since to the compiler two files of one name are the same.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use super::{
    diagnostic::{Diagnostic, Diagnostics},
    footprint::is_unnoticed,
    inputs::inputs,
    job::{CONTROLLED, Half, Job, LIBRARY, remap, succeeded},
    rustc::{self, Given},
};
use crate::Fault;

/// A library as a driver finds it.
#[derive(Debug, Clone)]
pub(super) struct Library {
    /// The name in code of its crate, which no other has.
    crate_name: String,
    rlib: PathBuf,
    /// Which module of that crate it is, where it is not all of it.
    module: Option<String>,
}

impl Library {
    /// One that is a crate of its own.
    pub(super) fn alone(job: &Job, half: &Half) -> Library {
        let crate_name = match half.library.as_str() {
            CONTROLLED => format!("{}_{CONTROLLED}", job.exercise.stem),
            own => own.to_owned(),
        };
        Library { crate_name, rlib: job.rlib(half), module: None }
    }

    /// Its crate, as it is linked.
    pub(super) fn linked(&self) -> (&str, &Path) {
        (&self.crate_name, &self.rlib)
    }

    /// Its name in code.
    pub(super) fn path(&self) -> String {
        let module = self.module.iter().map(|module| format!("::{module}"));
        [self.crate_name.clone()].into_iter().chain(module).collect()
    }
}

/// Libraries that are modules of one crate.
#[derive(Debug)]
pub(super) struct Joined {
    crate_name: String,
    rlib: PathBuf,
    /// The stems of those that it consists of.
    stems: BTreeSet<String>,
    /// Of which of them the compiler has said something.
    warned: BTreeSet<String>,
}

impl Joined {
    /// That of an exercise, where it is among them.
    pub(super) fn library(&self, job: &Job) -> Option<Library> {
        let (crate_name, rlib) = (self.crate_name.clone(), self.rlib.clone());
        let is_here = self.stems.contains(&job.exercise.stem);
        is_here.then(|| Library { crate_name, rlib, module: Some(module(job)) })
    }

    pub(super) fn is_warned_of(&self, job: &Job) -> bool {
        self.warned.contains(&job.exercise.stem)
    }
}

/// Compiles the libraries of these halves, which have the same crates, all but those that errors are about; `None` where nobody
/// can tell which these are, where a message is about none of them, or where nothing is saved.
///
/// # Errors
/// A file, or the compiler itself, fails.
pub(super) fn together(mut members: Vec<(&Job, Half)>, crate_name: &str, work: &Path) -> Result<Option<Joined>, Fault> {
    let (laid, out) = (work.join("laid"), work.join("out"));
    for folder in [work, &laid, &out] {
        fs::create_dir(folder).map_err(Fault::file("create", folder))?;
    }
    for (job, _) in &members {
        job.sources.lay(&laid.join(&job.exercise.stem))?;
    }
    while members.len() > 1 {
        let (job, half) = &members[0];
        let root = laid.join(ROOT);
        fs::write(&root, text(&members)).map_err(Fault::file("write", &root))?;
        let arguments = arguments(&members, crate_name, &laid, &out);
        let given = Given { sysroot: &job.toolchain.sysroot, folder: &laid, out: &out, read: half.kit.folders() };
        let ended = rustc::start(job.launcher, given, &arguments, job.limits)?;
        let said = Diagnostics::read(&ended.messages);
        if succeeded(&ended) {
            let rlib = out.join(format!("lib{crate_name}.rlib"));
            let is_as_expected = reads_nothing_else(&members, &laid, &out.join(format!("{crate_name}.d")))
                && said.warnings.iter().all(|warning| members.iter().any(|(job, _)| is_about(warning, job)))
                && is_unnoticed(&rlib);
            let all = |is: &dyn Fn(&Job) -> bool| {
                let stems = members.iter().filter(|(job, _)| is(job)).map(|(job, _)| job.exercise.stem.clone());
                stems.collect()
            };
            let warned = all(&|job| said.warnings.iter().any(|warning| is_about(warning, job)));
            let joined = Joined { crate_name: crate_name.to_owned(), rlib, stems: all(&|_| true), warned };
            return Ok(is_as_expected.then_some(joined));
        }
        let before = members.len();
        members.retain(|(job, _)| !said.errors.iter().any(|error| is_about(error, job)));
        if members.len() == before {
            return Ok(None);
        }
    }
    Ok(None)
}

/// The root of the crate, beside the folders of the libraries.
const ROOT: &str = "lib.rs";

/// A module is called as the library would be, so that what names functions tells no more than it would.
fn module(job: &Job) -> String {
    job.plain().library
}

fn text(members: &[(&Job, Half)]) -> String {
    let module =
        |(job, _): &(&Job, Half)| format!("#[path = \"{}/{LIBRARY}\"]\npub mod {};\n", job.exercise.stem, module(job));
    members.iter().map(module).collect()
}

fn arguments(members: &[(&Job, Half)], crate_name: &str, laid: &Path, out: &Path) -> Vec<OsString> {
    let stems = members.iter().map(|(job, _)| job.exercise.stem.as_str());
    let mut arguments = members[0].1.library_arguments(crate_name, laid, out);
    arguments.extend(stems.map(|stem| remap(Path::new(&format!("{stem}/")))));
    arguments.extend(["--remap-path-scope=macro,debuginfo".into(), ROOT.into()]);
    arguments
}

/// Whether a message points at a file of this exercise.
fn is_about(message: &Diagnostic, job: &Job) -> bool {
    message.all_spans().any(|span| Path::new(&span.file_name).starts_with(&job.exercise.stem))
}

/// Whether the compiler has read nothing but what was laid out.
fn reads_nothing_else(members: &[(&Job, Half)], laid: &Path, list: &Path) -> bool {
    let is_laid = |path: &PathBuf| {
        let of = |job: &Job| {
            path.strip_prefix(&job.exercise.stem)
                .is_ok_and(|path| path.to_str().is_some_and(|name| job.sources.is_laid(name)))
        };
        path == Path::new(ROOT) || members.iter().any(|(job, _)| of(job))
    };
    inputs(list, laid).iter().all(is_laid)
}
