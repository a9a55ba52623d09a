//! From what a store knows to a class as the formats for teachers read it.

use std::{
    collections::BTreeMap,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::{
    class::Mark,
    course::{Course, Exercise},
    report::{
        Fate, Graded, Report,
        class::{Class, Column, Student},
    },
    sandbox::Level,
    store::{Filter, HandedIn, Latest, Store, StoreError},
};

/// The newest results of `store`, of the exercises that `filter` names, as one class. Marks are the points as they are:
/// names, times and what lateness costs are for whoever knows them to add.
///
/// # Errors
/// The store cannot be read.
pub fn class(course: &Course, store: &Store, filter: &Filter, title: &str) -> Result<Class, StoreError> {
    let mut of_student: BTreeMap<String, Vec<Latest>> = BTreeMap::new();
    for latest in store.latest(filter)? {
        of_student.entry(latest.student.clone()).or_default().push(latest);
    }
    // Of exercises that nobody was graded in nothing is said.
    let is_graded = |exercise: &&Exercise| of_student.values().flatten().any(|latest| latest.stem == exercise.stem);
    let exercises: Vec<&Exercise> = course.exercises.iter().filter(is_graded).collect();
    let handed_in: BTreeMap<String, HandedIn> =
        store.handed_in()?.into_iter().map(|handed_in| (handed_in.student.clone(), handed_in)).collect();
    let mut students = Vec::new();
    for (id, latest) in of_student {
        let handed_in = handed_in.get(&id);
        students.push(student(store, id, &exercises, &latest, handed_in)?);
    }
    let at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Ok(Class { title: title.to_owned(), at, columns: exercises.iter().copied().map(column).collect(), students })
}

fn column(exercise: &Exercise) -> Column {
    Column {
        stem: exercise.stem.clone(),
        package: exercise.package.clone(),
        title: exercise.title.clone(),
        max: exercise.checks.iter().map(|check| check.weight).sum(),
    }
}

fn student(
    store: &Store,
    id: String,
    exercises: &[&Exercise],
    latest: &[Latest],
    handed_in: Option<&HandedIn>,
) -> Result<Student, StoreError> {
    let mut graded = Vec::new();
    for exercise in exercises {
        graded.push(match latest.iter().find(|latest| latest.stem == exercise.stem) {
            Some(latest) => of_store(store, exercise, latest)?,
            None => Graded::absent(exercise),
        });
    }
    // The lowest of all: marks rest on each of them.
    let level = |latest: &Latest| Level::ALL.into_iter().find(|level| Some(level.name()) == latest.level.as_deref());
    let report = Report::new(Path::new(&id), latest.iter().filter_map(level).max(), &graded);
    let marks = report.exercises.iter().map(|exercise| Mark::in_time(exercise.score, exercise.max_score)).collect();
    Ok(Student {
        id,
        name: None,
        email: None,
        commit: handed_in.and_then(|handed_in| handed_in.commit.clone()),
        handed_in: None,
        problem: handed_in.and_then(|handed_in| handed_in.problem.clone()),
        report,
        marks,
    })
}

fn of_store<'a>(store: &Store, exercise: &'a Exercise, latest: &Latest) -> Result<Graded<'a>, StoreError> {
    let files = latest.submission.as_ref().map(|submission| store.files(submission)).transpose()?;
    let folder = match latest.fate {
        Fate::NotHandedIn => "".into(),
        _ => exercise.stem.clone().into(),
    };
    let (digest, fate) = (latest.submission.clone(), latest.fate.clone());
    Ok(Graded { exercise, folder, files: files.unwrap_or_default(), digest, fate })
}
