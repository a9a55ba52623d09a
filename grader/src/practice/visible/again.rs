//! Compiling as cargo did the last time, without cargo: it reads the manifests of the whole workspace each time, which takes longer
//! than the compiler takes for an exercise. How it called the compiler is kept, and the same calls are made again for as long as
//! nothing but sources has changed, in a folder of their own, so that neither is in the other's way. Whatever is not certain
//! is left to cargo.

use std::{
    env, fs,
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    thread::{self, JoinHandle},
    time::UNIX_EPOCH,
};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::{
    compile::{Compiled, error, errors, in_order},
    crate_files,
};
use crate::{
    course::Exercise,
    practice::{Place, written},
};

/// Calls of the compiler that make the tests of an exercise.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Commands {
    /// What they depend on beside sources, at the time.
    key: String,
    libraries: Vec<Call>,
    /// Those that are linked with the libraries.
    programs: Vec<Call>,
    tests: Vec<(String, PathBuf)>,
}

/// One call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Call {
    environment: Vec<(String, String)>,
    /// The compiler, and its arguments.
    words: Vec<String>,
}

impl Commands {
    /// Those that are kept, where they are still right.
    pub(super) fn kept(place: &Place, exercise: &Exercise) -> Option<Commands> {
        let kept: Commands = written::read(&folder(place, exercise).join(FILE));
        (!kept.tests.is_empty() && kept.key == kept.key_now(place, exercise)).then_some(kept)
    }

    /// Keeps how cargo has called the compiler, where it has done so for all that is made of the exercise.
    pub(super) fn learn(place: &Place, exercise: &Exercise, messages: &str, said: &str) {
        let own = place.folder(exercise);
        let made: Vec<Value> = messages.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let is_own = |message: &&Value| {
            message["reason"] == "compiler-artifact"
                && message["manifest_path"].as_str().is_some_and(|path| Path::new(path).starts_with(&own))
        };
        let made: Vec<&Value> = made.iter().filter(is_own).collect();
        let calls: Vec<Call> = said.lines().filter_map(Call::read).filter(|call| call.is_for(&own)).collect::<Vec<_>>();
        if calls.len() != made.len() || made.iter().any(|message| message["fresh"] != false) {
            return;
        }
        let folder = folder(place, exercise);
        let names: Vec<String> = calls.iter().filter_map(Call::output).collect();
        let tests = made.iter().filter(|message| message["target"]["kind"][0] == "test").filter_map(|message| {
            let name = message["target"]["name"].as_str()?.to_owned();
            Some((name, folder.join(Path::new(message["executable"].as_str()?).file_name()?)))
        });
        let tests = in_order(tests);
        let (libraries, programs): (Vec<Call>, Vec<Call>) = calls.into_iter().partition(Call::is_library);
        let executables: Vec<String> = programs.iter().filter_map(Call::output).collect();
        let moved = |calls: Vec<Call>| calls.iter().map(|call| call.moved(&folder, &names, &executables)).collect();
        let (libraries, programs) = (moved(libraries), moved(programs));
        let mut commands = Commands { key: String::new(), libraries, programs, tests };
        commands.key = commands.key_now(place, exercise);
        // Without it, it is cargo's turn again.
        let _ = written::change(&folder.join(FILE), |kept: &mut Commands| *kept = commands);
    }

    /// Makes the calls; `None` where cargo has to say what is wrong. Nobody waits for a compiler that has made what it was to make
    /// and puts its things away.
    pub(super) fn again(&self, place: &Place, exercise: &Exercise) -> Option<Compiled> {
        let lock = File::create(folder(place, exercise).join("lock")).ok()?;
        lock.lock().ok()?;
        let lock = Arc::new(lock);
        for calls in [&self.libraries, &self.programs] {
            let begun = calls.iter().map(|call| call.begin(&place.course.root, &lock));
            let begun = begun.collect::<Option<Vec<_>>>()?;
            if begun.iter().all(|made| made.is_there.recv().is_ok()) {
                continue;
            }
            let said: Vec<String> = begun.into_iter().map(|made| made.said.join().unwrap_or_default()).collect();
            let lines = said.iter().flat_map(|said| said.lines());
            let errors = errors(lines.filter_map(|line| error(&serde_json::from_str(line).ok()?)));
            let is_told = !errors.is_empty() && errors.iter().all(|error| error.file.is_some());
            return is_told.then_some(Compiled::Refused(errors));
        }
        self.tests.iter().all(|(_, program)| program.exists()).then(|| Compiled::Tests(self.tests.clone()))
    }

    /// What the calls depend on beside the texts of sources: manifests, the compiler, what is linked, which files there are, and
    /// the environment as far as cargo looks at it.
    fn key_now(&self, place: &Place, exercise: &Exercise) -> String {
        let (root, own) = (&place.course.root, place.folder(exercise));
        let mut digest = Sha256::new();
        let files: Vec<(PathBuf, Vec<u8>)> = crate_files(&own);
        for (path, text) in &files {
            digest.update(path.as_os_str().as_encoded_bytes());
            digest.update(if path.ends_with("Cargo.toml") { text.as_slice() } else { b"" });
        }
        let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
        let settings = home.into_iter().map(|home| home.join("config.toml"));
        let named =
            ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo/config.toml"].map(|name| root.join(name));
        named.into_iter().chain(settings).for_each(|path| digest.update(fs::read(path).unwrap_or_default()));
        // A pull or a checkout writes it.
        let used = [root.join(".git/index")].into_iter().chain(self.used(root));
        used.chain(local_crates(&files)).for_each(|path| digest.update(newest(&path).to_le_bytes()));
        let mut environment: Vec<(String, String)> = env::vars()
            .filter(|(name, _)| name.starts_with("RUST") || name.starts_with("CARGO_") && !is_of_our_call(name))
            .collect();
        environment.sort();
        environment.iter().for_each(|(name, value)| digest.update(format!("{name}={value}\n")));
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The compiler, and libraries of others that are linked.
    fn used(&self, root: &Path) -> Vec<PathBuf> {
        let calls = || self.libraries.iter().chain(&self.programs);
        let others = calls().flat_map(|call| &call.words).filter_map(|word| {
            let path = word.strip_suffix(".rlib").or_else(|| word.strip_suffix(".rmeta")).and(word.split_once('='))?.1;
            (!Path::new(path).starts_with(root.join(FOLDER))).then(|| PathBuf::from(path))
        });
        others.chain(calls().filter_map(|call| call.words.first()).map(PathBuf::from)).collect()
    }
}

/// Where it is kept, and where the calls write to, from the root of the course; a folder an exercise.
const FOLDER: &str = "target/grader/visible";
const FILE: &str = "commands.json";

fn folder(place: &Place, exercise: &Exercise) -> PathBuf {
    place.course.root.join(FOLDER).join(&exercise.package)
}

/// What cargo sets for a program that it runs, as `cargo grader` does with us.
fn is_of_our_call(name: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_PRIMARY_", "CARGO_CRATE_", "CARGO_BIN_"]
        .iter()
        .any(|of| name.starts_with(of))
}

/// The folders of crates of this workspace that the manifests among `files` depend on.
fn local_crates(files: &[(PathBuf, Vec<u8>)]) -> Vec<PathBuf> {
    let manifests = files.iter().filter(|(path, _)| path.ends_with("Cargo.toml"));
    let named = manifests.flat_map(|(path, text)| {
        let folder = path.parent().unwrap_or(path);
        let text = String::from_utf8_lossy(text).into_owned();
        let paths: Vec<PathBuf> = text
            .split("path = \"")
            .skip(1)
            .filter_map(|rest| Some(folder.join(rest.split_once('"')?.0)))
            .filter(|path| path.join("Cargo.toml").is_file())
            .collect();
        paths
    });
    named.filter_map(|path| path.canonicalize().ok()).collect()
}

/// When something at that path was changed last, in nanoseconds; 0 where nothing is there.
fn newest(path: &Path) -> u128 {
    let is_source = |name: &str| name != "target" && !name.starts_with('.');
    let tree = WalkDir::new(path).into_iter();
    let tree = tree.filter_entry(|entry| entry.depth() == 0 || is_source(&entry.file_name().to_string_lossy()));
    let times = tree.flatten().filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
        let modified = entry.metadata().ok()?.modified().ok()?;
        Some(modified.duration_since(UNIX_EPOCH).ok()?.as_nanos())
    });
    times.max().unwrap_or(0)
}

/// What lets the linker end sooner: it copies neither std nor what debuggers read into what is run once, and looks neither for what
/// nobody calls nor for strings that others end with. Where a panic happened is in the program itself.
const QUICK: [&str; 4] = ["-Cprefer-dynamic", "-Crpath", "-Cstrip=debuginfo", "-Clink-arg=-Wl,-O0,--no-gc-sections"];

impl Call {
    /// The call that a line of cargo's words tells of.
    fn read(line: &str) -> Option<Call> {
        let words = words(line.trim().strip_prefix("Running `")?.strip_suffix('`')?);
        let is_setting = |word: &String| word.split_once('=').is_some_and(|(name, _)| is_name(name));
        let settings = words.iter().take_while(|word| is_setting(word)).count();
        let environment = words[..settings].iter().filter_map(|word| word.split_once('='));
        let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Some(Call { environment, words: words[settings..].to_vec() })
    }

    fn is_for(&self, own: &Path) -> bool {
        let manifest = self.environment.iter().find(|(name, _)| name == "CARGO_MANIFEST_PATH");
        manifest.is_some_and(|(_, path)| Path::new(path).starts_with(own))
    }

    fn is_library(&self) -> bool {
        self.words.windows(2).any(|pair| pair[0] == "--crate-type" && pair[1] == "lib")
    }

    /// The name of what it makes, without a prefix and an end.
    fn output(&self) -> Option<String> {
        let after = |word: &str| self.words.iter().skip_while(|one| *one != word).nth(1);
        let extra = self.words.iter().find_map(|word| word.strip_prefix("extra-filename="))?;
        Some(format!("{}{extra}", after("--crate-name")?))
    }

    /// The same, with what is made of the exercise in `folder`: `names` are the outputs of all such calls, `executables` those of
    /// them that can be run.
    fn moved(&self, folder: &Path, names: &[String], executables: &[String]) -> Call {
        let made_here = |path: &str| {
            let stem = Path::new(path).file_stem()?.to_str()?;
            let is_made = names.iter().any(|name| stem == name || stem.strip_prefix("lib") == Some(name));
            is_made.then(|| folder.join(Path::new(path).file_name().unwrap_or_default()).display().to_string())
        };
        let mut words: Vec<String> = Vec::new();
        for word in &self.words {
            let before = words.last().map_or("", String::as_str);
            words.push(match word.split_once('=') {
                _ if before == "--out-dir" => folder.display().to_string(),
                Some(("incremental", _)) => format!("incremental={}", folder.join("incremental").display()),
                Some(("debuginfo", _)) => "debuginfo=0".to_owned(),
                Some((name, path)) if before == "--extern" => {
                    made_here(path).map_or_else(|| word.clone(), |path| format!("{name}={path}"))
                }
                _ => word.clone(),
            });
        }
        words.extend(["-L".to_owned(), format!("dependency={}", folder.display())]);
        words.extend(QUICK.map(str::to_owned));
        // A test finds the program of its package by this; cargo gives it a name without a digest.
        let program = |name: &str| {
            let is_it = |made: &&String| made.rsplit_once('-').is_some_and(|(of, _)| of == name.replace('-', "_"));
            executables.iter().find(is_it)
        };
        let environment = self.environment.iter().map(|(name, value)| {
            let moved = name.strip_prefix("CARGO_BIN_EXE_").and_then(program).map(|made| folder.join(made));
            (name.clone(), moved.map_or_else(|| value.clone(), |path| path.display().to_string()))
        });
        Call { environment: environment.collect(), words }
    }

    /// Makes it; `None` where it cannot be made. The lock is kept until the compiler is gone.
    fn begin(&self, root: &Path, lock: &Arc<File>) -> Option<Making> {
        let (program, arguments) = self.words.split_first()?;
        let mut command = Command::new(program);
        command.args(arguments).envs(self.environment.iter().cloned()).current_dir(root).stdin(Stdio::null());
        let mut compiler = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().ok()?;
        let (lines, lock) = (BufReader::new(compiler.stderr.take()?).lines(), Arc::clone(lock));
        let (to, is_there) = mpsc::channel();
        let said = thread::spawn(move || {
            let mut said = String::new();
            for line in lines.map_while(Result::ok) {
                if is_made(&line) {
                    // Whoever does not listen any more knows enough.
                    let _ = to.send(());
                }
                said.extend([&line, "\n"]);
            }
            drop(to);
            let _ = compiler.wait();
            drop(lock);
            said
        });
        Some(Making { is_there, said })
    }
}

/// A compiler that is at work.
struct Making {
    /// Told once what it makes is there; nobody is left to tell it where it never will be.
    is_there: Receiver<()>,
    /// All that it says.
    said: JoinHandle<String>,
}

/// Whether the compiler says by this line that the library or the program is there.
fn is_made(line: &str) -> bool {
    line.starts_with(r#"{"$message_type":"artifact""#) && line.ends_with(r#""emit":"link"}"#)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The words of a line that a shell could read: blanks part them, except between single quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut is_quoted, mut is_word) = (Vec::new(), String::new(), false, false);
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' => (is_quoted, is_word) = (!is_quoted, true),
            '\\' if !is_quoted => word.extend(letters.next()),
            ' ' if !is_quoted => {
                if is_word || !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                is_word = false;
            }
            letter => word.push(letter),
        }
    }
    if is_word || !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "     Running `CARGO_MANIFEST_PATH=/c/exercises/ex01_a/Cargo.toml CARGO_BIN_EXE_ex01=/c/target/debug/ex01 \
        CARGO_PKG_README='' CARGO_PKG_DESCRIPTION='It'\\''s a test' /t/bin/rustc --crate-name visible --test \
        --check-cfg 'cfg(feature, values())' -C extra-filename=-11 --out-dir /c/target/debug/deps \
        -C incremental=/c/target/debug/incremental --extern ex01=/c/target/debug/deps/libex01-22.rlib \
        --extern weave=/c/target/debug/deps/libweave-33.rlib`";

    #[test]
    fn a_call_is_read_as_a_shell_would() {
        let call = Call::read(LINE).unwrap();
        let value = |name: &str| &call.environment.iter().find(|(of, _)| of == name).unwrap().1;
        assert_eq!((value("CARGO_PKG_README").as_str(), value("CARGO_PKG_DESCRIPTION").as_str()), ("", "It's a test"));
        assert_eq!(&call.words[..3], ["/t/bin/rustc", "--crate-name", "visible"]);
        assert!(call.words.contains(&"cfg(feature, values())".to_owned()));
        assert_eq!(call.output().unwrap(), "visible-11");
        assert!(call.is_for(Path::new("/c/exercises/ex01_a")) && !call.is_for(Path::new("/c/exercises/ex01")));
        assert_eq!(Call::read("   Compiling ex01 v0.1.0"), None);
    }

    #[test]
    fn the_compiler_says_when_a_program_is_there_and_what_else_it_says_is_not_that() {
        let artifact =
            |made: &str, emit: &str| format!(r#"{{"$message_type":"artifact","artifact":"{made}","emit":"{emit}"}}"#);
        assert!(is_made(&artifact("/own/visible-11", "link")));
        for (made, emit) in [("/own/libex01-22.rmeta", "metadata"), ("/own/visible-11.d", "dep-info")] {
            assert!(!is_made(&artifact(made, emit)), "{emit}");
        }
        assert!(!is_made(r#"{"$message_type":"diagnostic","message":"\"emit\":\"link\"}"}"#));
    }

    #[test]
    fn a_call_that_makes_nothing_says_why_and_is_never_there() {
        let folder = tempfile::TempDir::new().unwrap();
        let lock = Arc::new(File::create(folder.path().join("lock")).unwrap());
        let call =
            |script: &str| Call { environment: Vec::new(), words: ["sh", "-c", script].map(str::to_owned).to_vec() };
        let refused = call("echo no >&2; exit 1").begin(folder.path(), &lock).unwrap();
        assert!(refused.is_there.recv().is_err());
        assert_eq!(refused.said.join().unwrap(), "no\n");
        let line = r#"{"$message_type":"artifact","artifact":"a","emit":"link"}"#;
        let made = call(&format!("echo '{line}' >&2; cat lock")).begin(folder.path(), &lock).unwrap();
        assert!(made.is_there.recv().is_ok());
        made.said.join().unwrap();
        assert_eq!(Arc::strong_count(&lock), 1);
        assert!(
            Call { words: vec!["/nowhere/rustc".to_owned()], ..Call::default() }.begin(folder.path(), &lock).is_none()
        );
    }

    #[test]
    fn what_is_made_of_the_exercise_goes_to_a_folder_of_its_own_and_the_rest_stays() {
        let names = ["ex01-22", "ex01-44", "visible-11"].map(str::to_owned);
        let moved = Call::read(LINE).unwrap().moved(Path::new("/own"), &names, &names[1..]);
        for word in [
            "/own",
            "incremental=/own/incremental",
            "ex01=/own/libex01-22.rlib",
            "weave=/c/target/debug/deps/libweave-33.rlib",
            "dependency=/own",
        ] {
            assert!(moved.words.contains(&word.to_owned()), "{word} in {moved:?}");
        }
        assert!(moved.environment.contains(&("CARGO_BIN_EXE_ex01".to_owned(), "/own/ex01-44".to_owned())), "{moved:?}");
    }
}
