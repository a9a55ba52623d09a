//! What questions have in common: options, a button, and an answer that is closed. Without JavaScript the answer can be opened.

use crate::html;

/// A question with its options.
pub(super) struct Question<'a> {
    /// A name that nothing else on the page has.
    pub(super) id: &'a str,
    /// The question, as HTML.
    pub(super) question: &'a str,
    /// The options, as HTML, and whether each is right.
    pub(super) options: &'a [(String, bool)],
    /// Several may be ticked.
    pub(super) several: bool,
    /// The answer, as HTML.
    pub(super) answer: &'a str,
}

impl Question<'_> {
    /// As a block of HTML.
    pub(super) fn render(&self) -> String {
        let kind = if self.several { "checkbox" } else { "radio" };
        let option = |(text, right): &(String, bool)| {
            let right = if *right { " data-right" } else { "" };
            format!("<label><input type=\"{kind}\" name=\"{}\"{right}> <span>{text}</span></label>\n", self.id)
        };
        let options: String = self.options.iter().map(option).collect();
        html::block(&format!(
            "<fieldset class=\"fj-ask\" id=\"{}\">\n<legend>{}</legend>\n{options}<p class=\"fj-told\" role=\"status\"></p>\n<details>\n<summary>Answer</summary>\n{}\n</details>\n</fieldset>",
            self.id, self.question, self.answer
        ))
    }
}
