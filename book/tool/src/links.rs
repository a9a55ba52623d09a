//! Every link of the built pages leads somewhere: to a file that is there, and to a fragment of it that is there.

use crate::room::Room;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// What a page refers to, and can be referred to by.
#[derive(Debug, Default, PartialEq, Eq)]
struct Anchors {
    ids: BTreeSet<String>,
    targets: Vec<String>,
}

/// Checks all pages, and gives the number of links.
pub fn check(room: &Room) -> Result<usize> {
    let root = room.built();
    let mut pages = BTreeMap::new();
    collect(&root, &mut pages)?;
    let mut broken = Vec::new();
    let mut count = 0;
    for (page, anchors) in &pages {
        for target in &anchors.targets {
            count += 1;
            if let Some(why) = wrong(&root, &pages, page, target) {
                let page = page.strip_prefix(&root).unwrap_or(page).display();
                broken.push(format!("{page}: {target}: {why}"));
            }
        }
    }
    if !broken.is_empty() {
        bail!("{} links lead nowhere:\n  {}", broken.len(), broken.join("\n  "));
    }
    Ok(count)
}

fn collect(folder: &Path, pages: &mut BTreeMap<PathBuf, Anchors>) -> Result<()> {
    for entry in folder.read_dir().with_context(|| format!("failed to list {}", folder.display()))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, pages)?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            let html = std::fs::read_to_string(&path).with_context(|| format!("failed to read {}", path.display()))?;
            pages.insert(path, anchors(&html));
        }
    }
    Ok(())
}

/// Reads tags, in which no `>` of a value can end them; comments and scripts are passed over.
fn anchors(html: &str) -> Anchors {
    let mut anchors = Anchors::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let is_script = rest.starts_with("script");
        for (name, value) in attributes(&mut rest) {
            match name {
                "id" | "name" => drop(anchors.ids.insert(unescaped(value))),
                "href" | "src" => anchors.targets.push(unescaped(value)),
                _ => {}
            }
        }
        if is_script {
            rest = rest.find("</script").map_or("", |end| &rest[end..]);
        }
    }
    anchors
}

/// The attributes of the tag at the beginning of `rest`, which is left behind it.
fn attributes<'a>(rest: &mut &'a str) -> Vec<(&'a str, &'a str)> {
    let mut attributes = Vec::new();
    loop {
        let end = rest.find(['>', '=']).unwrap_or(rest.len());
        if !rest[end..].starts_with('=') {
            *rest = rest.get(end + 1..).unwrap_or_default();
            return attributes;
        }
        let name =
            rest[..end].rsplit(|letter: char| letter.is_whitespace() || letter == '/').next().unwrap_or_default();
        let value = &rest[end + 1..];
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value
                .split_at(value.find(|letter: char| letter.is_whitespace() || letter == '>').unwrap_or(value.len())),
        };
        attributes.push((name, value));
        *rest = after;
    }
}

fn unescaped(value: &str) -> String {
    value
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn wrong(root: &Path, pages: &BTreeMap<PathBuf, Anchors>, page: &Path, target: &str) -> Option<String> {
    let is_elsewhere = target.contains("://")
        || ["mailto:", "data:", "vscode:", "javascript:"].iter().any(|scheme| target.starts_with(scheme));
    if is_elsewhere || target.is_empty() {
        return target.starts_with("javascript:").then(|| "a script is no target".to_owned());
    }
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let path = decoded(path.split('?').next().unwrap_or_default());
    // What the page for unknown addresses refers to is meant from the root of the site.
    let from = if page.ends_with("404.html") { root } else { page.parent().unwrap_or(root) };
    let mut file = if path.is_empty() { page.to_owned() } else { normal(&from.join(path.trim_start_matches('/'))) };
    if file.is_dir() {
        file.push("index.html");
    }
    if !file.starts_with(root) || !file.is_file() {
        return Some("there is no such file".to_owned());
    }
    let known = pages.get(&file);
    match known {
        Some(known) if !fragment.is_empty() && !known.ids.contains(&decoded(fragment)) => {
            Some("there is no such fragment".to_owned())
        }
        _ => None,
    }
}

fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(normal.pop()),
            Component::CurDir => {}
            part => normal.push(part),
        }
    }
    normal
}

/// Without percent signs.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn tags_are_read() {
        let html = "<!-- <a href='no'> --><h1 id=\"a&amp;b\" class=x>t</h1><script>'<a href=\"no\">'</script><a title='>' href=\"b.html#c\">b</a><br/><img src=d.png>";
        let anchors = anchors(html);
        assert_eq!(anchors.ids.into_iter().collect::<Vec<_>>(), ["a&b"]);
        assert_eq!(anchors.targets, ["b.html#c", "d.png"]);
    }

    #[rstest]
    #[case("index.html", None)]
    #[case("#here", None)]
    #[case("index.html#h%65re", None)]
    #[case("https://example.org/", None)]
    #[case("#there", Some("there is no such fragment"))]
    #[case("missing.html", Some("there is no such file"))]
    #[case("../../../etc/passwd", Some("there is no such file"))]
    fn links_are_followed(#[case] target: &str, #[case] expected: Option<&str>) {
        let root = std::env::temp_dir().join(format!("book-links-{}", std::process::id()));
        std::fs::create_dir_all(&root).expect("a folder can be made");
        let page = root.join("index.html");
        std::fs::write(&page, "<p id=here>").expect("a file can be written");
        let pages = BTreeMap::from([(page.clone(), anchors("<p id=here>"))]);
        assert_eq!(wrong(&root, &pages, &page, target).as_deref(), expected);
    }
}
