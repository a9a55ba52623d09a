//! `grader results`: what a store knows.

use super::{
    ExitCode, Failure,
    arguments::{Query, Results},
    batch::store_at,
    output::Screen,
    publish::publish,
};
use crate::{
    course::Course,
    judge::Verdict,
    report::{newest, table},
    store::{Filter, Store, StoreError},
};

/// Does what is asked.
///
/// # Errors
/// There is no store, or the question is none.
pub(super) fn results(command: &Results, screen: &Screen) -> Result<ExitCode, Failure> {
    match command {
        Results::Query(asked) => query(asked, screen),
        Results::Export(asked) => publish(asked, screen),
    }
}

fn query(asked: &Query, screen: &Screen) -> Result<ExitCode, Failure> {
    let usage = |error: StoreError| Failure::Usage(error.to_string());
    let store = Store::open_existing(&store_at(&asked.store)).map_err(usage)?;
    let text = match &asked.sql {
        Some(sql) => table(&store.ask(sql).map_err(usage)?),
        None => {
            let filter = filter(asked)?;
            let handed_in = store.handed_in().map_err(usage)?;
            newest(&store.latest(&filter).map_err(usage)?, &handed_in)
        }
    };
    screen.write(&text)?;
    Ok(ExitCode::Passed)
}

fn filter(asked: &Query) -> Result<Filter, Failure> {
    if let Some(name) = asked.verdict.as_deref().filter(|name| Verdict::from_name(name).is_none()) {
        let problem = format!("no verdict is called `{}`: `cargo grader explain` lists them", name.escape_debug());
        return Err(Failure::Usage(problem));
    }
    let course = Course::load(&Course::locate()?)?;
    let stem = |name: &String| course.exercise(name).map(|exercise| exercise.stem.clone());
    let stems = asked.exercise.iter().map(stem).collect::<Result<_, _>>();
    let stems = stems.map_err(|error| Failure::Usage(error.to_string()))?;
    Ok(Filter { student: asked.student.clone(), stems, verdict: asked.verdict.clone() })
}
