//! From a submission to a build: the cache first, and whose mistake it is when nothing comes out. The compilation itself is
//! `job`'s concern.

use std::path::Path;

use super::{
    cache,
    job::{Job, Made, compile},
    parts::Parts,
    program::Build,
    rustc::LIMITS,
    scratch::Scratch,
    sources::{Sources, clean_copy},
    toolchain::Toolchain,
};
use crate::{
    Fault,
    course::Exercise,
    judge::{Finding, Verdict},
    sandbox::{Launcher, Limits},
    submission::{Submission, take},
};

/// Compiles a submission's library, and our driver against it.
///
/// The compiler is shut in as `launcher` shuts runs in. The program comes from the cache when it was made before from the same sources, driver, compiler, flags and crates.
///
/// # Errors
/// A file of ours, the compiler or cargo fails; or the driver does not even compile with our own copy of the exercise.
pub fn build(
    course_root: &Path,
    exercise: &Exercise,
    submission: &Submission,
    launcher: &Launcher,
) -> Result<Build, Fault> {
    build_within(course_root, exercise, submission, launcher, &LIMITS)
}

/// [`build`], with other limits for each call of the compiler.
///
/// # Errors
/// As for [`build`].
pub fn build_within(
    course_root: &Path,
    exercise: &Exercise,
    submission: &Submission,
    launcher: &Launcher,
    limits: &Limits,
) -> Result<Build, Fault> {
    let toolchain = Toolchain::of(course_root)?;
    let scratch = Scratch::open(course_root)?;
    let parts = Parts::of(course_root, exercise, submission, toolchain)?;
    if let Some(build) = cache::look_up(&scratch, &parts.digest) {
        return Ok(build);
    }
    let (kits, work) = (parts.kits(toolchain, &scratch)?, scratch.work()?);
    let job = Job { exercise, sources: &parts.sources, toolchain, kits: &kits, launcher, limits, work: work.path() };
    let digest = &parts.digest;
    match compile(&job)? {
        Made::Program(programs, warnings) => cache::keep(&scratch, digest, &programs, warnings),
        // A bound may be passed because the machine is busy: the next time may be better.
        Made::Refused(finding) | Made::Unfit(finding) if finding.verdict == Verdict::OverLimit => {
            Ok(Build::Refused(Box::new(finding)))
        }
        Made::Refused(finding) => cache::keep_refusal(&scratch, digest, finding),
        Made::Unfit(finding) => {
            make_sure_that_ours_fits(course_root, &job, &scratch)?;
            cache::keep_refusal(&scratch, digest, finding)
        }
    }
}

/// Blames the driver when it does not compile with our own copy either: that is a fault, not a verdict.
fn make_sure_that_ours_fits(course_root: &Path, job: &Job, scratch: &Scratch) -> Result<(), Fault> {
    let folder = clean_copy(course_root, &job.exercise.stem)?;
    let problem = |what: String| Err(Fault::course(&folder, format!("{what}: correct it or the driver")));
    let ours = match take(job.exercise, &folder) {
        Ok(ours) => ours,
        Err(error) => return problem(error.to_string()),
    };
    let sources = Sources::of(course_root, job.exercise, &ours)?;
    let work = scratch.work()?;
    match compile(&Job { sources: &sources, work: work.path(), ..*job })? {
        Made::Program(..) => Ok(()),
        Made::Refused(finding) => problem(format!("our own copy does not compile ({})", said(&finding))),
        Made::Unfit(finding) => problem(format!("our own copy does not fit the driver ({})", said(&finding))),
    }
}

fn said(finding: &Finding) -> String {
    format!("{}: {}", finding.message, finding.seen)
}
