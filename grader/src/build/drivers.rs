//! The drivers of several exercises as modules of one program, so that they are compiled and linked once. The program has a name
//! for each of them, and by the name under which it is executed it knows which of them it is: its arguments are the driver's own,
//! and so are those of the processes that it starts.
//!
//! A driver is taken as it is, with a line after its last one. What does not fit there is left out, and told by nobody: it is
//! compiled alone, where `job` finds out why. Another library can make a driver ambiguous, by what it implements for types of std,
//! and then that one is left out; it cannot make it mean something else.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{
    diagnostic::Diagnostics,
    job::{Half, Job, linked, succeeded},
    libraries::Library,
    rustc::{self, Given},
};
use crate::Fault;

/// One driver, and the library that it calls.
pub(super) struct Member<'a> {
    pub(super) job: &'a Job<'a>,
    pub(super) half: Half<'a>,
    pub(super) library: Library,
}

/// Those that fit, in one program.
pub(super) struct Together<'a> {
    pub(super) program: PathBuf,
    pub(super) members: Vec<Member<'a>>,
}

/// Compiles those drivers that fit, all of one kind and with the same crates; `None` where nobody can tell which do not.
///
/// # Errors
/// A file, or the compiler itself, fails.
pub(super) fn together<'a>(mut members: Vec<Member<'a>>, work: &Path) -> Result<Option<Together<'a>>, Fault> {
    let (laid, out) = (work.join("laid"), work.join("out"));
    for folder in [work, &laid, &out] {
        fs::create_dir(folder).map_err(Fault::file("create", folder))?;
    }
    for member in &members {
        member.lay(&laid)?;
    }
    write(&laid.join("entry.rs"), ENTRY.as_bytes())?;
    while let Some(Member { job, half, .. }) = members.first() {
        write(&laid.join("main.rs"), root(&members).as_bytes())?;
        let mut arguments = half.driver_arguments(&laid, &out);
        let libraries: BTreeMap<&str, &Path> = members.iter().map(|one| one.library.linked()).collect();
        arguments.extend(libraries.iter().flat_map(|(name, rlib)| linked(name, rlib)));
        arguments.push("main.rs".into());
        let libraries = libraries.values().filter_map(|rlib| rlib.parent()).map(Path::to_owned);
        let read = [half.kit.folders(), job.kits.driving.folders(), libraries.collect()].concat();
        let given = Given { sysroot: &job.toolchain.sysroot, folder: &laid, out: &out, read };
        let ended = rustc::start(job.launcher, given, &arguments, job.limits)?;
        if succeeded(&ended) {
            return Ok(Some(Together { program: out.join(half.program), members }));
        }
        let (said, before) = (Diagnostics::read(&ended.messages), members.len());
        members.retain(|one| !one.is_named(&said));
        if members.len() == before {
            return Ok(None);
        }
    }
    Ok(None)
}

/// A module in a driver may call its `main`, which nobody else may.
const ENTRY: &str =
    "pub(crate) fn enter() -> std::process::ExitCode { std::process::Termination::report(super::main()) }\n";
/// What follows a driver.
const WITH_ENTRY: &str = "\n#[path = \"../entry.rs\"] pub(crate) mod entry;\n";

impl Member<'_> {
    fn stem(&self) -> &str {
        &self.job.exercise.stem
    }

    /// Writes the files that the driver may consist of below `folder`.
    fn lay(&self, folder: &Path) -> Result<(), Fault> {
        let (root, own) = (self.half.driver, self.half.driver.with_extension(""));
        for (name, content) in &self.job.sources.ours {
            let name = Path::new(name);
            if name != root && !name.starts_with(&own) {
                continue;
            }
            let mut content = content.clone();
            let (own, known) = (self.library.path(), &self.half.library);
            if name.extension().is_some_and(|extension| extension == "rs") && own != *known {
                content.extend(format!("\n#[allow(unused_imports)] use {own} as {known};\n").into_bytes());
            }
            if name == root {
                content.extend(WITH_ENTRY.as_bytes());
            }
            write(&folder.join(name), &content)?;
        }
        Ok(())
    }

    /// Whether an error is about a file of its driver.
    fn is_named(&self, said: &Diagnostics) -> bool {
        let mut spans = said.errors.iter().flat_map(|error| error.all_spans());
        spans.any(|span| Path::new(&span.file_name).starts_with(self.stem()))
    }
}

/// The program's root.
fn root(members: &[Member]) -> String {
    let (mut modules, mut drivers) = (String::new(), String::new());
    for member in members {
        // Names of functions tell what a thread waits for: a module has none that could.
        let (module, name) = (format!("of_{}", member.job.plain().library), member.job.program_name(&member.half));
        modules += &format!("#[path = {:?}] mod {module};\n", member.half.driver);
        drivers += &format!("    ({name:?}, {module}::entry::enter),\n");
    }
    format!("{modules}const DRIVERS: &[(&str, fn() -> std::process::ExitCode)] = &[\n{drivers}];\n{MAIN}")
}

/// By a loader it is executed under the loader's name, and told its own.
const MAIN: &str = r#"
fn main() -> std::process::ExitCode {
    let own = std::env::current_exe().ok().and_then(driver);
    let told = || driver(std::env::args_os().next()?.into());
    own.or_else(told).expect("it is executed under the name of one of them")()
}

fn driver(program: std::path::PathBuf) -> Option<fn() -> std::process::ExitCode> {
    let name = program.file_name()?.to_str()?;
    let name = name.strip_suffix(" (deleted)").unwrap_or(name);
    for (known, driver) in DRIVERS {
        if *known == name {
            return Some(*driver);
        }
    }
    None
}
"#;

fn write(path: &Path, content: &[u8]) -> Result<(), Fault> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(Fault::file("create", folder))?;
    fs::write(path, content).map_err(Fault::file("write", path))
}
