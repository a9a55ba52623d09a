//! Which part of a submission's interface our driver stumbled over. That it is the submission's mistake and not the
//! driver's is for `compile` to make sure.

use super::diagnostic::Diagnostic;

/// The name that the contract knows and that the compiler complains about in the driver: `run`.
///
/// `library` is the crate's name in code. None where the message names nothing that can be told apart.
pub(super) fn name(error: &Diagnostic, library: &str) -> Option<String> {
    let path = format!("{library}::");
    let underlined: Vec<String> = error.spans.iter().map(|span| span.underlined()).collect();
    let told = underlined.iter().map(String::as_str).chain([error.message.as_str()]);
    told.into_iter()
        .find_map(|text| text.split_once(&path).and_then(|(_, rest)| last_of_path(rest)))
        .or_else(|| named(error).then(|| quoted(&error.message)).flatten())
        .or_else(|| defined(error))
}

/// Errors whose message begins with the name of what is missing or closed.
fn named(error: &Diagnostic) -> bool {
    ["E0425", "E0432", "E0433", "E0412", "E0423", "E0560", "E0599", "E0603", "E0609", "E0616", "E0624"]
        .contains(&error.code())
}

/// The first name between backticks.
fn quoted(message: &str) -> Option<String> {
    let text = message.split('`').nth(1)?;
    last_of_path(text)
}

/// What a note says is "defined here".
fn defined(error: &Diagnostic) -> Option<String> {
    let note = error.children.iter().find(|note| note.message.contains("defined here"))?;
    let text = note.spans.iter().find(|span| span.is_primary)?.underlined();
    last_of_path(text.rsplit_once("fn ").map_or(text.as_str(), |(_, name)| name))
}

/// `run` of `run(pause)`, `push` of `BoundedQueue::push`.
fn last_of_path(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let path = text.split(|c| !is_part(c)).next()?;
    path.rsplit("::").find(|part| !part.is_empty()).map(str::to_owned)
}
