//! A page in Markdown for whoever handed in: what holds, what does not, and what to do next. For a mail, an issue or a pull
//! request.

use std::slice;

use super::section::section;
use crate::report::{
    markup::{fence, prose},
    view::StudentView,
};

/// The page, without HTML.
pub fn feedback(view: &StudentView) -> String {
    let mut out = format!("## {} of {} points\n\n", view.score, view.max_score);
    let level = view.level.map_or(String::new(), |level| format!(", protection level {level}"));
    out += &format!("Graded with grader {}{level}.\n\n", view.grader);
    out += &view.warning.iter().map(|warning| format!("**{warning}**\n\n")).collect::<String>();
    out += &view.exercises.iter().map(section).collect::<String>();
    out += &format!("**Next:** {}\n", prose(&view.next.words));
    match &view.next.command {
        Some(command) => format!("{out}\n{}\n", fence("sh", slice::from_ref(command)).trim_end()),
        None => out,
    }
}
