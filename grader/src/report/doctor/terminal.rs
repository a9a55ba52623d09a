//! A machine's checkup for a person at a terminal, and the few words of it that stand where grading was refused.

use anstyle::Style;

use super::Checkup;
use crate::{
    fault::DOCTOR,
    report::{
        doctor::LayerReport,
        escape,
        next::COMMAND,
        terminal::{
            page::Page,
            style::{DIM, FAIL, PASS, SKIP, TITLE, styled},
        },
    },
    sandbox::{FIRST_USER, Level, Surroundings},
};

/// Columns before what a layer is good for.
const WORDS: usize = 21;

/// The checkup for a terminal of `width` columns, with colours.
pub fn terminal(checkup: &Checkup, width: usize) -> String {
    let mut page = Page::new(width);
    let style = if checkup.level.bears_marks() { PASS } else { SKIP };
    page.hanging(&format!("{}: ", styled(style, &format!("Level {}", checkup.level))), 9, checkup.meaning, TITLE);
    page.row(styled(DIM, &format!("found out by trying, with grader {}", checkup.grader)));
    page.gap();
    checkup.layers.iter().for_each(|one| layer(&mut page, one));
    page.gap();
    page.hanging("", 0, &machine(checkup), DIM);
    page.gap();
    next(&mut page, checkup);
    page.into_text()
}

fn layer(page: &mut Page, layer: &LayerReport) {
    let (word, style) = if layer.holds { ("HOLDS", PASS) } else { ("MISSING", FAIL) };
    let label = format!("  {style}{word:<7}{style:#}  {:<10}", layer.layer);
    page.hanging(&label, WORDS, layer.protects, Style::new());
    for (label, text) in [("it says", &layer.lacking), ("to get it", &layer.remedy)] {
        if let Some(text) = text {
            let label = format!("{:WORDS$}{}  ", "", styled(DIM, &format!("{label:<9}")));
            page.hanging(&label, WORDS + 11, text, Style::new());
        }
    }
}

fn machine(checkup: &Checkup) -> String {
    let Surroundings { kernel, processor, user, yama, container, .. } = &checkup.surroundings;
    let container = if *container { ", in a container" } else { "" };
    let yama = yama.map_or("no Yama".to_owned(), |scope| format!("Yama's ptrace_scope is {scope}"));
    let you = if *user == 0 { "you are root".to_owned() } else { format!("you are user {user}") };
    let runs = match checkup.runs_as {
        FIRST_USER => format!("each launcher of submissions is a user of its own, from {FIRST_USER} on"),
        same if same == *user => "submissions run as you".to_owned(),
        other => format!("submissions run as user {other}"),
    };
    format!("Linux {kernel} on {processor}{container}; {yama}; {you}, {runs}.")
}

fn next(page: &mut Page, checkup: &Checkup) {
    let (words, command) = match checkup.level {
        Level::A | Level::B => ("grade; in a script, say that marks are to rest on it:", true),
        Level::C | Level::D => (
            "add what is missing, as far as you can, and run this again; for marks, grade on a machine of level A or B, \
             such as a runner of GitHub.",
            false,
        ),
    };
    page.hanging(&format!("{} ", styled(TITLE, "Next:")), 6, words, Style::new());
    if command {
        page.row(format!("      {COMMAND} grade PATH --require-level {}", Level::B));
    }
}

/// Why nothing was graded: `required` is not what this machine offers.
pub fn below(required: Level, checkup: &Checkup) -> String {
    let mut text = format!(
        "nothing was graded: level {required} is required, and this machine offers level {} ({})\n",
        checkup.level, checkup.meaning
    );
    for layer in checkup.layers.iter().filter(|layer| !layer.holds) {
        let said = escape::one_line(layer.lacking.as_deref().unwrap_or_default());
        text += &format!("  missing: {}: {}\n           {said}\n", layer.layer, layer.protects);
    }
    text + &format!("\nNext: {DOCTOR}")
}
