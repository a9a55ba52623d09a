//! Builds of several exercises at once: what is made together is what each build finds, and what cannot be is left to it.

use std::{cell::Cell, fs, os::unix::fs::MetadataExt, path::Path};

use grader::{
    build::{Build, Kept, Program, build, build_together},
    course::Exercise,
    judge::Verdict,
    submission::{Submission, digest},
};

use super::{Course, launcher, output};

/// The numbers of the exercises; the driver of each replies what its library makes of its own number.
const ALL: [u32; 3] = [90, 91, 92];
const RIGHT: &str = "pub fn run(number: u64) -> u64 {\n    number * 2\n}\n";

struct Several {
    course: Course,
    exercises: Vec<Exercise>,
}

impl Several {
    fn new() -> Several {
        let mut course = Course::new();
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
        let submission = |(exercise, library): (&'_ Exercise, &str)| Submission {
            stem: exercise.stem.clone(),
            files: [("src/lib.rs".to_owned(), library.to_owned())].into(),
            digest: digest([("src/lib.rs", library.as_bytes())]),
            folder: "handed-in".into(),
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
    let bytes = fs::read(&ready(&builds[0]).program).unwrap();
    let private = several.course.folder.path().as_os_str().as_encoded_bytes();
    assert!(!bytes.windows(private.len()).any(|window| window == private));
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
fn nothing_more_is_compiled_once_somebody_wants_that_to_end() {
    let several = Several::new();
    let asked = Cell::new(0);
    let stop = || asked.replace(asked.get() + 1) == 2;
    let wrong = "fn";
    assert_eq!(several.together([wrong, wrong, RIGHT], &stop).count(), 2, "what is known by then is kept");
    assert_eq!(several.together([RIGHT; 3], &|| true).count(), 0);
}
