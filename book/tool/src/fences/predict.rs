//! `predict`: a question with one right answer, which whoever wrote it knows.

use super::answer::Question;
use crate::book::Page;
use crate::fields::Fields;
use crate::html;
use crate::mistake::{Mistake, Told};

pub(super) fn render(body: &str, page: &mut Page) -> Told<String> {
    let fields = Fields::parse(body, &["question", "why"])?;
    let (question, why) = (fields.need("question")?, fields.need("why")?);
    let right: Vec<_> = fields.items.iter().filter(|item| item.marked).collect();
    let [right] = right[..] else {
        return Err(Mistake::whole(format!("{} options begin with `+`: there is one right answer", right.len())));
    };
    if fields.items.len() < 2 {
        return Err(Mistake::whole("there is nothing to choose from: add options `- …`"));
    }
    let options: Vec<_> = fields.items.iter().map(|item| (html::inline(&item.value.text), item.marked)).collect();
    let answer =
        format!("<p><strong>{}</strong></p>\n<p>{}</p>", html::inline(&right.value.text), html::inline(&why.text));
    let question = Question {
        id: &page.new_id("ask"),
        question: &html::inline(&question.text),
        options: &options,
        several: false,
        answer: &answer,
    };
    Ok(question.render())
}
