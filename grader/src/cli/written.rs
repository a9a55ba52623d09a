//! The form that a report was asked for in, and for whom. What cannot be had is refused before anything is graded, where that
//! can be known.

use std::env;

use super::{
    Failure,
    arguments::{Audience, Format, Grade},
};
use crate::report::{
    self, Report, StaffView, StudentView,
    formats::{self, Identity, NotJudged, NotOneExercise},
    view::View,
};

/// How a report is to be written.
#[derive(Debug)]
pub(super) struct Written {
    format: Format,
    audience: Audience,
    /// Whose it is, where the format says so.
    identity: Option<Identity>,
}

impl Written {
    /// What `asked` asks for.
    ///
    /// # Errors
    /// The user's: the format is not for that audience, it is of one exercise and several are named, or an environment
    /// variable that it needs is not set.
    pub(super) fn prepare(asked: &Grade) -> Result<Written, Failure> {
        Written::with(asked, |name| env::var(name).ok())
    }

    fn with(asked: &Grade, variable: impl Fn(&str) -> Option<String>) -> Result<Written, Failure> {
        let format = asked.format;
        let audience = asked.view.unwrap_or(usual(format));
        if audience != usual(format) && !is_for_both(format) {
            return Err(Failure::Usage(wrong_audience(audience)));
        }
        if format == Format::Exercism && asked.exercise.len() > 1 {
            return Err(usage(NotOneExercise(asked.exercise.len())));
        }
        let identity = (format == Format::Classroom50).then(|| Identity::from_variables(variable).map_err(usage));
        Ok(Written { format, audience, identity: identity.transpose()? })
    }

    /// The text of `report`, for a screen of `width` columns.
    ///
    /// # Errors
    /// Ours: marks are asked for, and an exercise was not judged. The user's: it is of one exercise, and the report is not.
    pub(super) fn text(&self, report: &Report, width: usize) -> Result<String, Failure> {
        match (self.format, self.audience, &self.identity) {
            (Format::Terminal, ..) => Ok(report::terminal(report, width)),
            (Format::Json, ..) => Ok(report::json(report)),
            (Format::Markdown, ..) => Ok(report::markdown(report)),
            (Format::Feedback, ..) => Ok(formats::feedback(&StudentView::of(report))),
            (Format::Exercism, ..) => formats::exercism(&StudentView::of(report)).map_err(usage),
            (Format::Classroom50, _, Some(identity)) => {
                formats::classroom50(&StudentView::of(report), identity).map_err(|error| not_judged(&error, report))
            }
            (format, Audience::Student, _) => for_both(format, &StudentView::of(report), report),
            (format, Audience::Staff, _) => for_both(format, &StaffView::of(report), report),
        }
    }
}

/// Whom a format is for where nobody says.
fn usual(format: Format) -> Audience {
    match format {
        Format::Terminal | Format::Json | Format::Markdown => Audience::Staff,
        _ => Audience::Student,
    }
}

fn is_for_both(format: Format) -> bool {
    use Format::{Github, GithubSummary, Gradescope, Junit, Sarif};
    matches!(format, Gradescope | Junit | Sarif | Github | GithubSummary)
}

fn for_both<A>(format: Format, view: &View<A>, report: &Report) -> Result<String, Failure> {
    match format {
        Format::Junit => Ok(formats::junit(view)),
        Format::Sarif => Ok(formats::sarif(view)),
        Format::Github => Ok(formats::github(view)),
        Format::GithubSummary => Ok(formats::github_summary(view)),
        _ => formats::gradescope(view).map_err(|error| not_judged(&error, report)),
    }
}

fn wrong_audience(audience: Audience) -> String {
    match audience {
        Audience::Student => "this format is for staff alone; `--format feedback` is what students may read",
        Audience::Staff => {
            "this format is for students alone; `--format json` and `--format markdown` tell staff everything"
        }
    }
    .to_owned()
}

fn usage(error: impl std::fmt::Display) -> Failure {
    Failure::Usage(error.to_string())
}

/// Where all of it is this machine's lack, the doctor is asked, and nobody else.
fn not_judged(error: &NotJudged, report: &Report) -> Failure {
    let faults = report.exercises.iter().filter_map(|exercise| Some((exercise, exercise.fault.as_ref()?)));
    let told = faults.clone().map(|(exercise, fault)| format!("\n{}: {fault}", exercise.stem)).collect::<String>();
    match faults.into_iter().all(|(exercise, _)| exercise.blind) {
        true => Failure::Machine(format!("{error}{told}")),
        false => Failure::Fault(format!("{error}{told}")),
    }
}
