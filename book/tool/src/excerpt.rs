//! Parts of a source file: by the name of an item, by its anchors, by its lines; and what is not shown of them.

/// The items of these names, separated by commas, each with its attributes and documentation.
pub fn items(source: &str, names: &str) -> Result<String, String> {
    let parts: Result<Vec<String>, String> = names.split(',').map(|name| item(source, name.trim())).collect();
    Ok(parts?.join("\n\n"))
}

fn item(source: &str, name: &str) -> Result<String, String> {
    let lines: Vec<&str> = source.lines().collect();
    let (within, name) = match name.split_once("::") {
        Some((owner, method)) => (body(&lines, 0..lines.len(), &format!("impl {owner}"))?, method),
        None => (0..lines.len(), name),
    };
    let found = body(&lines, within, name)?;
    let indent = indent(lines[found.end - 1]);
    let shown = lines[found].iter().map(|line| line.get(indent.min(line.len())..).unwrap_or_default());
    Ok(shown.collect::<Vec<_>>().join("\n"))
}

/// From its attributes and documentation to the line that closes it.
fn body(lines: &[&str], within: std::ops::Range<usize>, name: &str) -> Result<std::ops::Range<usize>, String> {
    let start = within.clone().find(|&at| declares(lines[at].trim_start(), name));
    let start = start.ok_or_else(|| format!("there is no item `{name}`"))?;
    let indent = indent(lines[start]);
    let is_end =
        |line: &str| self::indent(line) == indent && (line.trim_end().ends_with('}') || line.trim_end().ends_with(';'));
    let is_one_line = |line: &str| line.trim_end().ends_with(';') || line.trim_end().ends_with("{}");
    let end = match is_one_line(lines[start]) {
        true => start,
        false => {
            (start + 1..within.end).find(|&at| is_end(lines[at])).ok_or_else(|| format!("item `{name}` has no end"))?
        }
    };
    let belongs = |line: &str| line.trim_start().starts_with("///") || line.trim_start().starts_with("#[");
    let first = (within.start..start).rev().take_while(|&at| belongs(lines[at])).last().unwrap_or(start);
    Ok(first..end + 1)
}

/// Whether a line begins the item: `pub fn NAME`, `struct NAME`, or `impl NAME` as it is written.
fn declares(line: &str, name: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_');
    if let Some(owner) = name.strip_prefix("impl ") {
        // Generic parameters between `impl` and the type do not count, and neither does a trait.
        let Some(rest) = line.strip_prefix("impl") else { return false };
        let head = rest.split('{').next().unwrap_or_default().split(" where ").next().unwrap_or_default();
        return !head.contains(" for ") && head.split([' ', '<', '>']).any(|word| word == owner);
    }
    const WORDS: [&str; 8] = ["fn", "struct", "enum", "trait", "const", "static", "type", "mod"];
    let mut words = line.split(' ').skip_while(|word| word.starts_with("pub") || *word == "unsafe" || *word == "async");
    let Some(keyword) = words.next() else { return false };
    let rest = words.next().unwrap_or_default();
    WORDS.contains(&keyword) && rest.strip_prefix(name).is_some_and(ends)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// All regions of that name, in order.
pub fn anchor(source: &str, name: &str) -> Result<String, String> {
    let mut regions: Vec<Vec<&str>> = Vec::new();
    let mut is_open = false;
    for line in source.lines() {
        let marker =
            |word: &str| line.trim().strip_prefix("// ").and_then(|rest| rest.strip_prefix(word)).map(str::trim);
        if marker("ANCHOR:") == Some(name) {
            regions.push(Vec::new());
            is_open = true;
        } else if marker("ANCHOR_END:") == Some(name) {
            is_open = false;
        } else if is_open && let Some(region) = regions.last_mut() {
            region.push(line);
        }
    }
    match regions.is_empty() {
        true => Err(format!("there is no region `{name}`")),
        false => Ok(regions.iter().map(|lines| outdented(lines)).collect::<Vec<_>>().join("\n\n")),
    }
}

fn outdented(lines: &[&str]) -> String {
    let indent = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min().unwrap_or(0);
    lines.iter().map(|line| line.get(indent..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Lines by their numbers, `10-25`.
pub fn lines(source: &str, range: &str) -> Result<String, String> {
    let wrong = || format!("`{range}` is no range of its {} lines: write `10-25`", source.lines().count());
    let (from, to) = range.split_once('-').ok_or_else(wrong)?;
    let (from, to): (usize, usize) =
        (from.trim().parse().map_err(|_| wrong())?, to.trim().parse().map_err(|_| wrong())?);
    let lines: Vec<&str> = source.lines().collect();
    let shown = from.checked_sub(1).and_then(|from| lines.get(from..to)).filter(|lines| !lines.is_empty());
    shown.map(outdented).ok_or_else(wrong)
}

/// Without markers, and without documentation where it is not wanted.
#[must_use]
pub fn tidied(source: &str, docs: bool) -> String {
    let is_marker = |line: &str| ["// ANCHOR", "// STUB:"].iter().any(|marker| line.trim_start().starts_with(marker));
    let is_doc = |line: &str| line.trim_start().starts_with("///") || line.trim_start().starts_with("//!");
    let kept = source.lines().filter(|line| !is_marker(line) && (docs || !is_doc(line)));
    kept.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const SOURCE: &str = "//! File.\n\n// ANCHOR: solution\nuse std::thread;\n// ANCHOR_END: solution\n\n/// Counts.\n#[derive(Debug)]\npub struct Counter {\n    // ANCHOR: solution\n    // STUB: // a number\n    hits: u64,\n    // ANCHOR_END: solution\n}\n\npub struct CounterTwo;\n\nimpl<T> Clone for Counter {\n    fn hit() {}\n}\n\nimpl Counter {\n    /// Hits.\n    pub fn hit(&self) {\n        if true {\n            work();\n        }\n    }\n}\n";

    #[rstest]
    #[case::a_struct("Counter", "#[derive(Debug)]\npub struct Counter {\n    hits: u64,\n}")]
    #[case::one_line("CounterTwo", "pub struct CounterTwo;")]
    #[case::a_method("Counter::hit", "pub fn hit(&self) {\n    if true {\n        work();\n    }\n}")]
    fn an_item_is_cut_out_whole(#[case] name: &str, #[case] expected: &str) {
        assert_eq!(tidied(&items(SOURCE, name).expect("it is there"), false), expected);
    }

    #[test]
    fn documentation_is_kept_where_it_is_wanted() {
        assert!(tidied(&items(SOURCE, "Counter").expect("it is there"), true).starts_with("/// Counts.\n#[derive"));
    }

    #[test]
    fn all_regions_of_a_name_are_shown() {
        assert_eq!(tidied(&anchor(SOURCE, "solution").expect("it is there"), false), "use std::thread;\n\nhits: u64,");
    }

    #[test]
    fn what_is_not_there_is_told() {
        assert_eq!(items(SOURCE, "Cou"), Err("there is no item `Cou`".to_owned()));
        assert_eq!(anchor(SOURCE, "a"), Err("there is no region `a`".to_owned()));
        assert_eq!(lines(SOURCE, "40-50"), Err("`40-50` is no range of its 29 lines: write `10-25`".to_owned()));
        assert_eq!(lines(SOURCE, "26-26").as_deref(), Ok("work();"));
    }
}
