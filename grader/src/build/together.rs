//! Building all that one student has handed in at once: the libraries as modules of one crate where they may be (`libraries`),
//! each alone where not, as `compile` does it; and their drivers as one program, which is kept under the name of each. Nothing is
//! refused here that would not be refused there, and whatever does not go this way is left to it.
//!
//! CPU time of a build, for a student's fourteen exercises of which eleven are explored, each: on a busy machine alone 913 ms, with
//! one program for the drivers 488 ms; on an idle one 400 ms so, and 300 ms with one crate for the libraries as well. What is kept
//! of them weighs 19 MB in place of 90.

use std::{
    fs,
    path::{Path, PathBuf},
    ptr,
};

use super::{
    cache,
    drivers::{self, Member},
    footprint::is_unnoticed,
    job::{Half, Job, Programs, succeeded},
    libraries::{self, Joined, Library},
    module::may_be_module,
    parts::{Kits, Parts},
    program::{Build, Warning},
    rustc::LIMITS,
    scratch::Scratch,
    toolchain::Toolchain,
};
use crate::{Fault, course::Exercise, judge::Verdict, sandbox::Launcher, submission::Submission};

/// Builds that stay where `build` finds them while this value lives.
#[derive(Debug, Default)]
#[must_use = "what is kept may be gone when nobody holds it"]
pub struct Kept {
    builds: Vec<Build>,
}

impl Kept {
    /// How many builds these are, refusals among them.
    pub fn count(&self) -> usize {
        self.builds.len()
    }
}

/// Builds what is handed in, of which no two are for the same exercise and all are one student's: `build` finds it then. It ends
/// early when `stop` says so.
///
/// Where a library is refused, does not fit its driver, or would be noticed by other exercises, nothing is kept but a refusal, and
/// `build` does all of it and says why.
///
/// # Errors
/// A file of ours, the compiler or cargo fails; what is wrong with one exercise alone is for its own build to tell.
pub fn build_together(
    course_root: &Path,
    handed_in: &[(&Exercise, &Submission)],
    launcher: &Launcher,
    stop: &dyn Fn() -> bool,
) -> Result<Kept, Fault> {
    let toolchain = Toolchain::of(course_root)?;
    let scratch = Scratch::open(course_root)?;
    let (mut kept, mut lacking) = (Kept::default(), Vec::new());
    for (exercise, submission) in handed_in {
        let Ok(parts) = Parts::of(course_root, exercise, submission, toolchain) else { continue };
        match cache::look_up(&scratch, &parts.digest) {
            Some(build) => kept.builds.push(build),
            None => lacking.push(parts),
        }
    }
    if lacking.len() < 2 {
        return Ok(kept);
    }
    let work = scratch.work()?;
    let ready = |parts| Ready::of(parts, toolchain, &scratch, work.path());
    let ready: Vec<Ready> = lacking.iter().map(ready).collect::<Result<_, Fault>>()?;
    let jobs: Vec<Job> = ready.iter().map(|ready| ready.job(toolchain, launcher)).collect();
    for job in &jobs {
        job.lay()?;
    }
    let digests = lacking.iter().map(|parts| parts.digest.as_str());
    let all = jobs.iter().zip(digests);
    let all = all.map(|(job, digest)| One { job, digest, may_be_module: may_be_module(job.sources) });
    let groups = alike(all.collect(), |one: &One| one.job.plain().kit.externs.clone());
    for (number, group) in groups.into_iter().filter(|group| group.len() > 1).enumerate() {
        let work = work.path().join(number.to_string());
        fs::create_dir(&work).map_err(Fault::file("create", &work))?;
        let compiled = compile(group, &work, &scratch, &mut kept, stop)?;
        if compiled.len() > 1 && !stop() {
            kept.builds.extend(link(compiled, &work, &scratch)?);
        }
    }
    Ok(kept)
}

/// What one compilation needs, in a folder of its own.
struct Ready<'a> {
    parts: &'a Parts<'a>,
    kits: Kits,
    folder: PathBuf,
}

impl<'a> Ready<'a> {
    fn of(parts: &'a Parts<'a>, toolchain: &Toolchain, scratch: &Scratch, work: &Path) -> Result<Ready<'a>, Fault> {
        let folder = work.join(&parts.exercise.stem);
        fs::create_dir(&folder).map_err(Fault::file("create", &folder))?;
        Ok(Ready { parts, kits: parts.kits(toolchain, scratch)?, folder })
    }

    fn job(&'a self, toolchain: &'a Toolchain, launcher: &'a Launcher) -> Job<'a> {
        let Parts { exercise, sources, .. } = self.parts;
        Job { exercise, sources, toolchain, kits: &self.kits, launcher, limits: &LIMITS, work: &self.folder }
    }
}

/// An exercise to be built.
struct One<'a> {
    job: &'a Job<'a>,
    digest: &'a str,
    may_be_module: bool,
}

/// An exercise whose libraries are there.
struct Compiled<'a> {
    one: One<'a>,
    warnings: Vec<Warning>,
    plain: Library,
    /// Where it is explored.
    explored: Option<Library>,
}

/// Compiles the libraries of exercises with the same crates, and keeps what is refused. What is not there in the end is left to
/// `build`, and so is everything once somebody wants this to end.
fn compile<'a>(
    group: Vec<One<'a>>,
    work: &Path,
    scratch: &Scratch,
    kept: &mut Kept,
    stop: &dyn Fn() -> bool,
) -> Result<Vec<Compiled<'a>>, Fault> {
    let plain = group.iter().map(|one| (one, one.job.plain())).collect();
    let joined = join(plain, "handed_in", work, stop)?;
    let mut compiled = Vec::new();
    for one in group {
        if stop() {
            break;
        }
        // What is warned of is told as the compiler tells it of the library alone.
        let joined = joined.as_ref().filter(|joined| !joined.is_warned_of(one.job));
        let plain = match joined.and_then(|joined| joined.library(one.job)) {
            Some(library) => Some((library, Vec::new())),
            None => compile_alone(&one, scratch, kept)?,
        };
        compiled.extend(plain.map(|(plain, warnings)| Compiled { one, warnings, plain, explored: None }));
    }
    explore(&mut compiled, work, stop)?;
    compiled.retain(|compiled| compiled.one.job.explored().is_some() == compiled.explored.is_some());
    Ok(compiled)
}

/// Compiles a library as it is, and keeps the refusal where it is refused.
fn compile_alone(one: &One, scratch: &Scratch, kept: &mut Kept) -> Result<Option<(Library, Vec<Warning>)>, Fault> {
    let half = one.job.plain();
    match one.job.plain_library(&half)? {
        Ok(warnings) => Ok(alone(one.job, &half).map(|library| (library, warnings))),
        Err(finding) if finding.verdict == Verdict::OverLimit => Ok(None),
        Err(finding) => {
            kept.builds.push(cache::keep_refusal(scratch, one.digest, finding)?);
            Ok(None)
        }
    }
}

/// Compiles once more what is explored.
fn explore(compiled: &mut [Compiled], work: &Path, stop: &dyn Fn() -> bool) -> Result<(), Fault> {
    let explored = compiled.iter_mut().filter_map(|compiled| Some((compiled.one.job.explored()?, compiled)));
    for (number, group) in alike(explored.collect(), |(half, _)| half.kit.externs.clone()).into_iter().enumerate() {
        let halves = group.iter().map(|(half, compiled)| (&compiled.one, half.clone()));
        let joined = join(halves.collect(), &format!("controlled_{number}"), work, stop)?;
        for (half, Compiled { one, explored, .. }) in group {
            *explored = match joined.as_ref().and_then(|joined| joined.library(one.job)) {
                None if stop() => return Ok(()),
                None if succeeded(&one.job.library(&half)?) => alone(one.job, &half),
                joined => joined,
            };
        }
    }
    Ok(())
}

/// Compiles those that may be modules as one crate.
fn join(
    halves: Vec<(&One, Half)>,
    crate_name: &str,
    work: &Path,
    stop: &dyn Fn() -> bool,
) -> Result<Option<Joined>, Fault> {
    let modules = halves.into_iter().filter(|(one, _)| one.may_be_module).map(|(one, half)| (one.job, half));
    if stop() { Ok(None) } else { libraries::together(modules.collect(), crate_name, &work.join(crate_name)) }
}

/// A library that was compiled alone, where others do not notice that it is linked with them.
fn alone(job: &Job, half: &Half) -> Option<Library> {
    is_unnoticed(&job.rlib(half)).then(|| Library::alone(job, half))
}

/// Those of the same crates together: one exercise's crates are not to be linked with what was not written for them.
fn alike<T, C: PartialEq>(all: Vec<T>, crates: impl Fn(&T) -> C) -> Vec<Vec<T>> {
    let mut groups: Vec<(C, Vec<T>)> = Vec::new();
    for one in all {
        let crates = crates(&one);
        match groups.iter_mut().find(|(of, _)| *of == crates) {
            Some((_, group)) => group.push(one),
            None => groups.push((crates, vec![one])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Links the drivers of these exercises, and keeps the program for each of them.
fn link(group: Vec<Compiled>, work: &Path, scratch: &Scratch) -> Result<Vec<Build>, Fault> {
    let plain = group.iter().map(|Compiled { one, plain, .. }| Member {
        job: one.job,
        half: one.job.plain(),
        library: plain.clone(),
    });
    let Some(drivers) = drivers::together(plain.collect(), &work.join("drivers"))? else {
        return Ok(Vec::new());
    };
    let fits = |one: &One| drivers.members.iter().any(|member| ptr::eq(member.job, one.job));
    let explored =
        group.iter().filter(|compiled| fits(&compiled.one)).filter_map(|Compiled { one, explored, .. }| {
            Some(Member { job: one.job, half: one.job.explored()?, library: explored.clone()? })
        });
    let mut scenarios = Vec::new();
    for (number, group) in alike(explored.collect(), |member| member.half.kit.folder.clone()).into_iter().enumerate() {
        scenarios.extend(drivers::together(group, &work.join(format!("scenarios-{number}")))?);
    }
    let mut builds = Vec::new();
    for Compiled { one: One { job, digest, .. }, warnings, .. } in group {
        let program = |together: &drivers::Together| {
            let member = together.members.iter().find(|member| ptr::eq(member.job, job))?;
            Some((together.program.clone(), job.program(&member.half)))
        };
        let (driver, explores) = (program(&drivers), scenarios.iter().find_map(program));
        if let (Some(driver), true) = (driver, job.explored().is_some() == explores.is_some()) {
            let programs = Programs { driver: named(driver)?, scenarios: explores.map(named).transpose()? };
            builds.push(cache::keep(scratch, digest, &programs, warnings)?);
        }
    }
    Ok(builds)
}

/// Gives a file one more name, or a copy where the file system has one name for each.
fn named((file, name): (PathBuf, PathBuf)) -> Result<PathBuf, Fault> {
    let copied = fs::hard_link(&file, &name).or_else(|_| fs::copy(&file, &name).map(drop));
    copied.map_err(Fault::file("copy", &file))?;
    Ok(name)
}
