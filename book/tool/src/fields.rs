//! The lines of a fence: `key: value`, and `- item` or `+ item`; indented lines go on with the one before.

use crate::mistake::{Mistake, Told};

/// The lines of one fence.
#[derive(Debug, Default)]
pub struct Fields {
    entries: Vec<Entry>,
    /// The items, in order.
    pub items: Vec<Item>,
}

#[derive(Debug)]
struct Entry {
    key: String,
    value: Value,
}

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Its line in the fence.
    pub line: usize,
    /// The text, in one line.
    pub text: String,
}

/// A line that begins with `-` or `+`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Begins with `+`.
    pub marked: bool,
    /// What follows.
    pub value: Value,
}

impl Fields {
    /// Reads the body of a fence in which the keys of `known` may occur; `thread *` stands for `thread` and any name.
    pub fn parse(body: &str, known: &[&str]) -> Told<Fields> {
        let mut fields = Fields::default();
        let mut last_is_item = false;
        for (line, text) in body.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
            if text.starts_with(' ') {
                fields.go_on(line, text.trim(), last_is_item)?;
            } else if let Some(item) = text.strip_prefix("- ").or_else(|| text.strip_prefix("+ ")) {
                let value = Value { line, text: item.trim().to_owned() };
                fields.items.push(Item { marked: text.starts_with('+'), value });
                last_is_item = true;
            } else {
                fields.entry(line, text, known)?;
                last_is_item = false;
            }
        }
        Ok(fields)
    }

    fn go_on(&mut self, line: usize, text: &str, last_is_item: bool) -> Told<()> {
        let value = match last_is_item {
            true => self.items.last_mut().map(|item| &mut item.value),
            false => self.entries.last_mut().map(|entry| &mut entry.value),
        };
        let value =
            value.ok_or_else(|| Mistake::at(line, "an indented line goes on with the one before: there is none"))?;
        value.text.push(' ');
        value.text.push_str(text);
        Ok(())
    }

    fn entry(&mut self, line: usize, text: &str, known: &[&str]) -> Told<()> {
        let expected = || format!("write `key: value`, with one of the keys {}", list(known));
        let (key, value) =
            text.split_once(':').ok_or_else(|| Mistake::at(line, format!("`{text}` has no colon: {}", expected())))?;
        let key = key.trim();
        let matches = |known: &&str| known.strip_suffix('*').map_or(*known == key, |start| key.starts_with(start));
        if !known.iter().any(matches) {
            return Err(Mistake::at(line, format!("there is no key `{key}` here: {}", expected())));
        }
        let value = Value { line, text: value.trim().to_owned() };
        self.entries.push(Entry { key: key.to_owned(), value });
        Ok(())
    }

    /// The value of a key, where it is given.
    pub fn get(&self, key: &str) -> Told<Option<&Value>> {
        let mut values = self.entries.iter().filter(|entry| entry.key == key).map(|entry| &entry.value);
        let first = values.next();
        match values.next() {
            Some(second) => Err(Mistake::at(second.line, format!("`{key}` is given twice: leave one"))),
            None => Ok(first),
        }
    }

    /// The value of a key that must be given.
    pub fn need(&self, key: &str) -> Told<&Value> {
        let value = self.get(key)?.filter(|value| !value.text.is_empty());
        value.ok_or_else(|| Mistake::whole(format!("`{key}` is missing: add a line `{key}: …`")))
    }

    /// All values of a key that may be given several times.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Value> {
        self.entries.iter().filter(move |entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The entries whose key is `word` and a name.
    pub fn named<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.entries.iter().filter_map(move |entry| {
            let (first, name) = entry.key.split_once(' ')?;
            (first == word).then(|| (name.trim(), &entry.value))
        })
    }

    /// Whether a key says `yes`.
    pub fn yes(&self, key: &str) -> Told<bool> {
        match self.get(key)? {
            None => Ok(false),
            Some(value) => match value.text.as_str() {
                "yes" => Ok(true),
                "no" => Ok(false),
                other => Err(Mistake::at(value.line, format!("`{key}` is `yes` or `no`, not `{other}`"))),
            },
        }
    }

    /// The one of these keys that is given.
    pub fn one_of<'a>(&'a self, keys: &[&'a str]) -> Told<(&'a str, &'a Value)> {
        let mut given = Vec::new();
        for key in keys {
            given.extend(self.get(key)?.map(|value| (*key, value)));
        }
        match given[..] {
            [one] => Ok(one),
            [] => Err(Mistake::whole(format!("one of {} is missing", list(keys)))),
            [_, (key, second), ..] => {
                Err(Mistake::at(second.line, format!("only one of {} may be given: leave out `{key}`", list(keys))))
            }
        }
    }

    /// For fences that have no items.
    pub fn no_items(&self) -> Told<()> {
        match self.items.first() {
            None => Ok(()),
            Some(item) => Err(Mistake::at(item.value.line, "this fence has no list: write `key: value`")),
        }
    }
}

impl Value {
    /// The value as a number.
    pub fn number<N: std::str::FromStr>(&self) -> Told<N> {
        self.text.parse().map_err(|_| Mistake::at(self.line, format!("`{}` is not a number that fits here", self.text)))
    }
}

fn list(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const KNOWN: [&str; 3] = ["title", "why", "thread *"];

    #[test]
    fn indented_lines_go_on() {
        let fields =
            Fields::parse("title: a\n  b\n\n- one\n  two\n+ three\nthread A: x; y\n", &KNOWN).expect("it is right");
        assert_eq!(fields.need("title").expect("given").text, "a b");
        assert_eq!(fields.items[0].value.text, "one two");
        assert!(fields.items[1].marked && !fields.items[0].marked);
        assert_eq!(fields.named("thread").next().map(|(name, value)| (name, value.line)), Some(("A", 6)));
    }

    #[rstest]
    #[case::no_colon(
        "title",
        0,
        "`title` has no colon: write `key: value`, with one of the keys `title`, `why`, `thread *`"
    )]
    #[case::unknown(
        "title: a\ntilte: b",
        1,
        "there is no key `tilte` here: write `key: value`, with one of the keys `title`, `why`, `thread *`"
    )]
    #[case::nothing_to_go_on_with("  a", 0, "an indented line goes on with the one before: there is none")]
    fn what_is_wrong_is_told(#[case] body: &str, #[case] line: usize, #[case] text: &str) {
        assert_eq!(Fields::parse(body, &KNOWN).map(|_| ()), Err(Mistake::at(line, text)));
    }

    #[test]
    fn a_key_that_is_given_twice_is_refused() {
        let fields = Fields::parse("title: a\ntitle: b", &KNOWN).expect("the lines are right");
        assert_eq!(fields.need("title"), Err(Mistake::at(1, "`title` is given twice: leave one")));
        assert_eq!(fields.need("why"), Err(Mistake::whole("`why` is missing: add a line `why: …`")));
    }
}
