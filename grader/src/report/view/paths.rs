//! Absolute paths in text: what they tell is how our machine is set up.

/// `text` with `…/` in place of all but the last part of each absolute path: `/rustc/9f3c/library/std/src/time.rs` is
/// `…/time.rs`.
///
/// What begins with `//`, and what is one part alone, is no path: a comment, an address, a slash between two words.
pub(super) fn without_absolute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('/') {
        let (before, path) = rest.split_at(at);
        out.push_str(before);
        let length = path.find(|c: char| !is_part(c)).unwrap_or(path.len());
        let (path, after) = path.split_at(length);
        let begins = !out.ends_with(is_part) && (!path.starts_with("//") || out.ends_with("file:"));
        match path.rsplit_once('/') {
            Some((folder, last)) if begins && !folder.is_empty() => {
                out.push_str("…/");
                out.push_str(last);
            }
            _ => out.push_str(path),
        }
        rest = after;
    }
    out + rest
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || "/._-+@~%#".contains(c)
}

#[cfg(test)]
mod tests {
    use super::without_absolute;

    #[test]
    fn an_absolute_path_keeps_its_last_part_alone() {
        for (text, left) in [
            ("panicked at /tmp/forkjoin/x/src/lib.rs:3:5", "panicked at …/lib.rs:3:5"),
            ("(/home/teacher/course)", "(…/course)"),
            ("`/rustc/9f/library/std/src/time.rs` and /a/b", "`…/time.rs` and …/b"),
            ("see file:///home/a/b", "see file:…/b"),
        ] {
            assert_eq!(without_absolute(text), left);
        }
    }

    #[test]
    fn what_is_no_absolute_path_stays() {
        for text in
            ["src/lib.rs:3", "exercises/ex01/src", "// a/b", "/// doc", "https://a.org/b/c", "3 / 4", "/proc", ""]
        {
            assert_eq!(without_absolute(text), text);
        }
    }
}
