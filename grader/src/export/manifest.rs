//! The manifests of what students get, made of ours by leaving tables out. What a table says is not looked at.

/// The tables of a manifest, each with the comments above it, in order. What comes before the first is left out.
fn tables(manifest: &str) -> Vec<(&str, String)> {
    let mut tables: Vec<(&str, String)> = Vec::new();
    // Lines that belong to the table that follows, or to the one before if none follows.
    let mut comments = String::new();
    for line in manifest.split_inclusive('\n') {
        match line.trim().strip_prefix('[').and_then(|line| line.split_once(']')) {
            Some((name, _)) if !line.starts_with(' ') => {
                tables.push((name, std::mem::take(&mut comments) + line));
            }
            _ if line.starts_with('#') => comments += line,
            _ => {
                if let Some((_, table)) = tables.last_mut() {
                    table.push_str(&std::mem::take(&mut comments));
                    table.push_str(line);
                }
            }
        }
    }
    tables
}

/// The tables with these names, in their order in the manifest.
pub fn keep(manifest: &str, names: &[&str]) -> String {
    let kept = tables(manifest).into_iter().filter(|(name, _)| names.contains(name));
    kept.map(|(_, table)| table).collect()
}

/// The manifest of the workspace that students get: its members, and what ours says about all packages.
pub fn workspace(ours: &str) -> String {
    format!("{WORKSPACE}\n{}", keep(ours, &COMMON))
}

/// The manifest of weave without what only its own tests need. Its source speaks of a feature that is never on here.
pub fn weave(ours: &str) -> String {
    format!("{}{WITHOUT_SERDE}", keep(ours, &["package", "lints"]))
}

/// The tables that are for all packages, or for the explorer, which students get too.
const COMMON: [&str; 5] =
    ["workspace.package", "workspace.lints.rust", "workspace.lints.clippy", "profile.dev", "profile.dev.package.weave"];

const WORKSPACE: &str = r#"[workspace]
resolver = "3"
members = ["exercises/*", "exercises/*/controlled", "grader/weave", "grader/weave-std"]
default-members = ["exercises/*"]
"#;

const WITHOUT_SERDE: &str = "\
[features]
serde = [] # for programs that read explorations; the exercises do not
";

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "\
# the file
[package]
name = \"x\"

[features]
a = [\"b\"]

# about c
[dependencies] # c
c = { version = \"1\" }
d = [
  \"e\",
]
";

    #[test]
    fn tables_are_kept_with_the_comments_above_them() {
        assert_eq!(keep(MANIFEST, &["package"]), "# the file\n[package]\nname = \"x\"\n\n");
        let dependencies = "# about c\n[dependencies] # c\nc = { version = \"1\" }\nd = [\n  \"e\",\n]\n";
        assert_eq!(keep(MANIFEST, &["dependencies"]), dependencies);
        assert_eq!(keep(MANIFEST, &["package", "features", "dependencies"]), MANIFEST);
    }

    #[test]
    fn weave_is_left_without_dependencies() {
        let weave = weave(include_str!("../../weave/Cargo.toml"));
        assert!(weave.contains("name = \"weave\"") && !weave.contains("ependencies]"), "{weave}");
    }

    #[test]
    fn the_workspace_has_what_the_packages_inherit() {
        let workspace = workspace(include_str!("../../../Cargo.toml"));
        for table in COMMON {
            assert!(workspace.contains(&format!("\n[{table}]\n")), "{table} is missing:\n{workspace}");
        }
        assert!(!workspace.contains("framehop") && !workspace.contains("observer"), "{workspace}");
    }
}
