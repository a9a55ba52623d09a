//! Lines for a new exercise in files that name all of them, in their order. Nothing is read or written here.

/// The table of contents of the hidden checks, with the module `stem`.
pub(super) fn module(contents: &str, stem: &str) -> String {
    let line = format!("mod {stem};\n");
    let is_exercise =
        |line: &&str| line.starts_with("mod ex") && line.as_bytes().get(6).is_some_and(u8::is_ascii_digit);
    let lines: Vec<&str> = contents.split_inclusive('\n').collect();
    let later = lines.iter().position(|other| is_exercise(other) && **other > *line);
    let last = lines.iter().rposition(is_exercise).map(|last| last + 1);
    let at = later.or(last).unwrap_or(lines.len());
    [&lines[..at], &[line.as_str()], &lines[at..]].concat().concat()
}

/// A `Cargo.lock` with a package of the workspace.
pub(super) fn package(lock: &str, name: &str, dependencies: &[&str]) -> String {
    let package = entry(name, dependencies);
    let begins = lock.match_indices("[[package]]\n").map(|(begin, _)| begin);
    match begins.into_iter().find(|begin| name_in(&lock[*begin..]) > name) {
        Some(at) => format!("{}{package}\n{}", &lock[..at], &lock[at..]),
        None => format!("{lock}\n{package}"),
    }
}

fn entry(name: &str, dependencies: &[&str]) -> String {
    let head = format!("[[package]]\nname = \"{name}\"\nversion = \"0.1.0\"\n");
    match dependencies {
        [] => head,
        _ => {
            let lines: String = dependencies.iter().map(|dependency| format!(" \"{dependency}\",\n")).collect();
            format!("{head}dependencies = [\n{lines}]\n")
        }
    }
}

/// The name in an entry.
fn name_in(entry: &str) -> &str {
    entry.lines().find_map(|line| line.strip_prefix("name = ")).unwrap_or_default().trim_matches('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_put_where_it_belongs() {
        let contents = "mod case;\nmod exploring;\n\nmod ex01_a;\nmod ex03_c;\n";
        for (stem, before, after) in [
            ("ex00_z", "mod exploring;\n\nmod ex00_z;\n", "mod ex01_a;"),
            ("ex02_b", "mod ex01_a;\nmod ex02_b;\n", "mod ex03_c;"),
            ("ex04_d", "mod ex03_c;\nmod ex04_d;\n", ""),
        ] {
            let with = module(contents, stem);
            assert!(with.contains(&format!("{before}{after}")), "{with}");
            assert_eq!(with.replace(&format!("mod {stem};\n"), ""), contents);
        }
        assert_eq!(module("mod case;\n", "ex01_a"), "mod case;\nmod ex01_a;\n");
    }

    #[test]
    fn a_package_is_put_where_cargo_would() {
        let lock = "version = 4\n\n[[package]]\nname = \"b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"d\"\nversion = \"1.0.0\"\n";
        let new = |name: &str| package(lock, name, &[]);
        assert!(
            new("a").starts_with(
                "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"b\""
            )
        );
        assert!(new("c").contains("\n\n[[package]]\nname = \"c\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"d\""));
        assert!(
            new("e").ends_with("name = \"d\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"e\"\nversion = \"0.1.0\"\n")
        );
        assert!(
            package(lock, "e", &["b", "d"]).ends_with("version = \"0.1.0\"\ndependencies = [\n \"b\",\n \"d\",\n]\n")
        );
    }
}
