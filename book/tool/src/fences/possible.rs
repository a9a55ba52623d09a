//! `possible`: which outcomes can a program have? What is right is computed, not written.

use super::answer::Question;
use crate::book::{Book, Page};
use crate::fields::Fields;
use crate::html;
use crate::mistake::{Mistake, Told};
use std::collections::BTreeSet;

pub(super) fn render(body: &str, page: &mut Page, book: &Book) -> Told<String> {
    let fields = Fields::parse(body, &["program", "interleave", "question", "why", "others"])?;
    let (kind, value) = fields.one_of(&["program", "interleave"])?;
    let name = value.text.as_str();
    let possible: BTreeSet<String> = match kind {
        "program" => book.explored(name)?.ends(name)?.into_iter().map(|end| end.text).collect(),
        _ => book.machine(name)?.1.keys().cloned().collect(),
    };
    check(&fields, &possible)?;
    let is_right = |text: &str| possible.contains(text);
    let options: Vec<_> =
        fields.items.iter().map(|item| (code(&item.value.text), is_right(&item.value.text))).collect();
    let right: Vec<String> = options.iter().filter(|(_, right)| *right).map(|(text, _)| text.clone()).collect();
    let why = html::inline(&fields.need("why")?.text);
    let counted = match right.len() {
        0 => "None of these is possible".to_owned(),
        1 => "One is possible".to_owned(),
        several => format!("{several} are possible"),
    };
    let answer = format!("<p>{counted}: {}.</p>\n<p>{why}</p>", right.join(" · "));
    let question = fields.get("question")?.map_or("Which of these can come out?", |value| &value.text);
    let question = Question {
        id: &page.new_id("ask"),
        question: &html::inline(question),
        options: &options,
        several: true,
        answer: &answer,
    };
    Ok(question.render())
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", html::text(text))
}

/// The options are no riddle, and tell all there is.
fn check(fields: &Fields, possible: &BTreeSet<String>) -> Told<()> {
    let offered: BTreeSet<&str> = fields.items.iter().map(|item| item.value.text.as_str()).collect();
    if offered.iter().all(|text| possible.contains(*text)) {
        return Err(Mistake::whole("every option is possible: add one that is not, or there is nothing to find out"));
    }
    let missing: Vec<&String> = possible.iter().filter(|text| !offered.contains(text.as_str())).collect();
    match missing.first() {
        Some(first) if !fields.yes("others")? => {
            Err(Mistake::whole(format!("`{first}` is possible too, and no option says so: add it, or `others: yes`")))
        }
        _ => Ok(()),
    }
}
