//! JUnit's XML, which most servers for continuous integration read. There is no specification; what is written here follows
//! the schema of Jenkins' xUnit plugin, which has no room for lines but in the text of a failure.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::plain;
use crate::report::{
    escape,
    view::{CheckView, ExerciseView, State, View},
};

/// The report as XML: a suite an exercise, a case a check. What was not run at all is one more case, so that no suite looks
/// better than it is: a `failure` where nothing was handed in or it was refused, an `error` where we failed.
pub fn junit<A>(view: &View<A>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    document(&mut writer, view).expect("text of ours goes into memory");
    let text = String::from_utf8(writer.into_inner()).expect("text of ours is UTF-8");
    text + "\n"
}

type Xml = Writer<Vec<u8>>;

fn document<A>(xml: &mut Xml, view: &View<A>) -> io::Result<()> {
    let suites: Vec<Suite> = view.exercises.iter().map(Suite::of).collect();
    let total = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>().to_string();
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites")
        .with_attribute(("name", "forkjoin"))
        .with_attribute(("tests", total(|suite| suite.cases.len()).as_str()))
        .with_attribute(("failures", total(|suite| suite.count(Kind::Failure)).as_str()))
        .with_attribute(("errors", total(|suite| suite.count(Kind::Error)).as_str()))
        .with_attribute(("time", seconds(view.exercises.iter().map(|one| one.seconds).sum()).as_str()))
        .write_inner_content(|xml| {
            suites.iter().try_for_each(|suite| suite.write(xml, view.level.map(|it| it.name())))
        })?;
    Ok(())
}

/// One exercise.
struct Suite<'a> {
    exercise: &'a ExerciseView,
    cases: Vec<Case>,
}

/// One check, or what kept all of them from being judged.
struct Case {
    name: String,
    outcome: Option<(Kind, String, Vec<String>)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Failure,
    Error,
    Skipped,
}

impl Kind {
    fn element(self) -> &'static str {
        match self {
            Kind::Failure => "failure",
            Kind::Error => "error",
            Kind::Skipped => "skipped",
        }
    }
}

impl Suite<'_> {
    fn of(exercise: &ExerciseView) -> Suite<'_> {
        let checks = exercise.checks.iter().map(|check| case(exercise, check));
        Suite { exercise, cases: whole(&exercise.state).into_iter().chain(checks).collect() }
    }

    fn count(&self, kind: Kind) -> usize {
        self.cases.iter().filter(|case| case.outcome.as_ref().is_some_and(|(of, ..)| *of == kind)).count()
    }

    fn write(&self, xml: &mut Xml, level: Option<&str>) -> io::Result<()> {
        let exercise = self.exercise;
        xml.create_element("testsuite")
            .with_attribute(("name", allowed(&exercise.stem).as_str()))
            .with_attribute(("tests", self.cases.len().to_string().as_str()))
            .with_attribute(("failures", self.count(Kind::Failure).to_string().as_str()))
            .with_attribute(("errors", self.count(Kind::Error).to_string().as_str()))
            .with_attribute(("skipped", self.count(Kind::Skipped).to_string().as_str()))
            .with_attribute(("time", seconds(exercise.seconds).as_str()))
            .write_inner_content(|xml| {
                self.properties(xml, level)?;
                self.cases.iter().try_for_each(|case| case.write(xml, &exercise.stem))
            })?;
        Ok(())
    }

    fn properties(&self, xml: &mut Xml, level: Option<&str>) -> io::Result<()> {
        let points = [("score", self.exercise.score.to_string()), ("max-score", self.exercise.max_score.to_string())];
        let verdict = self.exercise.verdict.map(|verdict| ("verdict", verdict.to_string()));
        let level = level.map(|level| ("level", level.to_owned()));
        let property = |xml: &mut Xml, (name, value): (&str, String)| -> io::Result<()> {
            let element = xml.create_element("property").with_attribute(("name", name));
            element.with_attribute(("value", value.as_str())).write_empty().map(drop)
        };
        let all = points.into_iter().chain(verdict).chain(level);
        xml.create_element("properties")
            .write_inner_content(|xml| all.into_iter().try_for_each(|one| property(xml, one)))
            .map(drop)
    }
}

impl Case {
    fn write(&self, xml: &mut Xml, stem: &str) -> io::Result<()> {
        let element = xml
            .create_element("testcase")
            .with_attribute(("name", allowed(&self.name).as_str()))
            .with_attribute(("classname", allowed(stem).as_str()));
        let Some((kind, name, lines)) = &self.outcome else { return element.write_empty().map(drop) };
        let message = lines.first().map(String::as_str).unwrap_or_default();
        let inner = |xml: &mut Xml| {
            let told = xml.create_element(kind.element()).with_attribute(("type", name.as_str()));
            let told = told.with_attribute(("message", allowed(message).as_str()));
            told.write_text_content(BytesText::new(&allowed(&lines.join("\n")))).map(drop)
        };
        element.write_inner_content(inner).map(drop)
    }
}

fn whole(state: &State) -> Option<Case> {
    let (name, outcome) = match state {
        State::Judged(_) => return None,
        State::NotHandedIn => {
            ("is handed in", (Kind::Failure, "not-handed-in".to_owned(), vec!["nothing was handed in".to_owned()]))
        }
        State::NotJudged(why) => ("is judged", (Kind::Error, "fault".to_owned(), escape::lines(why))),
        State::Refused(found) => {
            ("is compiled and run", (Kind::Failure, found.verdict.to_string(), plain::found(found)))
        }
    };
    Some(Case { name: name.to_owned(), outcome: Some(outcome) })
}

fn case(exercise: &ExerciseView, check: &CheckView) -> Case {
    let kind = if check.failed() { Kind::Failure } else { Kind::Skipped };
    let outcome = (!check.passed).then(|| (kind, check.verdict.to_owned(), plain::check(exercise, check)));
    Case { name: plain::name(exercise, check, false), outcome }
}

fn seconds(seconds: f64) -> String {
    format!("{:.3}", seconds.max(0.0))
}

/// `text` without what XML 1.0 has no way to write.
fn allowed(text: &str) -> String {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn what_xml_cannot_write_is_left_out() {
        assert_eq!(allowed("a\0b\u{8}c\u{b}d\u{1b}e\u{fffe}f\u{ffff}g\th\ni\u{1f600}"), "abcdefg\th\ni\u{1f600}");
    }
}
