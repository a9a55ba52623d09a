//! One schedule of one submission, once more: the way from a folder to the explanation of what happened under it. Nothing
//! is judged.

use std::{collections::BTreeMap, path::Path};

use super::NothingToGrade;
use crate::{
    Fault,
    build::{self, Build},
    course::{Course, Exercise},
    explore::{Asked, Exploration, NoAnswer, Nonce, Way, answer, scenarios},
    judge::{Finding, ends_well},
    sandbox::Launcher,
    submission::{self, Found, NotTaken, PathError},
};

/// A schedule that was run once more.
#[derive(Debug)]
pub struct Replayed<'a> {
    /// Whose it is.
    pub exercise: &'a Exercise,
    /// The scenario.
    pub scenario: String,
    /// What happened: a replay has the schedule as its failing one, however it ended.
    pub exploration: Exploration,
    /// The files of the submission.
    pub files: BTreeMap<String, String>,
}

/// Why no schedule was run.
#[derive(Debug, thiserror::Error)]
pub enum NotReplayed {
    /// There is no submission: the user's mistake.
    #[error(transparent)]
    Nothing(#[from] NothingToGrade),
    /// The exercise is not one whose schedules are explored.
    #[error("{0} is not explored: it has no schedules to replay")]
    NotExplored(String),
    /// No scenario was named, and there are several; or none of that name is there.
    #[error("name a scenario of {stem} with --scenario: {}", known.join(", "))]
    Scenario {
        /// The exercise.
        stem: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// It is not written as a schedule is.
    #[error("{0}")]
    NoSchedule(String),
    /// The submission could not be taken, does not compile, or ended before it answered.
    #[error("{}: {}\n{}", .0.verdict, .0.message, .0.seen)]
    Refused(Box<Finding>),
    /// Ours.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Runs `schedule` of a scenario with what is handed in under `path` for the exercise called `name`. Where the exercise has
/// but one scenario, it need not be named.
///
/// # Errors
/// See [`NotReplayed`].
pub fn replay<'a>(
    course: &'a Course,
    path: &Path,
    name: &str,
    scenario: Option<&str>,
    schedule: &str,
    launcher: &Launcher,
) -> Result<Replayed<'a>, NotReplayed> {
    let exercise = course.exercise(name).map_err(NothingToGrade::from)?;
    if exercise.explored.is_none() {
        return Err(NotReplayed::NotExplored(exercise.stem.clone()));
    }
    let submission = submission::take(exercise, &folder(course, path, exercise)?).map_err(not_taken)?;
    let program = match build::build(&course.root, exercise, &submission, launcher)? {
        Build::Ready(program) => program,
        Build::Refused(finding) => return Err(NotReplayed::Refused(finding)),
    };
    let driver = program.scenarios.ok_or_else(|| NotReplayed::NotExplored(exercise.stem.clone()))?;
    let ask = Ask { exercise, driver: &driver, launcher };
    let scenario = ask.scenario(scenario)?;
    let exploration = ask.replay(&scenario, schedule)?;
    Ok(Replayed { exercise, scenario, exploration, files: submission.files })
}

fn folder(course: &Course, path: &Path, exercise: &Exercise) -> Result<std::path::PathBuf, NothingToGrade> {
    let Found { folders, .. } = submission::find(path, &course.exercises, Some(&exercise.stem))?;
    let found = folders.into_iter().next().map(|(_, folder)| folder);
    found.ok_or_else(|| PathError::Missing(path.join(&exercise.stem)).into())
}

fn not_taken(reason: NotTaken) -> NotReplayed {
    match reason {
        NotTaken::Refused(finding) => NotReplayed::Refused(finding),
        NotTaken::Path(error) => NotReplayed::Nothing(error.into()),
        NotTaken::Fault(fault) => NotReplayed::Fault(fault),
    }
}

/// Asks the driver of the scenarios.
struct Ask<'a> {
    exercise: &'a Exercise,
    driver: &'a Path,
    launcher: &'a Launcher,
}

impl Ask<'_> {
    fn scenario(&self, asked: Option<&str>) -> Result<String, NotReplayed> {
        let nonce = Nonce::fresh()?;
        let list = Asked { scenario: String::new(), way: Way::List };
        let observation = self.launcher.run(&list.plan(self.driver, &nonce))?;
        let mut known = scenarios(&observation, &nonce).unwrap_or_default();
        match (asked, &mut known[..]) {
            (Some(asked), known) if known.iter().any(|name| name == asked) => Ok(asked.to_owned()),
            (None, [only]) => Ok(std::mem::take(only)),
            _ => Err(NotReplayed::Scenario { stem: self.exercise.stem.clone(), known }),
        }
    }

    fn replay(&self, scenario: &str, schedule: &str) -> Result<Exploration, NotReplayed> {
        let nonce = Nonce::fresh()?;
        let asked = Asked { scenario: scenario.to_owned(), way: Way::Replay(schedule.to_owned()) };
        let observation = self.launcher.run(&asked.plan(self.driver, &nonce))?;
        let found = ends_well().findings(&observation).unwrap_or_default();
        match (answer(&observation, &nonce, scenario), found.into_iter().next()) {
            (Err(NoAnswer::NoSchedule(problem)), _) => Err(NotReplayed::NoSchedule(problem)),
            (_, Some(finding)) => Err(NotReplayed::Refused(Box::new(finding))),
            (Ok(exploration), None) => Ok(exploration),
            (Err(problem), None) => {
                Err(Fault::course(&self.exercise.hidden.join("scenarios.rs"), problem.to_string()).into())
            }
        }
    }
}
