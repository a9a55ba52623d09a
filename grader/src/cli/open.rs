//! `grader open`: the chapter that goes with an exercise.

use std::{
    env,
    process::{Command, Stdio},
};

use super::{ExitCode, Failure, arguments::Open, output::Screen};
use crate::practice::{NoPlace, Place};

/// Where `cargo book build` puts the book, from the root of the course; `book/book.toml` says so.
const BOOK: &str = "target/book";

/// Opens it where there is a browser, and says where it is in any case.
///
/// # Errors
/// There is no such exercise.
pub(super) fn open(asked: &Open, screen: &Screen) -> Result<ExitCode, Failure> {
    let place = Place::find()?;
    let exercise = place.exercise(&super::or_next(&place, asked.exercise.as_deref())?).map_err(NoPlace::from)?;
    let page = place.course.root.join(BOOK).join(exercise.chapter.replace(".md", ".html"));
    if !page.is_file() {
        let text = format!("exercises/{}/src/lib.rs: the text of the exercise is at its top", exercise.stem);
        let built = match exercise.chapter.is_empty() {
            true => String::new(),
            false => {
                format!("The book is not built here: after `cargo book build` the chapter is {}\n", page.display())
            }
        };
        screen.write(&format!("{built}{text}\n"))?;
        return Ok(ExitCode::Passed);
    }
    let shown = browser().is_some_and(|mut browser| {
        let quiet = browser.arg(&page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.spawn().is_ok()
    });
    screen.write(&format!("{}{}\n", if shown { "opening " } else { "" }, page.display()))?;
    Ok(ExitCode::Passed)
}

/// What shows pages here: `BROWSER`, or what the desktop has. There is none where nobody sits before a screen.
fn browser() -> Option<Command> {
    let told = env::var_os("BROWSER").filter(|browser| !browser.is_empty());
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].iter().any(|name| env::var_os(name).is_some());
    told.or_else(|| desktop.then(|| "xdg-open".into())).map(Command::new)
}
