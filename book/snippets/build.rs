//! Makes a module of every chapter, so that none can be forgotten.

use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let source = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../src");
    println!("cargo::rerun-if-changed={}", source.display());
    let mut files = Vec::new();
    collect(&source, &mut files)?;
    files.sort();
    let mut modules = String::new();
    for file in files {
        let name = file.strip_prefix(&source)?.with_extension("").to_string_lossy().replace(['/', '-'], "_");
        writeln!(modules, "#[doc = include_str!({:?})]\npub mod {name} {{}}", file.canonicalize()?)?;
    }
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("chapters.rs"), modules)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in folder.read_dir()? {
        let path = entry?.path();
        match path.is_dir() {
            true => collect(&path, files)?,
            false if path.extension().is_some_and(|extension| extension == "md") && !path.ends_with("SUMMARY.md") => {
                files.push(path)
            }
            false => {}
        }
    }
    Ok(())
}
