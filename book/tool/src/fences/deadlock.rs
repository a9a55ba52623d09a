//! `deadlock`: never, sometimes or always? The answer is computed.

use super::answer::Question;
use crate::book::{Book, Page};
use crate::explorations::Deadlocks;
use crate::fields::Fields;
use crate::html;
use crate::mistake::Told;

pub(super) fn render(body: &str, page: &mut Page, book: &Book) -> Told<String> {
    let fields = Fields::parse(body, &["program", "interleave", "question", "why"])?;
    fields.no_items()?;
    let (kind, value) = fields.one_of(&["program", "interleave"])?;
    let name = value.text.as_str();
    let (deadlocks, of) = match kind {
        "program" => {
            let explored = book.explored(name)?;
            (explored.deadlocks(name)?, explored.covered())
        }
        _ => {
            let (_, outcomes) = book.machine(name)?;
            let stuck = outcomes.get("deadlock").copied().unwrap_or_default();
            let total: u64 = outcomes.values().sum();
            (Deadlocks::of(stuck, total), format!("{stuck} of all {total} schedules end in one"))
        }
    };
    let options: Vec<_> = [Deadlocks::Never, Deadlocks::Sometimes, Deadlocks::Always]
        .map(|option| (option.word().to_owned(), option == deadlocks))
        .into();
    let why = html::inline(&fields.need("why")?.text);
    let answer = format!("<p><strong>{}</strong> ({of}).</p>\n<p>{why}</p>", capital(deadlocks.word()));
    let question = fields.get("question")?.map_or("Does it deadlock?", |value| &value.text);
    let question = Question {
        id: &page.new_id("ask"),
        question: &html::inline(question),
        options: &options,
        several: false,
        answer: &answer,
    };
    Ok(question.render())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
