//! A whole class: everybody's submissions through the rooms, a few at a time, and every result into the store as soon as it is
//! there. What the store knows is not graded again, so that an interrupted batch goes on where it was.

use std::{
    cell::OnceCell,
    path::Path,
    sync::{
        Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
};

use super::{Hidden, Means, basis::Basis, build_together, grade_one, tidy};
use crate::{
    Fault,
    build::Kept,
    class::{HandedIn, NotOpened, Opened},
    course::{Course, Exercise, UnknownExercise},
    judge::Verdict,
    report::{Fate, Graded},
    sandbox::Launcher,
    store::{BatchId, Began, Store, StoreError},
    submission::{self, Found, PathError, Submission},
};

/// What is graded, and how.
#[derive(Debug)]
pub struct Batch<'a> {
    /// The course.
    pub course: &'a Course,
    /// Everybody who hands in, by name.
    pub class: &'a [HandedIn],
    /// Which part of the class.
    pub part: Part,
    /// The exercises that are graded; all of them where none is named.
    pub exercises: &'a [String],
    /// How many gradings go on at once.
    pub jobs: usize,
    /// What is known is graded again all the same.
    pub anew: bool,
    /// How runs are shut in.
    pub launcher: &'a Launcher,
    /// Set by somebody who wants no further grading to begin.
    pub stop: &'a AtomicBool,
}

/// The `number`th of `of` parts, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// From 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

/// What happens while a batch goes on; told by whichever thread it happens in.
#[derive(Debug)]
pub enum Step<'a> {
    /// So many gradings lie ahead.
    Planned(usize),
    /// One is done; `reused` where nothing was run.
    Done {
        /// Whose.
        student: &'a str,
        /// What became of it; `None` where the submission could not be opened.
        graded: Option<&'a Graded<'a>>,
        /// Gradings that this one stands for: all of a submission's where it could not be opened.
        gradings: usize,
        /// It was known.
        reused: bool,
    },
}

/// What a batch came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Submissions.
    pub students: usize,
    /// Submissions that could not be opened.
    pub not_opened: usize,
    /// Exercises that everything passed in.
    pub passed: usize,
    /// Exercises with any other verdict.
    pub not_passed: usize,
    /// Exercises of which nothing was handed in.
    pub absent: usize,
    /// Exercises that we failed at.
    pub faults: usize,
    /// Of all these, how many were known.
    pub reused: usize,
    /// Gradings that did not begin, because somebody wanted none to.
    pub left: usize,
}

/// Why a batch cannot begin, or cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// The user's: the course has no exercise of that name.
    #[error(transparent)]
    Exercise(#[from] UnknownExercise),
    /// A file of ours, the compiler or the checks.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The store cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Grades a class, and keeps every result in `store`. No submission stops another: what cannot be opened or makes us fail is
/// noted, and the rest goes on.
///
/// # Errors
/// An exercise that is not there, no checks to grade by, or a store that cannot be written: what was kept until then stays.
pub fn batch(batch: &Batch, store: &mut Store, progress: &(dyn Fn(Step) + Sync)) -> Result<Tally, BatchError> {
    let exercises = exercises(batch)?;
    let basis = Basis::of(batch.course, batch.launcher.seal())?;
    // Compiled before the first submission is opened: where that fails, nothing can be graded.
    let hidden = OnceLock::from(Ok(Hidden::locate(&batch.course.root)?));
    let means = Means { course: batch.course, launcher: batch.launcher, hidden, apart: true };
    let shard = format!("{}/{}", batch.part.number, batch.part.of);
    let began = Began { compiler: basis.compiler(), level: basis.level(), shard: &shard };
    let id = store.begin(&began)?;
    let class: Vec<&HandedIn> =
        batch.class.iter().skip(batch.part.number.saturating_sub(1)).step_by(batch.part.of.max(1)).collect();
    progress(Step::Planned(class.len() * exercises.len()));
    let run = Run {
        batch,
        exercises,
        basis,
        means,
        id,
        store: Mutex::new(store),
        tally: Mutex::new(Tally { students: class.len(), ..Tally::default() }),
        broken: OnceLock::new(),
        progress,
    };
    run.everybody(&class);
    let tally = *lock(&run.tally);
    let store = run.store.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(error) = run.broken.into_inner() {
        return Err(error.into());
    }
    if tally.left == 0 {
        store.end(id)?;
    }
    Ok(tally)
}

fn exercises<'a>(batch: &Batch<'a>) -> Result<Vec<&'a Exercise>, UnknownExercise> {
    if batch.exercises.is_empty() {
        return Ok(batch.course.exercises.iter().collect());
    }
    let mut asked: Vec<&Exercise> =
        batch.exercises.iter().map(|name| batch.course.exercise(name)).collect::<Result<_, _>>()?;
    asked.sort_by(|one, other| one.stem.cmp(&other.stem));
    asked.dedup_by(|one, other| one.stem == other.stem);
    Ok(asked)
}

struct Run<'a, 'b> {
    batch: &'a Batch<'a>,
    exercises: Vec<&'a Exercise>,
    basis: Basis,
    means: Means<'a>,
    id: BatchId,
    store: Mutex<&'b mut Store>,
    tally: Mutex<Tally>,
    broken: OnceLock<StoreError>,
    progress: &'a (dyn Fn(Step) + Sync),
}

impl Run<'_, '_> {
    fn everybody(&self, class: &[&HandedIn]) {
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..self.batch.jobs.clamp(1, class.len().max(1)) {
                scope.spawn(|| {
                    while let Some(handed_in) = class.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if let Err(error) = self.one(handed_in) {
                            let _ = self.broken.set(error);
                        }
                    }
                });
            }
        });
    }

    fn stopped(&self) -> bool {
        self.batch.stop.load(Ordering::Relaxed) || self.broken.get().is_some()
    }

    fn one(&self, handed_in: &HandedIn) -> Result<(), StoreError> {
        if self.stopped() {
            lock(&self.tally).left += self.exercises.len();
            return Ok(());
        }
        match handed_in.open() {
            Ok(opened) => self.opened(handed_in, &opened),
            Err(NotOpened::Problem(problem)) => self.not_opened(handed_in, &problem, &Fate::NotHandedIn),
            Err(NotOpened::Fault(fault)) => self.not_opened(handed_in, "", &Fate::Fault(fault.to_string())),
        }
    }

    fn not_opened(&self, handed_in: &HandedIn, problem: &str, fate: &Fate) -> Result<(), StoreError> {
        let HandedIn { student, origin, commit } = handed_in;
        let problem = Some(problem).filter(|problem| !problem.is_empty());
        let mut store = lock(&self.store);
        store.hand_in(self.id, student, &origin.to_string(), commit.as_deref(), problem)?;
        for exercise in &self.exercises {
            store.keep(self.id, student, &exercise.stem, fate, None, false)?;
        }
        drop(store);
        let mut tally = lock(&self.tally);
        match fate {
            Fate::Fault(_) => tally.faults += self.exercises.len(),
            _ => tally.absent += self.exercises.len(),
        }
        tally.not_opened += 1;
        drop(tally);
        (self.progress)(Step::Done { student, graded: None, gradings: self.exercises.len(), reused: false });
        Ok(())
    }

    fn opened(&self, handed_in: &HandedIn, opened: &Opened) -> Result<(), StoreError> {
        let HandedIn { student, origin, .. } = handed_in;
        let found = match self.find(&opened.folder) {
            Ok(found) => found,
            Err(problem) => {
                // Where it was unpacked to is nobody's concern.
                let problem = problem.to_string().replace(&opened.folder.display().to_string(), "it");
                return self.not_opened(handed_in, &problem, &Fate::NotHandedIn);
            }
        };
        lock(&self.store).hand_in(self.id, student, &origin.to_string(), opened.commit.as_deref(), None)?;
        let folder = |exercise: &Exercise| {
            let found = found.folders.iter().find(|(stem, _)| *stem == exercise.stem);
            found.map(|(_, folder)| folder.as_path())
        };
        let kept = OnceCell::new();
        for (index, exercise) in self.exercises.iter().enumerate() {
            if self.stopped() {
                lock(&self.tally).left += self.exercises.len() - index;
                break;
            }
            let build = || {
                let rest = self.exercises[index..].iter();
                let rest: Vec<(&Exercise, &Path)> = rest.filter_map(|one| Some((*one, folder(one)?))).collect();
                kept.get_or_init(|| self.build(&rest));
            };
            self.exercise(student, exercise, folder(exercise), &build)?;
        }
        if kept.into_inner().is_some() {
            tidy(self.means.course);
        }
        Ok(())
    }

    /// Builds those of a student's exercises together that are graded.
    fn build(&self, folders: &[(&Exercise, &Path)]) -> Kept {
        let is_known = |exercise: &Exercise, folder: &Path| {
            let Ok(submission) = submission::take(exercise, folder) else { return false };
            matches!(lock(&self.store).known(&self.basis.key(&submission)), Ok(Some(_)))
        };
        let graded = folders
            .iter()
            .filter(|(exercise, folder)| exercise.fault.is_none() && (self.batch.anew || !is_known(exercise, folder)));
        let graded: Vec<(&Exercise, &Path)> = graded.copied().collect();
        build_together(&self.means, &graded, &|| self.stopped())
    }

    fn find(&self, folder: &Path) -> Result<Found, PathError> {
        // The folder itself may be that of the only exercise.
        let only = match &self.exercises[..] {
            [only] if !self.batch.exercises.is_empty() => Some(only.stem.as_str()),
            _ => None,
        };
        submission::find(folder, &self.batch.course.exercises, only)
    }

    /// Before the first exercise that is not known is graded, `build` is called.
    fn exercise(
        &self,
        student: &str,
        exercise: &Exercise,
        folder: Option<&Path>,
        build: &dyn Fn(),
    ) -> Result<(), StoreError> {
        let mut known = false;
        let mut broken = None;
        let (graded, taken): (Graded, Option<Submission>) = match folder {
            None => (Graded::absent(exercise), None),
            Some(folder) => self.grade(exercise, folder, build, &mut known, &mut broken),
        };
        if let Some(error) = broken {
            return Err(error);
        }
        let key = taken.as_ref().map(|submission| (self.basis.key(submission), submission));
        let of = key.as_ref().map(|(key, submission)| (key, *submission));
        lock(&self.store).keep(self.id, student, &exercise.stem, &graded.fate, of, known)?;
        lock(&self.tally).count(&graded.fate, known);
        (self.progress)(Step::Done { student, graded: Some(&graded), gradings: 1, reused: known });
        Ok(())
    }

    fn grade<'a>(
        &self,
        exercise: &'a Exercise,
        folder: &Path,
        build: &dyn Fn(),
        known: &mut bool,
        broken: &mut Option<StoreError>,
    ) -> (Graded<'a>, Option<Submission>) {
        let look = |submission: &Submission| {
            let result = match self.batch.anew {
                true => Ok(None),
                false => lock(&self.store).known(&self.basis.key(submission)),
            };
            let result = result.unwrap_or_else(|error| {
                *broken = Some(error);
                None
            });
            *known = result.is_some();
            if result.is_none() {
                build();
            }
            result
        };
        grade_one(&self.means, exercise, folder, look, None)
    }
}

impl Tally {
    fn count(&mut self, fate: &Fate, reused: bool) {
        *match fate {
            Fate::Judged(result) if result.verdict == Some(Verdict::Passed) => &mut self.passed,
            Fate::Judged(_) => &mut self.not_passed,
            Fate::NotHandedIn => &mut self.absent,
            Fate::Fault(_) => &mut self.faults,
        } += 1;
        self.reused += usize::from(reused);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
