//! `grader explain`: the page on a verdict, or the list of verdicts.

use super::{ExitCode, Failure, output::Screen};
use crate::{judge::Verdict, report::explain as pages};

/// Writes the page on the verdict of that name; the list of all where none is given.
///
/// # Errors
/// A name that no verdict has, with those that may have been meant.
pub(super) fn explain(name: Option<&str>, screen: &Screen) -> Result<ExitCode, Failure> {
    let text = match name {
        None => pages::list(screen.width()),
        Some(name) => pages::terminal(Verdict::from_name(name).ok_or_else(|| unknown(name))?, screen.width()),
    };
    screen.write(&text)?;
    Ok(ExitCode::Passed)
}

fn unknown(name: &str) -> Failure {
    let meant: Vec<String> = pages::suggestions(name).iter().map(|verdict| format!("  {verdict}")).collect();
    Failure::Usage(format!("no verdict is called `{}`; perhaps one of:\n{}", name.escape_debug(), meant.join("\n")))
}
