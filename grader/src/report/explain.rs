//! The page on each verdict: what it means, how the grader knows, the smallest program that has the fault and the change
//! that mends it. The pages are Markdown files beside this one, and their programs are compiled as doctests.

use std::cmp::Reverse;

use anstyle::Style;

use super::{
    next::COMMAND,
    prose,
    terminal::{
        page::Page,
        style::{TITLE, styled},
    },
};
use crate::judge::Verdict;

/// One list for the pages and for their doctests, so that neither can miss one.
macro_rules! pages {
    ($($verdict:ident: $file:literal,)*) => {
        /// The page on `verdict`, as Markdown.
        pub fn page(verdict: Verdict) -> &'static str {
            match verdict {
                $(Verdict::$verdict => include_str!(concat!("explain/", $file, ".md")),)*
            }
        }

        #[cfg(doctest)]
        mod programs {
            $(#[doc = include_str!(concat!("explain/", $file, ".md"))]
            pub struct $verdict;)*
        }
    };
}

pages! {
    Passed: "passed",
    DoesNotCompile: "does-not-compile",
    Forbidden: "forbidden",
    Unfinished: "unfinished",
    WrongAnswer: "wrong-answer",
    WrongOutput: "wrong-output",
    NoThread: "no-thread",
    NoProcess: "no-process",
    NotParallel: "not-parallel",
    NotBounded: "not-bounded",
    NotJoined: "not-joined",
    Orphan: "orphan",
    Zombie: "zombie",
    Deadlock: "deadlock",
    Stuck: "stuck",
    BusyWait: "busy-wait",
    Race: "race",
    WrongOrdering: "wrong-ordering",
    Panicked: "panicked",
    EndedEarly: "ended-early",
    OverLimit: "over-limit",
}

/// The page on `verdict` for a terminal of `width` columns, with colours.
pub fn terminal(verdict: Verdict, width: usize) -> String {
    prose::terminal(page(verdict), width)
}

/// All verdicts with the first sentence of their pages, for a terminal of `width` columns.
pub fn list(width: usize) -> String {
    let mut page = Page::new(width);
    for verdict in Verdict::SEVERITY {
        let label = format!("{}  ", styled(TITLE, &format!("{verdict:<16}")));
        page.hanging(&label, 18, &summary(verdict), Style::new());
    }
    page.gap();
    page.row(format!("Next: {COMMAND} explain VERDICT"));
    page.into_text()
}

/// What `verdict` means, in one sentence.
pub fn summary(verdict: Verdict) -> String {
    first_sentence(page(verdict))
}

fn first_sentence(page: &str) -> String {
    let text = page.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
    text.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
}

/// The verdicts that may have been meant by `name`, the likeliest first; all of them where none is close.
pub fn suggestions(name: &str) -> Vec<Verdict> {
    let name = name.to_lowercase().replace(['_', ' '], "-");
    let mut close: Vec<(usize, Verdict)> = Verdict::SEVERITY
        .into_iter()
        .map(|verdict| (distance(&name, verdict.name()), verdict))
        .filter(|(distance, verdict)| *distance <= 3 || shares_a_word(&name, verdict.name()))
        .collect();
    close.sort_by_key(|(distance, verdict)| (*distance, Reverse(verdict.name().len())));
    match close.is_empty() {
        true => Verdict::SEVERITY.to_vec(),
        false => close.into_iter().map(|(_, verdict)| verdict).collect(),
    }
}

fn shares_a_word(name: &str, verdict: &str) -> bool {
    let telling = |word: &&str| word.len() > 3;
    name.split('-').filter(telling).any(|word| verdict.split('-').any(|other| other.starts_with(word)))
}

/// Insertions, deletions and replacements that lead from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (column, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of each page, in order.
    const PARTS: [&str; 4] = [
        "\n## How the grader knows\n",
        "\n## The smallest program that has it\n",
        "\n## The smallest change that mends it\n",
        "\n## What to do next\n",
    ];

    #[test]
    fn each_page_has_its_name_its_parts_and_two_programs() {
        for verdict in Verdict::SEVERITY {
            let page = page(verdict);
            assert!(page.starts_with(&format!("# {verdict}\n")), "{verdict}");
            let found: Vec<_> = PARTS.iter().map(|part| page.find(part)).collect();
            if verdict != Verdict::Passed {
                assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{verdict}: {found:?}");
                assert_eq!(page.matches("\n```rust").count(), 2, "{verdict}");
            }
            assert!(!page.contains("ignore"), "{verdict}: a program that is not compiled proves nothing");
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_understood() {
        assert_eq!(suggestions("not-join")[0], Verdict::NotJoined);
        assert_eq!(suggestions("Deadlok")[0], Verdict::Deadlock);
        assert_eq!(suggestions("not_joined")[0], Verdict::NotJoined);
        assert!(suggestions("output").contains(&Verdict::WrongOutput));
        assert_eq!(suggestions("xxxxxxxxxxxxxxxxxxxx").len(), Verdict::SEVERITY.len());
    }

    #[test]
    fn the_list_has_a_sentence_for_each_verdict() {
        insta::assert_snapshot!("explain_list", anstream::adapter::strip_str(&list(80)).to_string());
    }

    #[test]
    fn a_page_looks_like_this_in_a_terminal() {
        let text = terminal(Verdict::NotJoined, 80);
        let plain = anstream::adapter::strip_str(&text).to_string();
        insta::assert_snapshot!("explain_not_joined", plain);
        assert!(plain.lines().all(|line| line.chars().count() <= 80), "{plain}");
    }
}
