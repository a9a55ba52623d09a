//! Builds of several exercises at once: what is made together is what each build finds, and what cannot be is left to it.

use std::{cell::Cell, fs, os::unix::fs::MetadataExt, path::Path, process::Command};

use grader::{
    build::{Build, Kept, Program, Warning, build, build_together},
    course::Exercise,
    judge::{Finding, Verdict},
    submission::{Submission, digest},
};

use super::{Course, course_with_a_crate, launcher, output};

/// The numbers of the exercises; the driver of each replies what its library makes of its own number.
const ALL: [u32; 3] = [90, 91, 92];
const RIGHT: &str = "pub fn run(number: u64) -> u64 {\n    number * 2\n}\n";

struct Several {
    course: Course,
    exercises: Vec<Exercise>,
}

impl Several {
    fn new() -> Several {
        Several::of(Course::new())
    }

    fn of(mut course: Course) -> Several {
        let exercise = |number: u32| {
            let stem = format!("ex{number}_double");
            let hidden = course.folder.path().join("hidden").join(&stem);
            Exercise { package: format!("ex{number}"), stem, hidden, ..course.exercise.clone() }
        };
        let exercises = ALL.map(exercise).to_vec();
        for (Exercise { stem, package, .. }, number) in exercises.iter().zip(ALL) {
            let driver = format!(
                "#[path = \"driver/say.rs\"]\nmod say;\nfn main() -> Result<(), String> {{\n    \
                 say::say({package}::run({number}));\n    if {number} == 91 {{ Err(\"it says so\".into()) }} else {{ Ok(()) }}\n\
                 }} // the end"
            );
            course = course
                .with(&format!("exercises/{stem}/src/lib.rs"), super::STUB)
                .with(&format!("hidden/{stem}/driver.rs"), &driver)
                .with(&format!("hidden/{stem}/driver/say.rs"), super::SAY);
        }
        Several { course, exercises }
    }

    fn handed_in(&self, libraries: [&str; 3]) -> Vec<(&Exercise, Submission)> {
        let submission = |(exercise, library): (&'_ Exercise, &str)| {
            let files = files(library);
            Submission {
                stem: exercise.stem.clone(),
                digest: digest(files.iter().map(|(name, text)| (*name, text.as_bytes()))),
                files: files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
                folder: "handed-in".into(),
            }
        };
        self.exercises.iter().zip(libraries).map(|one| (one.0, submission(one))).collect()
    }

    fn together(&self, libraries: [&str; 3], stop: &dyn Fn() -> bool) -> Kept {
        let handed_in = self.handed_in(libraries);
        let handed_in: Vec<(&Exercise, &Submission)> = handed_in.iter().map(|(one, taken)| (*one, taken)).collect();
        build_together(self.course.folder.path(), &handed_in, launcher(), stop).unwrap()
    }

    /// What `build` finds, or makes, of each.
    fn builds(&self, libraries: [&str; 3]) -> Vec<Build> {
        let root = self.course.folder.path();
        let built = |(exercise, taken): &(&Exercise, Submission)| build(root, exercise, taken, launcher()).unwrap();
        self.handed_in(libraries).iter().map(built).collect()
    }

    /// Whether a program knows where it was built.
    fn names_itself(&self, build: &Build) -> bool {
        let bytes = fs::read(&ready(build).program).unwrap();
        let private = self.course.folder.path().as_os_str().as_encoded_bytes();
        bytes.windows(private.len()).any(|window| window == private)
    }
}

/// `src/lib.rs`, and what follows a line that begins with `//> ` and names another file.
fn files(library: &str) -> Vec<(&str, &str)> {
    let mut files = library.split("//> ");
    let root = ("src/lib.rs", files.next().unwrap());
    [root].into_iter().chain(files.map(|file| file.split_once('\n').unwrap())).collect()
}

fn ready(build: &Build) -> &Program {
    match build {
        Build::Ready(program) => program,
        Build::Refused(finding) => panic!("refused: {finding:#?}"),
    }
}

/// For how many builds a file is the program.
fn names(program: &Path) -> u64 {
    fs::metadata(program).unwrap().nlink()
}

/// Whether the library of an exercise is a module in its program.
fn is_module(package: &str, build: &Build) -> bool {
    let function = format!("9handed_in{}{package}", package.len());
    let bytes = fs::read(&ready(build).program).unwrap();
    bytes.windows(function.len()).any(|window| window == function.as_bytes())
}

/// What a build came to: what its program prints, and the files and lines that it names when it panics; or why there is none.
fn told(build: &Build) -> Result<(String, Vec<String>, Vec<Warning>), Box<Finding>> {
    let program = match build {
        Build::Refused(finding) => return Err(finding.clone()),
        Build::Ready(program) => program,
    };
    let output = Command::new(&program.program).env("RUST_BACKTRACE", "1").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let named = |line: &&str| line.contains("src/") && !line.contains("/rustc/");
    // A thread is told with its number.
    let place = |line: &str| line.rsplit(' ').next().unwrap_or_default().to_owned();
    let places = text(output.stderr).lines().filter(named).map(place).collect();
    Ok((text(output.stdout), places, program.warnings.clone()))
}

/// A library of several files which says where it is in all ways that are known, partly from what is compiled with the driver.
const PLACES: &str = "mod inner;
pub fn run(number: impl TryInto<u64>) -> u64 {
    let number = number.try_into().unwrap_or_default();
    println!(\"{} {} {}\", inner::place(), line!(), inner::generic(number));
    std::panic::catch_unwind(|| inner::fails(number)).unwrap_err();
    let known = std::panic::catch_unwind(|| Err::<u64, u64>(number).unwrap());
    known.unwrap_or(number)
}
//> src/inner.rs
mod deeper;
pub fn fails(number: u64) -> u64 {
    deeper::table()[number as usize]
}
pub fn place() -> u32 {
    line!()
}
pub fn generic<T: Clone + std::fmt::Debug>(value: T) -> String {
    format!(\"{:?}\", vec![value; 2])
}
//> src/inner/deeper.rs
pub fn table() -> [u64; 3] {
    [1, 2, 3]
}
";

/// As handed in, and the same further down in each file.
fn moved(library: &str, lines: usize) -> String {
    let down = "\n".repeat(lines);
    format!("{down}{}", library.replace(".rs\n", &format!(".rs\n{down}")))
}

#[test]
fn libraries_that_may_be_are_modules_of_one_crate_and_tell_the_same_as_alone() {
    let (several, alone) = (Several::new(), Several::new());
    let libraries = [PLACES.to_owned(), moved(PLACES, 3), moved(PLACES, 5)];
    let libraries = libraries.each_ref().map(String::as_str);
    assert_eq!(several.together(libraries, &|| false).count(), 3);
    let (builds, expected) = (several.builds(libraries), alone.builds(libraries));
    for ((build, expected), number) in builds.iter().zip(&expected).zip(ALL) {
        let package = format!("ex{number}");
        assert!(is_module(&package, build) && !is_module(&package, expected));
        assert_eq!(told(build), told(expected));
        assert!(!several.names_itself(build));
    }
    let (printed, places, _) = told(&builds[1]).unwrap();
    assert!(printed.starts_with("9 7 "), "{printed}");
    for place in ["src/inner.rs:6:5:", "src/inner.rs:6:5", "src/lib.rs:8:33", "src/lib.rs:9:69:"] {
        assert!(places.iter().any(|known| known == place), "{place} is not in {places:#?}");
    }
}

#[test]
fn a_library_that_would_be_another_as_a_module_is_a_crate_of_its_own_among_those_that_would_not() {
    for other in [
        "pub fn run(number: u64) -> u64 { crate::twice(number) }\nfn twice(number: u64) -> u64 { number * 2 }",
        "mod inner;\npub use inner::run;\n//> src/inner.rs\npub fn run(number: u64) -> u64 { crate::run as usize; number }",
        "macro_rules! twice { ($n:expr) => { $n * 2 } }\npub fn run(number: u64) -> u64 { twice!(number) }",
        "pub fn run(number: u64) -> u64 { println!(\"{}\", module_path!()); number }",
        "struct Own;\npub fn run(number: u64) -> u64 { println!(\"{}\", std::any::type_name::<Own>()); number }",
        "#[path = \"other.rs\"]\nmod inner;\npub use inner::run;\n//> src/other.rs\npub fn run(number: u64) -> u64 { number }",
        "#![deny(missing_docs)]\n//! It is documented.\n/// So is this.\npub fn run(number: u64) -> u64 { number }",
        "pub fn run(number: u64) -> u64 { let unused = 1; number }",
        "use std::fmt;\npub fn run(number: u64) -> u64 { number }\npub(crate) fn nobody() {}\nmod one { fn two() {} }",
        "pub struct Own;\nimpl PartialEq<Own> for u64 { fn eq(&self, _: &Own) -> bool { true } }\n\
         pub fn run(number: u64) -> u64 { number }",
    ] {
        let (several, alone) = (Several::new(), Several::new());
        let libraries = [RIGHT, other, RIGHT];
        let kept = several.together(libraries, &|| false);
        assert_eq!(kept.count(), 3, "{other}");
        let (builds, expected) = (several.builds(libraries), alone.builds(libraries));
        assert_eq!(
            builds.iter().map(told).collect::<Vec<_>>(),
            expected.iter().map(told).collect::<Vec<_>>(),
            "{other}"
        );
        assert_eq!(names(&ready(&builds[1]).program), 3, "{other}");
        assert_eq!(
            [0, 1, 2].map(|at| is_module(&format!("ex{}", ALL[at]), &builds[at])),
            [true, false, true],
            "{other}"
        );
    }
}

#[test]
fn a_library_that_reaches_for_what_lies_beside_it_is_refused_as_if_it_were_alone() {
    for wrong in [
        "pub fn run(number: u64) -> u64 { super::ex90::run(number) }",
        "pub fn run(number: u64) -> u64 { crate::ex90::run(number) }",
        "pub fn run(number: u64) -> u64 { ex90::run(number) }",
        "use ex90_double::run as other;\npub fn run(number: u64) -> u64 { other(number) }",
        "#[path = \"../../ex90_double/src/lib.rs\"]\nmod other;\npub use other::run;",
        "const X: &[u8] = include_bytes!(\"../../lib.rs\");\npub fn run(number: u64) -> u64 { X.len() as u64 + number }",
    ] {
        let (several, alone) = (Several::new(), Several::new());
        let libraries = [RIGHT, wrong, RIGHT];
        assert_eq!(several.together(libraries, &|| false).count(), 3, "{wrong}");
        let (builds, expected) = (several.builds(libraries), alone.builds(libraries));
        assert!(matches!(&builds[1], Build::Refused(_)), "{wrong}");
        assert_eq!(builds[1], expected[1], "{wrong}");
        assert!(is_module("ex90", &builds[0]) && is_module("ex92", &builds[2]), "{wrong}");
    }
}

#[test]
fn what_one_library_implements_for_types_of_std_is_there_for_no_other() {
    let adds = "#[derive(Default)]\npub struct Own;\nimpl std::ops::Add<Own> for Vec<u8> {\n    type Output = u64;\n    \
                fn add(self, _: Own) -> u64 {\n        1\n    }\n}\n";
    let (several, alone) = (Several::new(), Several::new());
    let adding = format!("{RIGHT}{adds}");
    let libraries = [&adding, "pub fn run(number: u64) -> u64 { (vec![1_u8] + Default::default()) + number }", RIGHT];
    let _kept = several.together(libraries, &|| false);
    let (builds, expected) = (several.builds(libraries), alone.builds(libraries));
    assert!(matches!(&builds[1], Build::Refused(_)));
    assert_eq!(builds[1], expected[1]);
    assert_eq!([0, 2].map(|at| told(&builds[at])), [0, 2].map(|at| told(&expected[at])));
}

#[test]
fn what_is_built_together_is_one_program_that_answers_for_each_by_its_name() {
    let several = Several::new();
    let warned = format!("{RIGHT}fn unused() {{}}\n");
    let libraries = [RIGHT, &warned, "pub fn run(number: u64) -> u64 {\n    number + 1\n}\n"];
    let kept = several.together(libraries, &|| false);
    assert_eq!(kept.count(), 3);
    let builds = several.builds(libraries);
    assert_eq!(several.together(libraries, &|| false).count(), 3, "they are known");
    for (build, expected) in builds.iter().zip(["180\n", "182\n", "93\n"]) {
        assert_eq!((output(ready(build)).0.as_str(), names(&ready(build).program)), (expected, 3));
    }
    assert!(output(ready(&builds[1])).1.contains("it says so"), "what `main` returns counts");
    assert_eq!(builds.iter().map(|build| ready(build).warnings.len()).collect::<Vec<_>>(), [0, 1, 0]);
    assert!(!several.names_itself(&builds[0]));
}

#[test]
fn a_library_that_does_not_compile_or_does_not_fit_is_left_out_and_refused_as_if_it_were_alone() {
    for (wrong, count) in [("pub fn run(number: u64) -> u64 {\n    number * \"2\"\n}\n", 3), ("fn run() {}\n", 2)] {
        let (several, alone) = (Several::new(), Several::new());
        let libraries = [RIGHT, wrong, RIGHT];
        let kept = several.together(libraries, &|| false);
        assert_eq!(kept.count(), count, "{wrong}");
        let builds = several.builds(libraries);
        assert_eq!([&builds[0], &builds[2]].map(|build| names(&ready(build).program)), [2, 2]);
        let Build::Refused(finding) = &builds[1] else { panic!("built: {wrong}") };
        assert_eq!(finding.verdict, Verdict::DoesNotCompile);
        assert_eq!(builds[1], alone.builds(libraries)[1]);
    }
}

#[test]
fn what_other_exercises_would_notice_is_linked_alone() {
    for noticed in [
        "pub static LARGE: [std::sync::atomic::AtomicU8; 1 << 20] = [const { std::sync::atomic::AtomicU8::new(0) }; 1 << 20];",
        "thread_local! { pub static LARGE: [std::cell::Cell<u8>; 1 << 20] = const { [const { std::cell::Cell::new(0) }; 1 << 20] }; }",
        "pub static LARGE: [u8; 5 << 20] = [1; 5 << 20];",
        "#[global_allocator]\nstatic SYSTEM: std::alloc::System = std::alloc::System;",
    ] {
        let several = Several::new();
        let library = format!("{RIGHT}{noticed}\n");
        let libraries = [RIGHT, &library, RIGHT];
        let kept = several.together(libraries, &|| false);
        assert_eq!(kept.count(), 2, "{noticed}");
        let builds = several.builds(libraries);
        assert_eq!(builds.iter().map(|build| names(&ready(build).program)).collect::<Vec<_>>(), [2, 1, 2], "{noticed}");
    }
}

#[test]
fn an_exercise_with_crates_that_no_other_has_is_left_to_its_own_build() {
    let mut several = Several::of(course_with_a_crate());
    for other in &mut several.exercises[1..] {
        other.crates.clear();
    }
    let libraries = ["fn", RIGHT, RIGHT];
    assert_eq!(
        several.together(libraries, &|| false).count(),
        2,
        "it would be compiled for nothing, and is not even refused"
    );
    assert!(matches!(several.builds(libraries)[..], [Build::Refused(_), Build::Ready(_), Build::Ready(_)]));
}

#[test]
fn nothing_more_is_compiled_once_somebody_wants_that_to_end() {
    let several = Several::new();
    let asked = Cell::new(0);
    let stop = || asked.replace(asked.get() + 1) == 3;
    let wrong = "fn";
    assert_eq!(several.together([wrong, wrong, RIGHT], &stop).count(), 2, "what is known by then is kept");
    assert_eq!(several.together([RIGHT; 3], &|| true).count(), 0);
}
