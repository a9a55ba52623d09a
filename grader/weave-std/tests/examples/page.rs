//! The examples of a page: the link to the playground has the whole program, hidden lines included.

use super::Example;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

const FRAME: &str = "<div class=\"example-wrap";
const LINK: &str = "https://play.rust-lang.org/?code=";

/// The stable examples of `std::sync` and `std::thread` that are meant to compile, each once.
pub fn collect(std: &Path) -> Vec<Example> {
    let mut seen = HashSet::new();
    let mut examples = Vec::new();
    for page in ["sync", "thread"].iter().flat_map(|part| files(&std.join(part))) {
        let html = fs::read_to_string(&page).expect("a page of std is text");
        let page = page.strip_prefix(std).expect("it was found there").display().to_string();
        for (class, code) in html.split(FRAME).skip(1).filter_map(example) {
            let meant = !class.contains("compile_fail") && !class.contains("ignore");
            if meant && !code.contains("#![feature(") && seen.insert(code.clone()) {
                let name = format!("e{:03}", examples.len());
                examples.push(Example { name, page: page.clone(), code, should_panic: class.contains("should_panic") });
            }
        }
    }
    examples
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("std has these pages") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "html") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The class of an example, and its program.
fn example(frame: &str) -> Option<(&str, String)> {
    let (class, rest) = frame.split_once('"')?;
    let rest = &rest[..rest.find("</div>").unwrap_or(rest.len())];
    let link = rest.split_once(LINK)?.1.split('"').next()?;
    Some((class, decode(link.split("&amp;").next()?)))
}

/// As in a query: `+` is a space, `%41` a byte.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        bytes.push(match first {
            b'+' => b' ',
            b'%' => {
                let (digits, after) = after.split_at(2);
                rest = after;
                let digits = std::str::from_utf8(digits).expect("two digits");
                u8::from_str_radix(digits, 16).expect("two hexadecimal digits")
            }
            other => *other,
        });
    }
    String::from_utf8(bytes).expect("an example is text")
}
