//! Workflow commands of GitHub Actions, which put what was found on the student's lines.
//!
//! Every line is one command of ours: what a submission chose stands within its message or its properties, where nothing of
//! it is obeyed.

use super::plain;
use crate::report::{
    escape,
    view::{CheckView, ExerciseView, Found, State, View},
};

/// Annotations of one kind that are written; GitHub takes ten of a step, and the tenth says how many more there are.
const MOST: usize = 9;

/// Characters of a message; GitHub takes 64 KB.
const LONGEST: usize = 8000;

/// Characters of a title; GitHub takes 255.
const LONGEST_TITLE: usize = 200;

/// The commands, a line each: errors for what does not hold, those that cost most first; warnings for what could not be
/// judged or is not there; a notice with the points.
pub fn github<A>(view: &View<A>) -> String {
    let mut errors: Vec<Annotation> = view.exercises.iter().flat_map(errors).collect();
    errors.sort_by_key(|error| std::cmp::Reverse(error.lost));
    let warning = view.warning.iter().map(|warning| Annotation::of(0, "Protection", None, vec![warning.clone()]));
    let warnings: Vec<Annotation> = warning.chain(view.exercises.iter().filter_map(warn)).collect();
    let points = vec![format!("{} of {} points", view.score, view.max_score)];
    let notices = vec![Annotation::of(0, "Points", None, points)];
    commands("error", &errors) + &commands("warning", &warnings) + &commands("notice", &notices)
}

/// What is to be read at one place.
struct Annotation {
    /// Points that it costs.
    lost: u32,
    title: String,
    place: Option<(String, u32)>,
    lines: Vec<String>,
}

impl Annotation {
    fn of(lost: u32, title: &str, found: Option<&Found>, lines: Vec<String>) -> Annotation {
        let blamed = found.and_then(|found| found.spots.iter().find(|spot| spot.what.is_none()));
        let place = blamed.map(|spot| (spot.file.clone(), spot.line));
        Annotation { lost, title: title.to_owned(), place, lines }
    }
}

fn errors(exercise: &ExerciseView) -> Vec<Annotation> {
    match &exercise.state {
        State::NotHandedIn => Vec::new(),
        State::NotJudged(why) => {
            let title = format!("{}: not judged", exercise.stem);
            vec![Annotation::of(exercise.max_score, &title, None, escape::lines(why))]
        }
        State::Refused(found) => {
            let title = format!("{}: {}", exercise.stem, found.verdict);
            vec![Annotation::of(exercise.max_score, &title, Some(found), plain::found(found))]
        }
        State::Judged(_) => {
            exercise.failures().into_iter().map(|(check, others)| error(exercise, check, &others)).collect()
        }
    }
}

fn error(exercise: &ExerciseView, check: &CheckView, others: &[&CheckView]) -> Annotation {
    let title = format!("{}: {}", exercise.exercise, check.verdict);
    let mut lines = vec![plain::name(exercise, check, false)];
    lines.extend(plain::check(exercise, check));
    lines.extend(others.iter().map(|other| format!("also fails: {}", plain::name(exercise, other, false))));
    let lost = [check].into_iter().chain(others.iter().copied()).map(|one| one.max_score - one.score).sum();
    Annotation::of(lost, &title, check.found(), lines)
}

fn warn(exercise: &ExerciseView) -> Option<Annotation> {
    let text = match exercise.state {
        State::NotHandedIn => "not handed in".to_owned(),
        State::Judged(unjudged) if unjudged > 0 => format!("{unjudged} checks could not be judged on this machine"),
        _ => return None,
    };
    Some(Annotation::of(0, &exercise.stem, None, vec![text]))
}

fn commands(kind: &str, annotations: &[Annotation]) -> String {
    let mut out: String = annotations.iter().take(MOST).map(|one| command(kind, one)).collect();
    if let Some(more) = annotations.len().checked_sub(MOST).filter(|more| *more > 0) {
        let lines = vec![format!("{more} more: see the whole report")];
        out += &command(kind, &Annotation::of(0, "And more", None, lines));
    }
    out
}

fn command(kind: &str, annotation: &Annotation) -> String {
    let title = property(&escape::cut(&annotation.title, LONGEST_TITLE));
    let place = annotation.place.as_ref().map(|(file, line)| format!("file={},line={line},", property(file)));
    let message = escape::cut(&annotation.lines.join("\n"), LONGEST);
    format!("::{kind} {}title={title}::{}\n", place.unwrap_or_default(), data(&message))
}

/// As the runner reads a message. The older `##[command]` is taken apart beforehand, wherever it stands.
fn data(text: &str) -> String {
    let text = text.replace("##[", r"##\[");
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&escape::one_line(text)).replace(':', "%3A").replace(',', "%2C")
}
