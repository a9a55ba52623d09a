//! `grader trace`: what one's own code does in one case of a check, in the terminal and as a page with pictures.

use std::{fs, path::Path};

use super::{
    ExitCode, Failure,
    arguments::{Trace, TraceFormat},
    grade::launcher,
    output::{OutputFile, Screen},
};
use crate::{
    Fault,
    pipeline::{self, Checks, NotTraced, Traced},
    practice::{NoPlace, Place},
    report::traced::{json, page, traced},
};

/// Where the pages lie, from the root of the course.
const FOLDER: &str = "target/grader";

/// Shows the case that is asked for.
///
/// # Errors
/// There is no such exercise or check here, it does not compile, or this machine can run or write none of it.
pub(super) fn trace(asked: &Trace, screen: &Screen) -> Result<ExitCode, Failure> {
    let place = Place::find()?;
    let exercise = place.exercise(&super::or_next(&place, asked.exercise.as_deref())?).map_err(NoPlace::from)?;
    if !place.hidden {
        let problem = "the runs that are traced are the grader's own, which are not in this copy of the course";
        return Err(Failure::Usage(format!("{problem}: `cargo test -p {}` runs what is", exercise.package)));
    }
    let (folder, check) = (place.folder(exercise), asked.check.as_deref());
    let seen = pipeline::trace(&place.course, exercise, &folder, check, &launcher(None)?, Checks::default());
    let seen = seen.map_err(failure)?;
    let file = format!("{FOLDER}/trace-{}.html", exercise.package);
    keep(&place.course.root, &file, &seen)?;
    screen.write(&match asked.format {
        TraceFormat::Terminal => traced(&seen, &file, screen.width()),
        TraceFormat::Json => json(&seen, &file),
    })?;
    Ok(if seen.finding.is_none() { ExitCode::Passed } else { ExitCode::NotPassed })
}

fn keep(root: &Path, file: &str, seen: &Traced) -> Result<(), Failure> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).map_err(Fault::file("create", &folder))?;
    OutputFile::prepare(&root.join(file))?.write(&page(seen))
}

fn failure(reason: NotTraced) -> Failure {
    match reason {
        NotTraced::Fault(fault) => fault.into(),
        NotTraced::Blind(_) => Failure::Machine(reason.to_string()),
        reason => Failure::Usage(reason.to_string()),
    }
}
