//! The inputs to begin with: `grader/fuzz/seeds`, a folder a target, and programs that are compiled on the spot. And what
//! becomes of one when it is damaged.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// An input with the name of its file.
pub struct Seed {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The seeds of a target, found when this is called.
pub fn seeds(target: &str) -> Vec<Seed> {
    let folder = here().join("fuzz/seeds").join(target);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| Seed { name: file.display().to_string(), bytes: fs::read(file).unwrap() }).collect()
}

/// A program with the lines of `fuzz/programs/NAME.rs`.
pub fn compiled(name: &str, arguments: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join(name);
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or("rustc".into()));
    rustc.current_dir(here().join("fuzz/programs")).args(["--edition=2024", "-Cdebuginfo=line-tables-only"]);
    rustc.args(arguments).arg(format!("{name}.rs")).arg("-o").arg(&program);
    assert!(rustc.status().unwrap().success(), "{name} does not compile");
    fs::read(program).unwrap()
}

/// The bytes cut off at up to `ways` places, evenly.
pub fn cut(bytes: &[u8], ways: usize) -> impl Iterator<Item = &[u8]> {
    let step = bytes.len().div_ceil(ways).max(1);
    (0..bytes.len()).step_by(step).map(|length| &bytes[..length])
}

/// The bytes with a few of them changed, in `ways` ways that are the same each time.
pub fn changed(bytes: &[u8], ways: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |end: usize| {
        // xorshift
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % end.max(1)
    };
    (0..if bytes.is_empty() { 0 } else { ways }).map(move |_| {
        let mut changed = bytes.to_vec();
        for _ in 0..=next(3) {
            let place = next(bytes.len());
            changed[place] = match next(4) {
                0 => changed[place] ^ 1 << next(8),
                1 => 0xff,
                2 => 0,
                _ => next(256) as u8,
            };
        }
        changed
    })
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
