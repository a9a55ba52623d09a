//! All examples as the modules of one library that has the facade as its std, and a program that explores one of them.

use super::Example;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// What becomes of the value of an example's `main`.
const LIBRARY: &str = "
#![allow(warnings)]
pub trait Value { fn check(self); }
impl Value for () { fn check(self) {} }
impl<E: std::fmt::Debug> Value for Result<(), E> { fn check(self) { self.unwrap() } }
";

const RUNNER: &str = r#"
fn main() {
    let name = std::env::args().nth(1).unwrap();
    let (_, run) = *examples::ALL.iter().find(|example| example.0 == name).unwrap();
    let explorer = weave::Explorer::new().left_threads(weave::LeftThreads::End).unjoined_panics_fail(false);
    let explorer = explorer.max_schedules(300).nearby(100, 100).random(20).max_operations(100_000);
    let exploration = explorer.explore(run);
    let message = exploration.failing.as_ref().map(|failing| failing.explanation.message.replace('\n', " "));
    println!("verdict: {:?} {} {}", exploration.verdict, exploration.covered(), message.unwrap_or_default());
}
"#;

/// Builds all examples that compile. The others are returned by name, with the compiler's first error.
pub fn build(folder: &Path, examples: &[Example]) -> BTreeMap<String, String> {
    fs::create_dir_all(folder).expect("the folder for tests can be written");
    for name in ["weave", "weave-std"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src/lib.rs");
        let weave = format!("weave={}", folder.join("libweave.rlib").display());
        let mut rustc = library(folder, &name.replace('-', "_"), &source);
        rustc.args(if name == "weave" { vec![] } else { vec!["--extern", &weave] });
        succeeds(&rustc.output().expect("rustc can be run"));
    }
    for example in examples {
        let code = format!("{}\npub fn run() {{ crate::Value::check(main()) }}\n", example.code);
        fs::write(folder.join(format!("{}.rs", example.name)), code).expect("it can be written");
    }
    let mut refused = BTreeMap::new();
    loop {
        let accepted = || examples.iter().filter(|example| !refused.contains_key(&example.name));
        let checked = compile(folder, accepted(), "metadata");
        if checked.status.success() {
            println!("{} examples, {} compile", examples.len(), accepted().count());
            succeeds(&compile(folder, accepted(), "link"));
            break;
        }
        let known = refused.len();
        note_errors(&String::from_utf8_lossy(&checked.stderr), &mut refused);
        assert!(refused.len() > known, "{}", String::from_utf8_lossy(&checked.stderr));
    }
    build_runner(folder);
    refused
}

fn library(folder: &Path, name: &str, source: &Path) -> Command {
    let mut rustc = Command::new("rustc");
    rustc.args([
        "--crate-type=lib",
        "--edition=2024",
        "--cap-lints=allow",
        "--error-format=short",
        "--crate-name",
        name,
    ]);
    rustc.arg("--out-dir").arg(folder).arg("-L").arg(format!("dependency={}", folder.display())).arg(source);
    rustc
}

fn compile<'a>(folder: &Path, examples: impl Iterator<Item = &'a Example> + Clone, emit: &str) -> Output {
    let mut code = LIBRARY.to_owned();
    for Example { name, .. } in examples.clone() {
        let _ = writeln!(code, "mod {name};");
    }
    let _ = writeln!(code, "pub static ALL: &[(&str, fn())] = &[");
    for Example { name, .. } in examples {
        let _ = writeln!(code, "(\"{name}\", {name}::run),");
    }
    let source = folder.join("examples.rs");
    fs::write(&source, code + "];\n").expect("it can be written");
    let facade = format!("std={}", folder.join("libweave_std.rlib").display());
    library(folder, "examples", &source).args(["--emit", emit, "--extern", &facade]).output().expect("rustc can be run")
}

/// `…/e017.rs:3:5: error[E0599]: …`.
fn note_errors(said: &str, refused: &mut BTreeMap<String, String>) {
    for line in said.lines().filter(|line| line.contains(": error")) {
        let Some((file, error)) = line.split_once(".rs:") else { continue };
        let name = file.rsplit('/').next().unwrap_or(file);
        refused.entry(name.to_owned()).or_insert_with(|| error.to_owned());
    }
}

fn build_runner(folder: &Path) {
    let source = folder.join("runner.rs");
    fs::write(&source, RUNNER).expect("it can be written");
    let mut rustc = Command::new("rustc");
    rustc.args(["--edition=2024", "-o"]).arg(folder.join("runner")).arg(&source);
    rustc.arg("-L").arg(format!("dependency={}", folder.display()));
    for name in ["weave", "examples"] {
        rustc.arg("--extern").arg(format!("{name}={}", folder.join(format!("lib{name}.rlib")).display()));
    }
    succeeds(&rustc.output().expect("rustc can be run"));
}

fn succeeds(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
