//! One check of one exercise, from the files to the verdict: what cargo says first, since it is quickest, then the visible tests,
//! then the grader's own checks, which alone decide.

use std::{env, fs, time::Instant};

use super::{
    Event, Kept, Place, Progress, Slip,
    ahead::{self, Ahead},
    room::Room,
    slips, visible,
};
use crate::{
    Fault,
    course::Exercise,
    pipeline::{self, Checks, NothingToGrade},
    report::{self, Fate, Graded, Report},
    sandbox::{Launcher, OURSELVES, Seal},
};

/// What a check is made with.
#[derive(Debug)]
pub struct Means {
    /// Shuts runs in.
    pub launcher: Launcher,
    /// What is checked.
    pub checks: Checks,
    /// Shuts in alike what gives way to others.
    giving_way: Launcher,
    /// What was left of the machine when these were ready.
    room: Room,
}

impl Means {
    /// Those, as of now.
    pub fn ready(launcher: Launcher, checks: Checks) -> Means {
        Means { giving_way: launcher.giving_way(), launcher, checks, room: Room::now() }
    }

    /// Starts what a check will need, for whoever does not know yet when it begins.
    pub fn prepare(&self) {
        let (tests, compilers) = (1, ahead::COMPILERS);
        match self.room {
            Room::Plenty => self.launcher.prepare(tests + compilers),
            Room::Little => {
                self.launcher.prepare(tests);
                self.giving_way.prepare(compilers);
            }
            Room::None => self.launcher.prepare(tests),
        }
    }
}

/// Checks the student's own `exercise`, and tells all that happens. The report is `None` where there are no hidden checks; then
/// `Ok((None, passed))` says whether the visible tests pass.
///
/// # Errors
/// A visible test cannot be started, or what was reached cannot be written. A fault of the grader is in the report.
pub fn check<E: From<Fault>>(
    place: &Place,
    exercise: &Exercise,
    means: impl FnOnce() -> Result<Means, E>,
    tell: &mut dyn FnMut(Event),
) -> Result<(Option<Report>, bool), E> {
    // What was said once need not be said again, nor what cargo makes of a file that is gone.
    let mut noted = Vec::new();
    let tell: &mut dyn FnMut(Event) = &mut |event| {
        if let Event::Note { slip, .. } = &event {
            let follows = matches!(slip, Slip::Manifest | Slip::Cargo) && noted.contains(&Slip::Gone);
            if follows || noted.contains(slip) {
                return;
            }
            noted.push(*slip);
        }
        tell(event);
    };
    tell(Event::Began {
        exercise: exercise.package.clone(),
        stem: exercise.stem.clone(),
        title: exercise.title.clone(),
        hidden_checks: place.hidden,
    });
    slips::of_files(place, exercise).into_iter().for_each(|(slip, text)| tell(Event::Note { slip, text }));
    if !place.hidden {
        let launcher = Launcher::sealed(OURSELVES, Seal::NONE);
        let seen = see(place, exercise, &launcher, || (), tell)?;
        // There is nothing else here that an exercise could pass.
        match seen {
            true => Kept::passed(&place.course.root, &exercise.package)?,
            false => Kept::not_passed(&place.course.root, &exercise.package)?,
        }
        tell(Event::NoVerdict { passed: seen });
        return Ok((None, seen));
    }
    let means = means()?;
    // Whoever watches may be drawing right now, which is no work of others.
    let mut ahead = match means.room.max(Room::now()) {
        Room::Plenty => Some(Ahead::begin(place, exercise, &means.launcher)),
        Room::Little => Some(Ahead::begin(place, exercise, &means.giving_way)),
        Room::None => None,
    };
    let compiled = || {
        // The tests mostly wait.
        ahead.get_or_insert_with(|| Ahead::begin(place, exercise, &means.launcher));
    };
    let seen = see(place, exercise, &means.launcher.unsealed(), compiled, tell)?;
    ahead.into_iter().for_each(Ahead::wait);
    tell(Event::Checks { compiled: is_compiled(place) });
    let report = grade(place, exercise, &means.launcher, means.checks, tell);
    Progress::keep(&place.course.root, &report)?;
    if report.exercises.iter().all(|one| one.passed()) {
        Kept::passed(&place.course.root, &exercise.package)?;
    }
    for one in &report.exercises {
        slips::of_report(place, exercise, one).into_iter().for_each(|(slip, text)| tell(Event::Note { slip, text }));
        tell(Event::Verdict { exercise: Box::new(one.clone()) });
    }
    pipeline::tidy(&place.course);
    Ok((Some(report), seen))
}

/// What can be seen without the grader; says whether all of it passes. `done` is called when the compiler is.
fn see(
    place: &Place,
    exercise: &Exercise,
    launcher: &Launcher,
    done: impl FnOnce(),
    tell: &mut dyn FnMut(Event),
) -> Result<bool, Fault> {
    let began = Instant::now();
    let compiled = visible::compile(place, exercise);
    done();
    let seconds = began.elapsed().as_secs_f64();
    match compiled {
        visible::Compiled::Tests(tests) => {
            tell(Event::Compiled { passed: true, seconds, errors: Vec::new() });
            visible::run(place, exercise, launcher, &tests, tell)
        }
        visible::Compiled::Refused(errors) => {
            let notes = slips::of_errors(place, exercise, &errors);
            tell(Event::Compiled { passed: false, seconds, errors });
            notes.into_iter().for_each(|(slip, text)| tell(Event::Note { slip, text }));
            Ok(false)
        }
        visible::Compiled::Cargo(said) => {
            tell(Event::Compiled { passed: false, seconds, errors: Vec::new() });
            let (slip, text) = slips::of_cargo(&said);
            tell(Event::Note { slip, text });
            Ok(false)
        }
    }
}

fn grade(
    place: &Place,
    exercise: &Exercise,
    launcher: &Launcher,
    checks: Checks,
    tell: &mut dyn FnMut(Event),
) -> Report {
    let folder = std::path::Path::new("exercises").join(&exercise.stem);
    let mut progress = |step: pipeline::Progress| {
        if let pipeline::Progress::Judged(result) = step {
            tell(Event::Check { check: Box::new(report::check_report(exercise, result)) });
        }
    };
    let level = Some(launcher.seal().level());
    let graded = pipeline::grade(
        &place.course,
        &place.folder(exercise),
        std::slice::from_ref(&exercise.stem),
        launcher,
        checks,
        &mut progress,
    );
    let graded = graded.unwrap_or_else(|nothing| vec![missing(exercise, &nothing)]);
    // As it is typed in the root of the course.
    let graded: Vec<Graded> = graded.into_iter().map(|graded| Graded { folder: folder.clone(), ..graded }).collect();
    Report::new(&folder, level, &graded)
}

/// Whether the hidden checks seem to be there: a test binary that is newer than we are. Where none is, cargo makes one, which takes
/// minutes.
fn is_compiled(place: &Place) -> bool {
    let modified = |path: &std::path::Path| path.metadata().and_then(|data| data.modified()).ok();
    let ours = env::current_exe().ok();
    let (Some(ours), Some(folder)) =
        (ours.as_deref().and_then(modified), ours.as_deref().and_then(|ours| ours.parent()))
    else {
        return true;
    };
    let built = fs::read_dir(folder.join("deps")).into_iter().flatten().flatten();
    let is_hidden = |name: &str| name.starts_with("hidden-") && !name.contains('.');
    let mut hidden = built.filter(|entry| entry.file_name().to_str().is_some_and(is_hidden));
    !folder.starts_with(place.course.root.join("target")) || hidden.any(|entry| modified(&entry.path()) >= Some(ours))
}

fn missing<'a>(exercise: &'a Exercise, nothing: &NothingToGrade) -> Graded<'a> {
    Graded { fate: Fate::Fault(nothing.to_string()), ..Graded::absent(exercise) }
}
