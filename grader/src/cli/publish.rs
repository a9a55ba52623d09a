//! `grader results export`: a class as files that can be handed on, in a folder that appears as a whole.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    ExitCode, Failure,
    arguments::Publish,
    batch::store_at,
    output::{self, Screen},
};
use crate::{
    class::{self, LatePolicy, Points, SubmissionTimes},
    course::Course,
    export::{Names, NewFolder},
    pipeline,
    report::{
        self, StudentView,
        class::{Class, Student, canvas, gradebook, moodle, own_page, plain},
        formats::feedback,
    },
    store::{Filter, Store},
};

/// A file, relative to the folder, and its text.
type Written = (PathBuf, String);

/// Writes everything.
///
/// # Errors
/// There is no store, the folder is not empty, or a list of the teachers' own cannot be read.
pub(super) fn publish(asked: &Publish, screen: &Screen) -> Result<ExitCode, Failure> {
    let course = Course::load(&Course::locate()?)?;
    let folder = NewFolder::begin(&asked.out).map_err(usage)?;
    let store = Store::open_existing(&store_at(&asked.store)).map_err(usage)?;
    let mut class = pipeline::class(&course, &store, &Filter::default(), &asked.title).map_err(usage)?;
    if let Some(path) = &asked.roster {
        name(&mut class, path)?;
    }
    if asked.times.is_some() || asked.late.is_some() {
        mark(&mut class, asked, &course)?;
    }
    let mut files = for_staff(&class, asked)?;
    files.extend(for_students(&class));
    let count = files.len();
    for (name, text) in &files {
        folder.write(name, text)?;
    }
    folder.finish()?;
    let (students, out) = (class.students.len(), asked.out.display());
    screen.write(&format!(
        "{count} files for {students} students in {out}\n\n\
         Next: open {out}/gradebook.html; hand on only what is in {out}/students and {out}/feedback\n"
    ))?;
    Ok(ExitCode::Passed)
}

fn usage(error: impl std::fmt::Display) -> Failure {
    Failure::Usage(error.to_string())
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path)
        .map_err(|error| Failure::Usage(format!("{}: {error}: name a file that is there", path.display())))
}

/// Gives those whom the roster knows their names.
fn name(class: &mut Class, roster: &Path) -> Result<(), Failure> {
    let people = class::roster(roster).map_err(usage)?;
    for student in &mut class.students {
        match people.get(&student.id) {
            Some(person) => (student.name, student.email) = (person.name.clone(), person.email.clone()),
            None => output::complain(&format!("{}: not in {}", student.id.escape_debug(), roster.display())),
        }
    }
    Ok(())
}

/// Takes lateness into account: tells when everybody handed in, and takes off what the policy says.
fn mark(class: &mut Class, asked: &Publish, course: &Course) -> Result<(), Failure> {
    let times = match &asked.times {
        Some(path) => SubmissionTimes::parse(path, &read(path)?, course).map_err(usage)?,
        None => SubmissionTimes::default(),
    };
    let policy = match &asked.late {
        Some(path) => Some(LatePolicy::parse(path, &read(path)?, course).map_err(usage)?),
        None => None,
    };
    let columns = &class.columns;
    for student in &mut class.students {
        let newest = columns.iter().filter_map(|column| times.of(&student.id, &column.stem)).max();
        student.handed_in = newest.and_then(|at| u64::try_from(at.as_second()).ok());
        if let Some(policy) = &policy {
            let reached = student.marks.iter().zip(columns);
            let points: Vec<Points> = reached
                .map(|(mark, column)| Points { stem: &column.stem, reached: mark.reached, max: mark.max })
                .collect();
            student.marks = class::marks(policy, &student.id, &times, &points);
        }
    }
    Ok(())
}

fn for_staff(class: &Class, asked: &Publish) -> Result<Vec<Written>, Failure> {
    let exported = asked.canvas.as_deref().map(read).transpose()?;
    let canvas = canvas(class, exported.as_deref()).map_err(usage)?;
    for id in &canvas.unmatched {
        output::complain(&format!("{}: not in the gradebook of Canvas", id.escape_debug()));
    }
    for remark in &canvas.remarks {
        output::complain(&remark.escape_debug().to_string());
    }
    let files = [
        ("gradebook.html", gradebook(class)),
        ("marks.csv", plain(class)),
        ("canvas.csv", canvas.csv),
        ("moodle.csv", moodle(class)),
    ];
    let mut files: Vec<Written> = files.into_iter().map(|(name, text)| (name.into(), text)).collect();
    for (student, name) in named(class) {
        files.push((format!("reports/{name}.json").into(), report::json(&student.report)));
    }
    Ok(files)
}

fn for_students(class: &Class) -> Vec<Written> {
    let mut files = Vec::new();
    for (student, name) in named(class) {
        files.push((format!("students/{name}.html").into(), own_page(class, student)));
        files.push((format!("feedback/{name}.md").into(), feedback(&StudentView::of(&student.report))));
    }
    files
}

/// Every student with a name for files.
fn named(class: &Class) -> Vec<(&Student, String)> {
    let mut names = Names::default();
    class.students.iter().map(|student| (student, names.give(&student.id))).collect()
}
