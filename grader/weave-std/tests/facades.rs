//! The facades as the compiler sees them: what a program can no longer do is refused at its own line, and what it can do is
//! done under the control of weave.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Where the crates of this workspace are built for these tests.
fn built() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("facades");
        fs::create_dir_all(&folder).expect("the folder for tests can be written");
        for (name, others) in [
            ("weave", &[][..]),
            ("weave-core", &["weave"][..]),
            ("weave-std", &["weave"]),
            ("weave-sealed", &["weave_core", "weave_std"]),
        ] {
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src/lib.rs");
            let output = library(&folder, &name.replace('-', "_"), &source, "2024")
                .args(&["--cap-lints=allow"])
                .externs(&folder, others)
                .run();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        folder
    })
}

#[must_use]
struct Rustc(Command);

fn rustc(folder: &Path) -> Rustc {
    let mut command = Command::new("rustc");
    command.arg("--out-dir").arg(folder).arg("-L").arg(format!("dependency={}", folder.display()));
    Rustc(command)
}

/// `source` is told as a file in its folder, as cargo tells it relative to the workspace.
fn library(folder: &Path, name: &str, source: &Path, edition: &str) -> Rustc {
    let mut rustc = rustc(folder);
    rustc.0.current_dir(source.parent().expect("a file is in a folder"));
    let file = source.file_name().and_then(|file| file.to_str()).expect("the names of these files are text");
    rustc.args(&["--crate-type=lib", "--error-format=short", "--crate-name", name, "--edition", edition, file])
}

impl Rustc {
    fn args(mut self, arguments: &[&str]) -> Self {
        self.0.args(arguments);
        self
    }

    fn extern_as(self, name: &str, folder: &Path, library: &str) -> Self {
        self.args(&["--extern", &format!("{name}={}", folder.join(format!("lib{library}.rlib")).display())])
    }

    fn externs(self, folder: &Path, names: &[&str]) -> Self {
        names.iter().fold(self, |rustc, name| rustc.extern_as(name, folder, name))
    }

    fn run(mut self) -> Output {
        self.0.output().expect("rustc can be run")
    }
}

/// Compiles a program as a submission is. `emit`: `metadata` to check it, `link` to run it.
fn submission(source: &Path, edition: &str, emit: &str) -> Output {
    let name = source.file_stem().expect("it is a file").to_str().expect("its name is text");
    let folder = built();
    library(folder, name, source, edition)
        .args(&["-F", "unsafe_code", "-A", "warnings", "--emit", emit])
        .extern_as("std", folder, "weave_sealed")
        .extern_as("core", folder, "weave_core")
        .run()
}

fn programs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut programs: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    programs.sort();
    programs
}

/// The line of a program that has to be refused, and a part of what the compiler has to say there.
fn refused_line(text: &str) -> (usize, &str) {
    let mut lines =
        text.lines().zip(1..).filter_map(|(line, number)| Some((number, line.split_once("// refused: ")?.1)));
    lines.next().expect("a program in this folder says what is refused")
}

#[test]
fn what_reaches_out_of_the_program_is_refused_at_its_own_line() {
    let mut wrong = String::new();
    for program in programs("refused") {
        let text = fs::read_to_string(&program).unwrap();
        let (line, words) = refused_line(&text);
        let output = submission(&program, "2024", "metadata");
        let said = String::from_utf8_lossy(&output.stderr);
        let file = program.file_name().unwrap().display();
        let place = format!("{file}:{line}:");
        if output.status.success() || !said.lines().any(|said| said.starts_with(&place) && said.contains(words)) {
            wrong += &format!("{file} should be refused for {words}, but:\n{said}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Explores `run` of a program, and says what was printed in each of its outcomes.
const EXPLORE: &str = r#"
fn main() {
    let exploration = weave::Explorer::new().explore(NAME::run);
    assert!(exploration.passed() && exploration.complete, "{exploration:#?}");
    for text in exploration.printed.keys() {
        println!("{}", text.replace('\n', "|"));
    }
}
"#;

fn explore(name: &str) -> String {
    let (folder, program) = (built(), format!("explore_{name}"));
    let source = folder.join(format!("{program}.rs"));
    fs::write(&source, EXPLORE.replace("NAME", name)).expect("the folder for tests can be written");
    let compile =
        rustc(folder).args(&["--edition=2024", &source.display().to_string()]).externs(folder, &["weave", name]);
    let compiled = compile.run();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let output = Command::new(folder.join(program)).output().expect("it can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints text")
}

#[test]
fn what_stays_open_is_explored_in_every_edition() {
    for program in programs("accepted") {
        let text = fs::read_to_string(&program).unwrap();
        for (edition, emit) in [("2015", "metadata"), ("2018", "metadata"), ("2021", "metadata"), ("2024", "link")] {
            let output = submission(&program, edition, emit);
            assert!(output.status.success(), "{edition}:\n{}", String::from_utf8_lossy(&output.stderr));
        }
        let printed = explore(program.file_stem().unwrap().to_str().unwrap());
        let expected: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("// prints: ")).collect();
        assert_eq!(printed.replace("|\n", "\n").lines().collect::<Vec<_>>(), expected, "{}", program.display());
    }
}
