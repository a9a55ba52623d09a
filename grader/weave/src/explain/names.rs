//! What threads, objects and places are called: in the author's words where the source has one.

use super::files::Files;
use super::source::Sources;
use crate::engine::object::Kind;
use crate::engine::{Execution, ObjectId, Place, TaskId};

pub(super) struct Names {
    threads: Vec<String>,
    objects: Vec<String>,
    kinds: Vec<Kind>,
    born: Vec<Place>,
    files: Files,
}

impl Names {
    pub(super) fn new(execution: &Execution, sources: &mut Sources) -> Self {
        let born: Vec<Place> = execution.objects.iter().map(|object| object.born).collect();
        let kinds: Vec<Kind> = execution.objects.iter().map(|object| object.kind).collect();
        let given = execution.objects.iter().map(|object| given_name(object.kind, object.born, sources)).collect();
        let (threads, objects) = (threads(execution), objects(&kinds, given));
        Self { threads, objects, kinds, born, files: files(execution) }
    }

    pub(super) fn thread(&self, task: TaskId) -> &str {
        self.threads.get(task).map_or("a thread", String::as_str)
    }

    /// Several threads: `main, teller and thread 2`.
    pub(super) fn these(&self, tasks: &[TaskId]) -> String {
        let names: Vec<&str> = tasks.iter().map(|task| self.thread(*task)).collect();
        enumerate(&names)
    }

    pub(super) fn object(&self, object: ObjectId) -> &str {
        &self.objects[object.0]
    }

    /// With what it is, and where it was made: `Mutex #1 (made at bank.rs:10)`.
    pub(super) fn object_made(&self, object: ObjectId) -> String {
        let (name, made) = (self.object(object), self.place(self.born[object.0]));
        let kind = if name.starts_with('`') { noun(self.kinds[object.0]) } else { "" };
        format!("{kind} {name} (made at {made})").trim_start().to_owned()
    }

    pub(super) fn place(&self, at: Place) -> String {
        self.line(at.file(), at.line())
    }

    pub(super) fn line(&self, file: &str, line: u32) -> String {
        format!("{}:{line}", self.files.short(file))
    }

    pub(super) fn file(&self, file: &str) -> String {
        self.files.short(file)
    }
}

/// `one`, `one and two`, `one, two and three`.
pub(super) fn enumerate<T: AsRef<str>>(words: &[T]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// What the engine calls them; a name that several have gets their numbers.
fn threads(execution: &Execution) -> Vec<String> {
    let names: Vec<String> = (0..execution.tasks.len()).map(|task| execution.thread_name(task)).collect();
    let numbered = |(task, name): (usize, &String)| {
        let shared = names.iter().filter(|other| *other == name).count() > 1;
        if shared && task > 0 { format!("{name} #{task}") } else { name.clone() }
    };
    names.iter().enumerate().map(numbered).collect()
}

fn objects(kinds: &[Kind], given: Vec<Option<String>>) -> Vec<String> {
    let same = |index: &usize, other: &usize| kinds[*other] == kinds[*index] && given[*other] == given[*index];
    let name = |index: usize| {
        let like: Vec<usize> = (0..kinds.len()).filter(|other| same(&index, other)).collect();
        let number = like.iter().position(|other| *other == index).map_or(0, |position| position + 1);
        match (&given[index], like.len()) {
            (Some(given), 1) => format!("`{given}`"),
            (Some(given), _) => format!("`{given}` #{number}"),
            (None, 1) => format!("the {}", noun(kinds[index])),
            (None, _) => format!("{} #{number}", noun(kinds[index])),
        }
    };
    (0..kinds.len()).map(name).collect()
}

pub(super) fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Mutex => "Mutex",
        Kind::RwLock => "RwLock",
        Kind::Condvar => "Condvar",
        Kind::Atomic => "atomic",
        Kind::Channel => "channel",
        Kind::Barrier => "Barrier",
        Kind::Once => "Once",
        Kind::Scope => "scope",
        Kind::UnsafeCell => "UnsafeCell",
    }
}

fn given_name(kind: Kind, born: Place, sources: &mut Sources) -> Option<String> {
    if matches!(kind, Kind::Scope | Kind::Channel) {
        return None;
    }
    let line = sources.line(born.file(), born.line());
    let before: String = line.chars().take(born.column() as usize - 1).collect();
    name_before(&before)
}

/// The variable, the static or the field that a value is for, whose making comes after `before` in its line.
fn name_before(before: &str) -> Option<String> {
    let mut rest = before.trim_end();
    // Out of what it is wrapped in: `Arc::new(`, `Some(`.
    while let Some(call) = rest.strip_suffix('(') {
        let wrapper = call.trim_end_matches(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':');
        if wrapper.len() == call.len() {
            return None;
        }
        rest = wrapper.trim_end();
    }
    if let Some(field) = rest.strip_suffix(':') {
        return identifier(field.rsplit([' ', '{', '(', ',']).next()?);
    }
    let pattern = rest.strip_suffix('=')?;
    let statement = ["let ", "static ", "const "].iter().find_map(|word| pattern.rsplit_once(word))?.1;
    let name = statement.split(':').next()?.trim();
    identifier(name.strip_prefix("mut ").unwrap_or(name))
}

fn identifier(text: &str) -> Option<String> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let text = text.trim();
    (!text.is_empty() && text.chars().all(is_name)).then(|| text.to_owned())
}

fn files(execution: &Execution) -> Files {
    let events = execution.events.iter().map(|event| event.at.file());
    let tasks = execution.tasks.iter().skip(1).map(|task| task.spawned_at.file());
    let waiting = execution.tasks.iter().filter(|task| !task.finished).map(|task| task.at.file());
    let born = execution.objects.iter().map(|object| object.born.file());
    Files::new(events.chain(tasks).chain(waiting).chain(born))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_has_the_name_of_what_it_is_made_for() {
        let name = |before: &str| name_before(before).unwrap_or_default();
        assert_eq!(name("    let hits = "), "hits");
        assert_eq!(name("let mut hits: AtomicU32 = "), "hits");
        assert_eq!(name("pub static DATA: AtomicU32 = "), "DATA");
        assert_eq!(name("let shared = Arc::new("), "shared");
        assert_eq!(name("    let shared = std::sync::Arc::new(Some("), "shared");
        assert_eq!(name("        Self { state: "), "state");
        assert_eq!(name("    ready: Arc::new("), "ready");
    }

    #[test]
    fn an_object_that_is_one_of_several_has_no_name() {
        for before in
            ["let pair = Arc::new((", "let pair = (Mutex::new(0), ", "vec![", "f(", "let (a, b) = ", "x.map(|_| "]
        {
            assert_eq!(name_before(before), None, "{before}");
        }
    }

    #[test]
    fn a_list_reads_as_it_is_said() {
        assert_eq!(enumerate(&["a", "b", "c"]), "a, b and c");
        assert_eq!(enumerate(&["a", "b"]), "a and b");
        assert_eq!(enumerate::<&str>(&[]), "");
    }
}
