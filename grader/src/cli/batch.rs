//! `grader batch`: grades a class, shows how far it is, and lets nothing be lost.

use std::{
    fs,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
    thread,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};

use super::{ExitCode, Failure, arguments::Batch, grade::launcher, output, output::Screen};
use crate::{
    class,
    course::Course,
    judge::Verdict,
    pipeline::{self, Step, Tally},
    report::Fate,
    store::Store,
};

/// The store in the folder for what comes out.
pub(super) const STORE: &str = "results.sqlite";

/// Grades what is asked for.
///
/// # Errors
/// Nobody hands in, there is a store already, it cannot be written, or there is nothing to grade by.
pub(super) fn batch(asked: &Batch, screen: &Screen) -> Result<ExitCode, Failure> {
    let course = Course::load(&Course::locate()?)?;
    let class = class::list(&asked.submissions).map_err(|error| Failure::Usage(error.to_string()))?;
    let mut store = store(&asked.out, asked.resume)?;
    let launcher = launcher(asked.require_level)?;
    let stop = stopping()?;
    let jobs = asked.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from);
    let batch = pipeline::Batch {
        course: &course,
        class: &class,
        part: asked.shard,
        exercises: &asked.exercise,
        jobs,
        anew: asked.anew,
        launcher: &launcher,
        stop: &stop,
    };
    let bar = bar();
    let tally = pipeline::batch(&batch, &mut store, &|step| shown(&bar, &step))?;
    bar.finish_and_clear();
    drop(store); // one file again
    screen.write(&told(&tally, &asked.out))?;
    Ok(match tally {
        Tally { left: 1.., .. } => ExitCode::Interrupted,
        Tally { faults: 1.., .. } => ExitCode::Fault,
        _ => ExitCode::Passed,
    })
}

/// The store in `folder`, which is made where it is not there.
fn store(folder: &Path, resume: bool) -> Result<Store, Failure> {
    let path = folder.join(STORE);
    if path.exists() && !resume {
        let remedy = "go on with --resume, or name another folder with --out";
        return Err(Failure::Usage(format!("{} is there already: {remedy}", path.display())));
    }
    let made = fs::create_dir_all(folder).map_err(|error| {
        Failure::Usage(format!("failed to make {}: {error}; name a folder that can be made", folder.display()))
    });
    made.and_then(|()| Store::open(&path).map_err(|error| Failure::Usage(error.to_string())))
}

/// The store that is meant: the file, or the one in a folder of `batch`.
pub(super) fn store_at(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(STORE) } else { path.to_owned() }
}

/// Becomes true when somebody wants us to end: at the first signal, after which what is under way ends. The second ends us.
fn stopping() -> Result<Arc<AtomicBool>, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        let code = i32::from(ExitCode::Interrupted as u8);
        flag::register_conditional_shutdown(signal, code, stop.clone())
            .and_then(|_| flag::register(signal, stop.clone()))
            .map_err(|error| Failure::Fault(format!("waiting for signals: {error}")))?;
    }
    Ok(stop)
}

fn bar() -> ProgressBar {
    let style = "{wide_bar} {pos} of {len}, {eta} left  {msg:24!}";
    let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style);
    if io::stderr().is_terminal() {
        bar.enable_steady_tick(Duration::from_millis(500));
    }
    bar
}

/// Where nobody looks at a bar, a line tells of each tenth.
fn shown(bar: &ProgressBar, step: &Step) {
    match step {
        Step::Planned(gradings) => bar.set_length(*gradings as u64),
        Step::Done { student, graded, gradings, .. } => {
            let (before, length) = (bar.position(), bar.length().unwrap_or(0).max(1));
            bar.inc(*gradings as u64);
            let tenth = |position: u64| position * 10 / length;
            let done = bar.position();
            if bar.is_hidden() && tenth(done) > tenth(before) {
                output::complain(&format!("{done} of {length} graded"));
            }
            let what = match graded.map(|graded| (&graded.exercise.package, &graded.fate)) {
                Some((package, Fate::Judged(result))) => {
                    format!("{package} {}", result.verdict.map_or("not fully judged", Verdict::name))
                }
                Some((package, _)) => package.clone(),
                None => "cannot be opened".to_owned(),
            };
            bar.set_message(format!("{}: {what}", student.escape_debug()));
        }
    }
}

fn told(tally: &Tally, out: &Path) -> String {
    let Tally { students, not_opened, passed, not_passed, absent, faults, reused, left } = *tally;
    let mut text = format!(
        "{students} submissions: {passed} exercises passed, {not_passed} did not, {absent} were not handed in\n\
         {reused} of these were known already\n"
    );
    let out = out.display();
    if not_opened > 0 {
        text += &format!("{not_opened} submissions cannot be opened or hold no exercise: `results query` says why\n");
    }
    if faults > 0 {
        text += &format!("the grader failed at {faults} exercises: that is no verdict, `results query` says why\n");
    }
    text += &match left {
        0 => format!("\nNext: cargo grader results query {out}\n"),
        left => format!("{left} gradings are left\n\nNext: the same call with --resume goes on\n"),
    };
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_batch_came_to_is_told_with_the_next_step() {
        let tally = Tally { students: 30, passed: 20, not_passed: 8, absent: 2, ..Tally::default() };
        let all = told(&tally, Path::new("graded"));
        assert!(
            all.contains("20 exercises passed") && all.ends_with("Next: cargo grader results query graded\n"),
            "{all}"
        );
        let some = told(&Tally { left: 7, faults: 1, not_opened: 1, ..tally }, Path::new("graded"));
        for expected in ["7 gradings are left", "--resume", "failed at 1 exercises", "1 submissions cannot be opened"] {
            assert!(some.contains(expected), "{expected}: {some}");
        }
    }

    #[test]
    fn a_store_is_only_gone_on_with_when_that_is_asked_for() {
        let folder = tempfile::TempDir::new().unwrap();
        let out = folder.path().join("a/b");
        store(&out, false).unwrap();
        assert!(matches!(store(&out, false), Err(Failure::Usage(problem)) if problem.contains("--resume")));
        store(&out, true).unwrap();
        assert_eq!(store_at(&out), out.join(STORE));
        assert_eq!(store_at(&out.join(STORE)), out.join(STORE));
    }
}
