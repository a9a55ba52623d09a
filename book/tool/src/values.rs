//! Values in the text: `{{= program NAME schedules}}` and the like become what is computed.

use crate::book::Book;
use crate::mistake::{Mistake, Told};
use std::collections::BTreeSet;

const OPEN: &str = "{{=";
const CLOSE: &str = "}}";

/// The programs that values of this text are of.
pub fn programs(text: &str, programs: &mut BTreeSet<String>) {
    for value in text.split(OPEN).skip(1).filter_map(|rest| rest.split_once(CLOSE)).map(|(value, _)| value) {
        let mut words = value.split_whitespace();
        if words.next() == Some("program") {
            programs.extend(words.next().map(str::to_owned));
        }
    }
}

/// The text with its values; or the value that is wrong, and what is wrong with it.
pub fn replace(text: &str, book: &Book) -> Result<String, (String, Mistake)> {
    let mut parts = text.split(OPEN);
    let mut made = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let wrong = |mistake: Mistake| (format!("{OPEN}{}", part.split(CLOSE).next().unwrap_or_default()), mistake);
        let (asked, rest) =
            part.split_once(CLOSE).ok_or_else(|| wrong(Mistake::whole("`{{=` is not closed: write `}}`")))?;
        made.push_str(&value(asked, book).map_err(wrong)?);
        made.push_str(rest);
    }
    Ok(made)
}

fn value(asked: &str, book: &Book) -> Told<String> {
    let words: Vec<&str> = asked.split_whitespace().collect();
    let number = match words[..] {
        ["program", name, "schedules"] => {
            book.explored(name)?.ends(name)?;
            book.explored(name)?.exploration.schedules as u64
        }
        ["program", name, "outcomes"] => book.explored(name)?.ends(name)?.len() as u64,
        ["interleave", id, "schedules"] => book.machine(id)?.1.values().sum(),
        ["interleave", id, "outcomes"] => book.machine(id)?.1.len() as u64,
        ["interleave", id, "ends", ..] => {
            let outcome = words[3..].join(" ");
            let outcomes = &book.machine(id)?.1;
            *outcomes.get(&outcome).ok_or_else(|| Mistake::whole(format!("`{id}` cannot end with `{outcome}`")))?
        }
        _ => return Err(Mistake::whole(format!("`{OPEN}{asked}{CLOSE}` is no value: see book/README.md"))),
    };
    Ok(number.to_string())
}
