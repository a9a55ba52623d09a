//! The way of a submission through the rooms, and the only place that knows them all. It prints nothing: what became of
//! each exercise is its result, and on the way there it tells `progress`.
//!
//! ```text
//! PATH -> submission::find -> take -> build -> hidden checks -> records -> judge::score -> Graded
//! SUBMISSIONS -> class::list -> open -> the same, unless the store knows it -> store
//! ```

mod basis;
mod batch;
mod class;
mod hear;
mod hidden;
mod records;
mod replay;
mod trace;

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
    time::Instant,
};

pub use batch::{Batch, BatchError, Part, Step, Tally, batch};
pub use class::class;
use hidden::{Asked, Hidden, Judged};
#[doc(hidden)]
pub use records::read as read_records;
pub use replay::{NotReplayed, Replayed, replay};
pub use trace::{NotTraced, Traced, trace};

use crate::{
    Fault,
    build::{self, Build},
    course::{Course, Exercise, UnknownExercise},
    judge::{self, CheckResult, ExerciseResult},
    report::{Fate, Graded},
    sandbox::Launcher,
    submission::{self, Found, NotTaken, PathError, Submission},
};

/// Why there is nothing to grade: the user's mistake.
#[derive(Debug, thiserror::Error)]
pub enum NothingToGrade {
    /// The path leads to no submission.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The course has no exercise of that name.
    #[error(transparent)]
    Exercise(#[from] UnknownExercise),
}

/// What happens while grading goes on.
#[derive(Debug)]
pub enum Progress<'a> {
    /// So many exercises are built together, before the first is taken up.
    Builds(usize),
    /// An exercise is taken up.
    Began(&'a Exercise),
    /// One of its checks is judged; told in the order of `exercise.toml`, as soon as those before it are.
    Judged(&'a CheckResult),
    /// It is done, whatever came of it; not told of exercises of which nothing is there.
    Ended(&'a Graded<'a>),
}

/// The hidden checks, which are looked for when they are needed first, and compiled where they are not up to date.
#[derive(Debug, Default)]
pub struct Checks(OnceLock<Result<Hidden, String>>);

impl Checks {
    /// Those of the course at `root`, looked for now, with the compiler and whatever else is known before there is a submission.
    pub fn find(root: &Path) -> Checks {
        // Who is missing is told where it is needed.
        let _ = build::compiler(root);
        let hidden = Hidden::locate(root).map_err(|fault| fault.to_string());
        if let Ok(hidden) = &hidden {
            hidden.cases();
        }
        Checks(OnceLock::from(hidden))
    }
}

/// Removes what was built and not used for the longest time, where there is more of it than is to be kept. It takes milliseconds,
/// for which nobody is to wait who wants to know a verdict.
pub fn tidy(course: &Course) {
    build::make_room(&course.root);
}

/// Builds the submission for `exercise` in `folder` before it is graded, so that this can go on beside something else. What comes
/// of it is kept where grading finds it; what goes wrong is told then.
pub fn build_ahead(course_root: &Path, exercise: &Exercise, folder: &Path, launcher: &Launcher) {
    if let Ok(submission) = submission::take(exercise, folder) {
        let _ = build::build(course_root, exercise, &submission, launcher);
    }
}

/// Builds what lies in these folders together, before each is graded. What cannot be built so, or goes wrong, is told then.
fn build_together<'a>(means: &Means, folders: &[(&'a Exercise, &Path)], stop: &dyn Fn() -> bool) -> build::Kept {
    let take = |(exercise, folder): &(&'a Exercise, &Path)| Some((*exercise, submission::take(exercise, folder).ok()?));
    let taken: Vec<(&'a Exercise, Submission)> = folders.iter().filter_map(take).collect();
    let handed_in: Vec<(&Exercise, &Submission)> = taken.iter().map(|(exercise, taken)| (*exercise, taken)).collect();
    build::build_together(&means.course.root, &handed_in, means.launcher, stop).unwrap_or_default()
}

/// Grades what is under `path`: all exercises of `course`, or those that `selected` names (`ex03_ipc` or `ex03`). Submissions
/// are compiled and run as `launcher` shuts them in.
///
/// A fault in one exercise is its fate and does not stop the others.
///
/// # Errors
/// There is no submission under `path`, or no exercise of a selected name.
pub fn grade<'a>(
    course: &'a Course,
    path: &Path,
    selected: &[String],
    launcher: &Launcher,
    checks: Checks,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<Graded<'a>>, NothingToGrade> {
    let found = find(course, path, selected)?;
    let means = Means { course, launcher, hidden: checks.0, apart: false };
    let folder = |exercise: &Exercise| found.folders.iter().find(|(stem, _)| *stem == exercise.stem);
    let handed_in = course.exercises.iter().filter_map(|exercise| Some((exercise, folder(exercise)?.1.as_path())));
    let handed_in: Vec<(&Exercise, &Path)> = handed_in.filter(|(exercise, _)| exercise.fault.is_none()).collect();
    let _kept = (handed_in.len() > 1).then(|| {
        progress(Progress::Builds(handed_in.len()));
        build_together(&means, &handed_in, &|| false)
    });
    let mut all = Vec::new();
    for exercise in &course.exercises {
        if let Some((_, folder)) = folder(exercise) {
            progress(Progress::Began(exercise));
            let mut judged = |result: &CheckResult| progress(Progress::Judged(result));
            let (graded, _) = grade_one(&means, exercise, folder, |_| None, Some(&mut judged));
            let graded = Graded { folder: as_typed(path, folder), ..graded };
            progress(Progress::Ended(&graded));
            all.push(graded);
        } else if found.absent.contains(&exercise.stem) {
            all.push(Graded::absent(exercise));
        }
    }
    Ok(all)
}

fn find(course: &Course, path: &Path, selected: &[String]) -> Result<Found, NothingToGrade> {
    if selected.is_empty() {
        return Ok(submission::find(path, &course.exercises, None)?);
    }
    let mut all = Found::default();
    for name in selected {
        let stem = &course.exercise(name)?.stem;
        let found = submission::find(path, &course.exercises, Some(stem))?;
        all.folders.extend(found.folders);
        all.absent.extend(found.absent);
    }
    Ok(all)
}

/// What all exercises are graded by.
struct Means<'a> {
    course: &'a Course,
    launcher: &'a Launcher,
    hidden: OnceLock<Result<Hidden, String>>,
    /// What is started is none of the terminal's business: Ctrl-C does not reach it.
    apart: bool,
}

impl Means<'_> {
    /// The hidden checks, looked for where nobody has done so yet.
    fn hidden(&self) -> Result<&Hidden, String> {
        let locate = || Hidden::locate(&self.course.root).map_err(|fault| fault.to_string());
        self.hidden.get_or_init(locate).as_ref().map_err(String::clone)
    }
}

/// Grades one exercise, unless its result is `known`; tells `judged` of each check as it is, and gives what was taken, too.
fn grade_one<'a>(
    means: &Means,
    exercise: &'a Exercise,
    folder: &Path,
    known: impl FnOnce(&Submission) -> Option<ExerciseResult>,
    judged: Judged,
) -> (Graded<'a>, Option<Submission>) {
    let began = Instant::now();
    let mut graded = Graded::absent(exercise);
    if let Some(fault) = &exercise.fault {
        return (Graded { fate: Fate::Fault(fault.clone()), ..graded }, None);
    }
    let mut taken = None;
    let result = match submission::take(exercise, folder) {
        Ok(submission) => {
            graded.digest = Some(submission.digest.clone());
            graded.files = submission.files.clone();
            if let Some(known) = known(&submission) {
                return (Graded { fate: Fate::Judged(known), ..graded }, Some(submission));
            }
            let result = judge(means, exercise, &submission, judged);
            taken = Some(submission);
            result
        }
        Err(NotTaken::Refused(finding)) => Ok(judge::refused(exercise, *finding)),
        Err(NotTaken::Path(error)) => Err(error.to_string()),
        Err(NotTaken::Fault(fault)) => Err(fault.to_string()),
    };
    graded.fate = match result {
        Ok(result) => Fate::Judged(ExerciseResult { seconds: began.elapsed().as_secs_f64(), ..result }),
        Err(fault) => Fate::Fault(fault),
    };
    (graded, taken)
}

fn judge(
    means: &Means,
    exercise: &Exercise,
    submission: &Submission,
    judged: Judged,
) -> Result<ExerciseResult, String> {
    let text = |fault: Fault| fault.to_string();
    let root = &means.course.root;
    match build::build(root, exercise, submission, means.launcher).map_err(text)? {
        Build::Refused(finding) => Ok(judge::refused(exercise, *finding)),
        Build::Ready(program) => {
            let hidden = means.hidden()?;
            let asked = Asked { exercise, check: None, submission, built: &program, drawn: false };
            let run = hidden.run(&asked, means, judged).map_err(text)?;
            judge::score(exercise, &run.records).map_err(|problem| format!("{problem}\n{}", run.said))
        }
    }
}

/// `folder`, which lies in `path` after its links were followed, as the user would type it.
fn as_typed(path: &Path, folder: &Path) -> PathBuf {
    let Ok(canonical) = path.canonicalize() else { return folder.to_owned() };
    match folder.strip_prefix(canonical) {
        Ok(rest) if rest.as_os_str().is_empty() => path.to_owned(),
        Ok(rest) => path.join(rest),
        Err(_) => folder.to_owned(),
    }
}
