//! Reads the text of a late policy; `docs/late-policy.md` describes the format. What a policy does is `late`'s concern.

use std::{
    collections::BTreeMap,
    ops::Range,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use toml::Spanned;

use super::{Due, Hundredths, LatePolicy, Penalty, Rule, instant::instant};
use crate::course::Course;

/// The version of the format that this grader reads.
const FORMAT_VERSION: i64 = 1;
/// What a `kind` can be.
const KINDS: &str = "`baseline`, `constant`, `percentage` or `late-days`";

/// What is wrong with a file about lateness: the user's mistake.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {problem}", file.display())]
pub struct LateFileError {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub problem: String,
}

/// The file, field by field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format_version: Spanned<i64>,
    kind: Spanned<String>,
    points_per_day: Option<Spanned<f64>>,
    percent_per_day: Option<Spanned<u32>>,
    free_days: Option<Spanned<u32>>,
    then: Option<Spanned<String>>,
    #[serde(default)]
    grace_minutes: u32,
    reject_after_days: Option<u32>,
    due: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
}

/// A problem, and where in the text it is.
type Wrong = (Range<usize>, String);

impl LatePolicy {
    /// The policy that `text` describes, for the exercises of `course`. `file` is only named in errors.
    ///
    /// # Errors
    /// The first thing that is wrong with the text, with its line and what to do.
    pub fn parse(file: &Path, text: &str, course: &Course) -> Result<LatePolicy, LateFileError> {
        let at = |span: Option<Range<usize>>, problem: String| {
            let before = span.and_then(|span| text.get(..span.start)).unwrap_or_default();
            LateFileError { file: file.to_owned(), line: before.matches('\n').count() + 1, problem }
        };
        let read: File = toml::from_str(text).map_err(|error| at(error.span(), error.message().to_owned()))?;
        read.policy(course, text).map_err(|(span, problem)| at(Some(span), problem))
    }
}

impl File {
    fn policy(&self, course: &Course, text: &str) -> Result<LatePolicy, Wrong> {
        let version = *self.format_version.get_ref();
        if version != FORMAT_VERSION {
            let problem = format!("format version {version} is not {FORMAT_VERSION}: use a newer grader");
            return Err((self.format_version.span(), problem));
        }
        Ok(LatePolicy {
            rule: self.rule()?,
            grace_seconds: u64::from(self.grace_minutes) * 60,
            reject_after_days: self.reject_after_days,
            due: due(&self.due, course, text)?,
        })
    }

    fn rule(&self) -> Result<Rule, Wrong> {
        let rule = match self.kind.get_ref().as_str() {
            "baseline" => Rule::Baseline,
            "constant" => Rule::Penalty(self.constant(&self.kind)?),
            "percentage" => Rule::Penalty(self.percentage(&self.kind)?),
            "late-days" => Rule::LateDays {
                free: *needed(&self.free_days, "free_days", &self.kind)?.get_ref(),
                then: self.then()?,
            },
            other => return Err((self.kind.span(), format!("`{other}` is no kind of policy: write {KINDS}"))),
        };
        self.nothing_idle(rule)?;
        Ok(rule)
    }

    fn then(&self) -> Result<Penalty, Wrong> {
        let then = needed(&self.then, "then", &self.kind)?;
        match then.get_ref().as_str() {
            "constant" => self.constant(then),
            "percentage" => self.percentage(then),
            "nothing-counts" => Ok(Penalty::NothingCounts),
            other => {
                let remedy = "write `constant`, `percentage` or `nothing-counts`";
                Err((then.span(), format!("`{other}` is no penalty for when the free days are spent: {remedy}")))
            }
        }
    }

    fn constant(&self, asked: &Spanned<String>) -> Result<Penalty, Wrong> {
        let points = needed(&self.points_per_day, "points_per_day", asked)?;
        let hundredths = (points.get_ref() * 100.0).round();
        if !(0.0..=f64::from(u32::MAX)).contains(&hundredths) {
            return Err((points.span(), format!("{} are no points: write a number from 0 on", points.get_ref())));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was found to be in range")]
        Ok(Penalty::Constant(Hundredths(hundredths as u32)))
    }

    fn percentage(&self, asked: &Spanned<String>) -> Result<Penalty, Wrong> {
        let percent = needed(&self.percent_per_day, "percent_per_day", asked)?;
        match *percent.get_ref() {
            percent @ 0..=100 => Ok(Penalty::Percentage(percent)),
            other => Err((percent.span(), format!("{other} % are more than all: write 0 to 100"))),
        }
    }

    /// A number that the policy would not look at is a mistake.
    fn nothing_idle(&self, rule: Rule) -> Result<(), Wrong> {
        let penalty = match rule {
            Rule::Baseline => None,
            Rule::Penalty(penalty) | Rule::LateDays { then: penalty, .. } => Some(penalty),
        };
        let days = matches!(rule, Rule::LateDays { .. });
        let idle = [
            (span(&self.points_per_day), "points_per_day", matches!(penalty, Some(Penalty::Constant(_)))),
            (span(&self.percent_per_day), "percent_per_day", matches!(penalty, Some(Penalty::Percentage(_)))),
            (span(&self.free_days), "free_days", days),
            (span(&self.then), "then", days),
        ];
        match idle.into_iter().find(|(span, _, used)| span.is_some() && !used) {
            Some((span, field, _)) => {
                let kind = self.kind.get_ref();
                Err((span.unwrap_or_default(), format!("`{field}` says nothing under kind `{kind}`: remove it")))
            }
            None => Ok(()),
        }
    }
}

fn span<T>(field: &Option<Spanned<T>>) -> Option<Range<usize>> {
    field.as_ref().map(Spanned::span)
}

fn needed<'a, T>(field: &'a Option<Spanned<T>>, name: &str, asked: &Spanned<String>) -> Result<&'a Spanned<T>, Wrong> {
    let problem = || (asked.span(), format!("`{}` needs `{name}`: add it", asked.get_ref()));
    field.as_ref().ok_or_else(problem)
}

fn due(
    written: &BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    course: &Course,
    text: &str,
) -> Result<BTreeMap<String, Due>, Wrong> {
    let mut dues: BTreeMap<String, Due> = BTreeMap::new();
    let mut lines: Vec<_> = written.iter().collect();
    lines.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in lines {
        let line = text.get(..name.span().start).unwrap_or_default().matches('\n').count() + 1;
        let exercise = course.exercise(name.get_ref()).map_err(|error| (name.span(), error.to_string()))?;
        let moment = match value.get_ref() {
            toml::Value::String(moment) => moment.clone(),
            toml::Value::Datetime(moment) => moment.to_string(),
            other => return Err((value.span(), format!("a due date is no {}: write it in quotes", other.type_str()))),
        };
        let at = instant(&moment).map_err(|problem| (value.span(), problem))?;
        if let Some(earlier) = dues.insert(exercise.stem.clone(), Due { at, line }) {
            let problem = format!("{} is due twice, here and in line {}: remove one", exercise.stem, earlier.line);
            return Err((name.span(), problem));
        }
    }
    Ok(dues)
}
