//! The hints of an exercise: `hints.md` of its solution, which students get with the stub. One text, whoever shows it.

use std::{fs, path::Path};

use crate::Fault;

/// The file, in the folder of a solution or of a stub.
pub const FILE: &str = "hints.md";
/// How many there are, from a question to nearly the code.
pub const COUNT: usize = 3;

/// The hints in the folder of an exercise, from the weakest on; none where there is no such file.
///
/// # Errors
/// The file is there and cannot be read.
pub fn hints(folder: &Path) -> Result<Vec<String>, Fault> {
    let path = folder.join(FILE);
    match path.exists() {
        true => fs::read_to_string(&path).map(|text| parse(&text)).map_err(Fault::file("read", &path)),
        false => Ok(Vec::new()),
    }
}

/// The parts below `## ` headings, without them.
pub(super) fn parse(text: &str) -> Vec<String> {
    let mut hints: Vec<String> = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        in_code ^= line.starts_with("```");
        match (line.starts_with("## ") && !in_code, hints.last_mut()) {
            (true, _) => hints.push(String::new()),
            (false, Some(hint)) => {
                hint.push_str(line);
                hint.push('\n');
            }
            (false, None) => {}
        }
    }
    hints.iter().map(|hint| hint.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_is_what_stands_below_its_heading() {
        let text =
            "# Hints\n\nRead one.\n\n## A question\n\nWhat waits?\n\n## Code\n\n```rust\n## not a heading\n```\n";
        assert_eq!(parse(text), ["What waits?", "```rust\n## not a heading\n```"]);
        assert!(parse("").is_empty() && hints(Path::new("/nowhere")).unwrap().is_empty());
    }
}
